-- grain: one name that articles use and that is not known, or that is known and no article uses
-- key: kind, name
-- question: Is what names say kept for just the names that articles use?
SELECT coalesce(used.kind, known_names.kind) AS kind, coalesce(used.name, known_names.name) AS name, used.name IS NOT NULL AS is_used
FROM (SELECT DISTINCT kind, name FROM article_names) AS used
FULL JOIN known_names ON known_names.kind = used.kind AND known_names.name = used.name
WHERE used.name IS NULL OR known_names.name IS NULL;
