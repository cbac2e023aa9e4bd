-- grain: one entity that a name stands for. key: kind, key. question: which entities need an id?
SELECT DISTINCT entity_kind AS kind, key FROM keyed_names WHERE key IS NOT NULL
