-- grain: one entity that no name stands for by itself. key: kind, key; entity.
-- question: which entities of `settled_names` have no number yet?
INSERT INTO entity_keys
SELECT kind, key, (SELECT coalesce(max(entity), 0) FROM entity_keys) + row_number() OVER (ORDER BY kind, key)
FROM (SELECT kind, key FROM settled_names WHERE key IS NOT NULL EXCEPT SELECT kind, key FROM entity_keys)
