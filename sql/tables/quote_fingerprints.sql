-- grain: one fingerprint of one direct or mixed quotation
-- key: fingerprint, quote_id
-- Index that finds quotations sharing six words in a row.
CREATE TABLE IF NOT EXISTS quote_fingerprints (
    fingerprint BIGINT NOT NULL, -- hash of a winnowed run of five words
    quote_id VARCHAR NOT NULL -- quotation it occurs in
);
