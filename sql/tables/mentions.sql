-- grain: one mention of an entity in one article
-- key: mention_id
-- Every place where an article names a person, an organisation, a place or the like.
CREATE TABLE IF NOT EXISTS mentions (
    mention_id VARCHAR NOT NULL, -- id of the mention, made from article and offsets
    article_id VARCHAR NOT NULL, -- article it stands in
    start BIGINT NOT NULL, -- first character in articles.text
    "end" BIGINT NOT NULL, -- one past the last character in articles.text
    raw_start BIGINT, -- first character in the raw text; NULL for HTML
    raw_end BIGINT, -- one past the last character in the raw text; NULL for HTML
    text VARCHAR NOT NULL, -- the words of the mention
    label VARCHAR NOT NULL, -- PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, PRODUCT, WORK_OF_ART or LAW
    entity_id VARCHAR, -- the entity meant, across all articles
    local_entity INTEGER, -- number of the entity within its article
    local_name VARCHAR, -- fullest form of the name within the article, titles left off
    is_pronoun BOOLEAN -- whether the mention is a pronoun or a description rather than a name
);
