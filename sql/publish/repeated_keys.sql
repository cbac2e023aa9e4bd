-- grain: one key that two wanted rows of a table share, or that is NULL
-- DuckLake enforces no keys: they are ours to check before a commit.
SELECT {key}, count(*) AS times
FROM ({wanted_keys})
GROUP BY {key}
HAVING count(*) > 1 OR {any_null}
LIMIT 1;
