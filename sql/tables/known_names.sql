-- grain: one name that articles give to things of one sort
-- key: kind, name
-- What a name says by itself: an entity, or a short form that its context must settle.
CREATE TABLE IF NOT EXISTS known_names (
    kind VARCHAR NOT NULL, -- sort of thing, as the articles label it
    name VARCHAR NOT NULL, -- the name
    settled_kind VARCHAR NOT NULL, -- sort of thing that most articles give the name to
    entity_kind VARCHAR NOT NULL, -- sort of thing that the entity is: "Norwegian" names a place
    key VARCHAR, -- what the entity's id is made from, with its kind; NULL for a short form
    short VARCHAR, -- short form that the name is (surname, acronym, town); NULL for a full name
    blocks UINTEGER[] -- hashed blocks: names that share none do not bear on each other
);
