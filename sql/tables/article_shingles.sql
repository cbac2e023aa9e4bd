-- grain: one article
-- key: article_id
-- The exact 5-word shingles of an article, against which copies are verified.
CREATE TABLE IF NOT EXISTS article_shingles (
    article_id VARCHAR NOT NULL, -- article they are of
    n_fingerprints INTEGER, -- number of its fingerprints
    n_shingles INTEGER, -- number of its distinct shingles
    shingles BLOB NOT NULL -- sorted distinct shingles, little-endian unsigned 64-bit integers
);
