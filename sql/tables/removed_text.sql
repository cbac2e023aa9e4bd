-- grain: one span taken out by cleaning
-- key: article_id, raw_start, raw_end, text, reason, may repeat
-- What is in the input and not in the article, and why.
CREATE TABLE IF NOT EXISTS removed_text (
    article_id VARCHAR NOT NULL, -- article it was taken out of
    raw_start BIGINT, -- first character in the raw text; NULL for HTML
    raw_end BIGINT, -- one past the last character in the raw text; NULL for HTML
    text VARCHAR NOT NULL, -- what was taken out
    reason VARCHAR NOT NULL -- short code of the rule that took it out
);
