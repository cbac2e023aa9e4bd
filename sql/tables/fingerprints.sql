-- grain: one fingerprint of one article
-- key: fingerprint, article_id
-- Index that finds articles sharing text; in the order of the articles, so a delta reads one column of it all.
CREATE TABLE IF NOT EXISTS fingerprints (
    fingerprint UBIGINT NOT NULL, -- hash of a winnowed run of words
    article_id VARCHAR NOT NULL -- article it occurs in
);
