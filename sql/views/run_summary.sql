-- grain: one run that published
-- key: run_id
-- question: What went into each run, what came out, what was left out at which stage, and where did the time go?
-- columns:
--   run_id: id of the run
--   snapshot_id: snapshot of the lake that the run made
--   started_at: when it began (UTC)
--   seconds: how long it took in all
--   n_in: inputs seen
--   n_new: articles that were new or derived again
--   n_duplicates: new articles that copy another
--   n_rejected: inputs and articles left out
--   n_rejected_read: of these, by reading
--   n_rejected_clean: of these, by cleaning
--   n_rejected_enrich: articles kept, but read without entities or quotations
--   n_documents_now: documents in the warehouse that the run brought in
--   n_articles_now: articles in the warehouse that the run wrote last
--   n_quotes_now: quotations in those articles
--   seconds_read: seconds spent reading
--   seconds_clean: seconds spent cleaning, summed over workers
--   seconds_enrich: seconds spent on entities and quotations, summed over workers
--   seconds_dedupe: seconds spent finding duplicates and stories
--   seconds_resolve: seconds spent on entities, utterances and sources of the corpus
--   seconds_publish: seconds spent on the commit
--   code_version: version of the code
--   model: language model that read the articles
CREATE OR REPLACE VIEW run_summary AS
WITH brought AS (
    SELECT run_id, count(*) AS n_documents
    FROM documents
    GROUP BY run_id
),
written AS (
    SELECT run_id, count(*) AS n_articles
    FROM articles
    GROUP BY run_id
),
quoted AS (
    SELECT articles.run_id, count(*) AS n_quotes
    FROM quotes
    JOIN articles USING (article_id)
    GROUP BY articles.run_id
),
left_out AS (
    SELECT
        run_id,
        count(*) FILTER (stage = 'read') AS n_read,
        count(*) FILTER (stage = 'clean') AS n_clean,
        count(*) FILTER (stage = 'enrich') AS n_enrich
    FROM rejections
    GROUP BY run_id
)
SELECT
    runs.run_id,
    runs.snapshot_id,
    runs.started_at,
    date_diff('millisecond', runs.started_at, runs.finished_at) / 1000 AS seconds,
    runs.n_in,
    runs.n_new,
    runs.n_duplicates,
    runs.n_rejected,
    coalesce(left_out.n_read, 0) AS n_rejected_read,
    coalesce(left_out.n_clean, 0) AS n_rejected_clean,
    coalesce(left_out.n_enrich, 0) AS n_rejected_enrich,
    coalesce(brought.n_documents, 0) AS n_documents_now,
    coalesce(written.n_articles, 0) AS n_articles_now,
    coalesce(quoted.n_quotes, 0) AS n_quotes_now,
    runs.seconds_read,
    runs.seconds_clean,
    runs.seconds_enrich,
    runs.seconds_dedupe,
    runs.seconds_resolve,
    runs.seconds_publish,
    runs.code_version,
    runs.model
FROM runs
LEFT JOIN brought USING (run_id)
LEFT JOIN written USING (run_id)
LEFT JOIN quoted USING (run_id)
LEFT JOIN left_out USING (run_id);
