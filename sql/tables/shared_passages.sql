-- grain: one passage that two copies have in common
-- key: article_a, article_b, a_start, b_start
-- What was taken over word for word; offsets index articles.text of each article.
CREATE TABLE IF NOT EXISTS shared_passages (
    article_a VARCHAR NOT NULL, -- the lower article id of the pair
    article_b VARCHAR NOT NULL, -- the higher article id of the pair
    a_start BIGINT NOT NULL, -- first character of the passage in article_a
    a_end BIGINT NOT NULL, -- one past its last character in article_a
    b_start BIGINT NOT NULL, -- first character of the passage in article_b
    b_end BIGINT NOT NULL -- one past its last character in article_b
);
