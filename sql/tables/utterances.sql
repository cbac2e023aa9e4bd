-- grain: one thing said once, however many outlets quote it
-- key: utterance_id
-- Quotations of one utterance, joined across articles.
CREATE TABLE IF NOT EXISTS utterances (
    utterance_id VARCHAR NOT NULL, -- id of the utterance, made from its first quotation's
    text VARCHAR NOT NULL, -- its fullest form
    speaker_entity_id VARCHAR, -- entity that said it, or NULL
    speaker_name VARCHAR, -- who said it, or NULL
    n_quotes BIGINT, -- number of quotations
    n_articles BIGINT, -- number of articles that quote it
    n_sources BIGINT, -- number of known outlets that quote it
    first_published_at TIMESTAMPTZ, -- time of the first article that quotes it, or NULL
    first_source_id VARCHAR -- outlet of that article, or NULL
);
