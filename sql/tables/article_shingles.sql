-- grain: one article
-- key: article_id
-- How much text an article has, as the search for copies counts it; an article that has a row has been looked at.
CREATE TABLE IF NOT EXISTS article_shingles (
    article_id VARCHAR NOT NULL, -- article they are of
    n_fingerprints INTEGER, -- number of its fingerprints
    n_shingles INTEGER -- number of its distinct 5-word shingles
);
