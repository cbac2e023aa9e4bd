-- grain: one row of {table} that a run touches
-- key: lake_rowid
CREATE OR REPLACE TEMP TABLE gone AS
SELECT rowid AS lake_rowid
FROM lake.{table}
WHERE {touched};
