-- grain: one flow run that published
-- key: run_id
-- What each run took in, and how long it took.
CREATE TABLE IF NOT EXISTS runs (
    run_id VARCHAR NOT NULL, -- id of the run
    snapshot_id BIGINT, -- snapshot of the lake that the run made
    started_at TIMESTAMPTZ, -- when it began
    finished_at TIMESTAMPTZ, -- when it published
    flow_run_id VARCHAR, -- Prefect's id of the flow run, or NULL
    code_version VARCHAR, -- version of the code, with the revision if known
    model VARCHAR, -- language model that read the articles
    n_in BIGINT, -- inputs seen
    n_new BIGINT, -- articles that were new or derived again
    n_rejected BIGINT, -- inputs and articles left out
    n_duplicates BIGINT, -- new articles that copy another
    n_undated BIGINT, -- of n_new, without a date
    n_quotes BIGINT, -- quotations in them, headlines and fragments left out
    n_unattributed BIGINT, -- of n_quotes, those that the text gives to nobody
    seconds_read DOUBLE, -- seconds spent reading
    seconds_clean DOUBLE, -- seconds spent cleaning, summed over workers
    seconds_dedupe DOUBLE, -- seconds spent finding duplicates and stories
    seconds_enrich DOUBLE, -- seconds spent on entities and quotations, summed over workers
    seconds_resolve DOUBLE, -- seconds spent on entities, utterances and sources of the corpus
    seconds_publish DOUBLE, -- seconds spent on the commit
    input_digest VARCHAR -- digest of the inputs' ids
);
