-- grain: one entity that a name may stand for. key: kind, key; entity (its number, for this run alone).
-- question: which entities are there? Units are many, so they carry the number.
CREATE OR REPLACE TEMP TABLE entity_keys AS
SELECT kind, key, row_number() OVER (ORDER BY kind, key) AS entity
FROM (
    SELECT settled AS kind, key FROM keyed_names WHERE key IS NOT NULL
    UNION
    SELECT kind, key FROM candidates
)
