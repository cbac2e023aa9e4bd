-- grain: one thing that one article names
-- key: article_id, local_entity
-- What an article calls the things it names, and which entity each of them is.
CREATE TABLE IF NOT EXISTS article_names (
    article_id VARCHAR NOT NULL, -- article that names it
    local_entity INTEGER NOT NULL, -- number of the thing within its article
    kind VARCHAR NOT NULL, -- sort of thing that most of its mentions are labelled as
    name VARCHAR NOT NULL, -- what the article calls it most often, titles left off
    acronyms VARCHAR[], -- acronyms by which the article mentions it, sorted; NULL if none
    gender VARCHAR, -- m or f where the titles before a bare surname tell; else NULL
    entity_id VARCHAR NOT NULL, -- the entity it is
    settled_by VARCHAR NOT NULL -- what tells the entity: name, context (article, copies, story) or corpus
);
