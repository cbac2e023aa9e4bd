-- grain: one name of one kind. key: kind, name.
-- question: what is called by names that say something else than before, or by short forms that may mean something else?
CREATE OR REPLACE TEMP TABLE names_again AS
SELECT kind, name FROM changed_names
UNION
SELECT k.kind, k.name
FROM stored_known_names k
JOIN changed_shorts s ON s.kind = k.entity_kind AND s.short = k.short
