-- grain: one name of one kind that is judged or used in an article that is. key: kind, name.
-- question: what does a name say by itself: an entity, or a short form?
CREATE OR REPLACE TEMP TABLE keyed_names AS
SELECT kind, name, entity_kind, key, short FROM told_names
UNION ALL
SELECT kind, name, entity_kind, key, short
FROM stored_known_names
SEMI JOIN judged_units USING (kind, name)
ANTI JOIN told_names USING (kind, name)
