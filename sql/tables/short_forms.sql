-- grain: one entity that a short form may stand for
-- key: kind, short, key, rank
-- Which people, organisations and towns a surname, a first name, an acronym or a bare name may mean.
CREATE TABLE IF NOT EXISTS short_forms (
    kind VARCHAR NOT NULL, -- sort of thing
    short VARCHAR NOT NULL, -- the short form
    key VARCHAR NOT NULL, -- what the entity's id is made from, with its kind
    rank INTEGER NOT NULL, -- 0 for surnames, acronyms and towns, which the corpus may settle; 1 for what only a context can
    gender VARCHAR, -- m or f where a person's first name tells; else NULL
    n_articles BIGINT NOT NULL -- number of articles that give the entity a full name
);
