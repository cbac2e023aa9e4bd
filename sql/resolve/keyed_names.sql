-- grain: one name of one kind. key: kind, name (its number). question: what does a name say by itself: an entity, or a short form?
CREATE OR REPLACE TEMP TABLE keyed_names AS
SELECT k.kind, n.number AS name, k.settled, k.key, k.short
FROM unit_keys k
JOIN seen_names n USING (name)
