-- grain: one row that a table is to gain
-- What is wanted and not in the lake just so.
WITH desired AS (
    SELECT *, row_number() OVER (PARTITION BY {key}) AS tie
    FROM ({wanted})
)
SELECT desired.* EXCLUDE (tie)
FROM desired
ANTI JOIN unchanged ON unchanged.tie = desired.tie AND {same_as_unchanged}
