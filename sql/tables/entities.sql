-- grain: one real-world entity
-- key: entity_id
-- People, organisations, places and the like, joined across articles.
CREATE TABLE IF NOT EXISTS entities (
    entity_id VARCHAR NOT NULL, -- id of the entity
    name VARCHAR NOT NULL, -- fullest well-supported form of its name
    kind VARCHAR NOT NULL, -- label that most of its mentions carry
    aliases VARCHAR[], -- all forms of its name, sorted
    related_country VARCHAR, -- for a nationality, the name of its country; else NULL
    n_mentions BIGINT, -- number of mentions
    n_articles BIGINT -- number of articles that mention it
);
