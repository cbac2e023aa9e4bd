-- grain: one row of {table} that is in the lake and is wanted just so
-- key: lake_rowid
-- Rows that need not be touched. Repeated keys are told apart by a number.
CREATE OR REPLACE TEMP TABLE unchanged AS
WITH present AS (
    SELECT *, rowid AS lake_rowid, row_number() OVER (PARTITION BY {key}) AS tie
    FROM lake.{table}
    WHERE rowid IN (SELECT lake_rowid FROM gone)
),
desired AS (
    SELECT *, row_number() OVER (PARTITION BY {key}) AS tie
    FROM ({wanted})
)
SELECT present.lake_rowid, {present_key}, present.tie
FROM present
JOIN desired ON present.tie = desired.tie AND {same_as_present}
WHERE {same_rest};
