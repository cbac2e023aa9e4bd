-- grain: one run of ten thousand articles
INSERT INTO lake.runs BY NAME
SELECT run_id, 1 AS snapshot_id, min(published_at) AS started_at, max(published_at) AS finished_at, count(*) AS n_in, count(*) AS n_new,
    0 AS n_rejected, count(duplicate_of) AS n_duplicates, run_id AS input_digest
FROM lake.articles
GROUP BY run_id
