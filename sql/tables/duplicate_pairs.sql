-- grain: one verified pair of copies
-- key: article_a, article_b
-- Two articles that share most of their words, measured exactly on 5-word shingles.
CREATE TABLE IF NOT EXISTS duplicate_pairs (
    article_a VARCHAR NOT NULL, -- the lower article id of the pair
    article_b VARCHAR NOT NULL, -- the higher article id of the pair
    kind VARCHAR NOT NULL, -- exact, near or contained
    jaccard DOUBLE, -- shared shingles as a share of all shingles of both, 0 to 1
    containment DOUBLE -- shared shingles as a share of the smaller article's, 0 to 1
);
