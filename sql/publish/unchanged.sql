-- grain: one row of a table that is in the lake and is wanted just so
-- key: lake_rowid
-- Rows that need not be touched. Repeated keys are told apart by a number.
CREATE OR REPLACE TEMP TABLE unchanged AS
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY {key}) AS tie
    FROM present
),
desired AS (
    SELECT *, row_number() OVER (PARTITION BY {key}) AS tie
    FROM ({wanted})
)
SELECT numbered.lake_rowid, {numbered_key}, numbered.tie
FROM numbered
JOIN desired ON numbered.tie = desired.tie AND {same_as_numbered}
WHERE {same_rest};
