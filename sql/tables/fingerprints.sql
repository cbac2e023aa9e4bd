-- grain: one rare fingerprint of one article
-- key: fingerprint, article_id
-- Index that finds articles sharing text; sorted by fingerprint.
CREATE TABLE IF NOT EXISTS fingerprints (
    fingerprint UBIGINT NOT NULL, -- hash of a winnowed run of words
    article_id VARCHAR NOT NULL -- article it occurs in
);
