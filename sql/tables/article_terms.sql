-- grain: one article
-- key: article_id
-- The weighted terms of an article, by which stories are told apart.
CREATE TABLE IF NOT EXISTS article_terms (
    article_id VARCHAR NOT NULL, -- article they are of
    terms UINTEGER[], -- hashed terms
    weights FLOAT[] -- weight of each term
);
