-- grain: one event told by one or more outlets
-- key: story_id
-- Articles on the same event, however worded.
CREATE TABLE IF NOT EXISTS stories (
    story_id VARCHAR NOT NULL, -- id of the story, made from its founding article's
    title VARCHAR, -- headline of its most central article
    first_published_at TIMESTAMPTZ, -- time of its first article, or NULL
    last_published_at TIMESTAMPTZ, -- time of its last article, or NULL
    n_articles BIGINT, -- number of articles
    n_sources BIGINT, -- number of known outlets
    n_independent BIGINT -- number of articles after copies are counted once
);
