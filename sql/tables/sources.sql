-- grain: one outlet
-- key: source_id
-- Outlets that published an article of the corpus, or are cited by one.
CREATE TABLE IF NOT EXISTS sources (
    source_id VARCHAR NOT NULL, -- id of the outlet, made from its domain or folded name
    name VARCHAR NOT NULL, -- its name
    domain VARCHAR, -- its domain without www, or NULL
    aliases VARCHAR[] -- other names it goes by, sorted
);
