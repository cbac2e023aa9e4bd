-- grain: one row of {table} that a run touches, as it is
-- key: lake_rowid
-- Read once: whatever is asked of these rows is asked of this copy, not of the whole table again.
CREATE OR REPLACE TEMP TABLE present AS
SELECT *, rowid AS lake_rowid
FROM lake.{table}
WHERE rowid IN (SELECT lake_rowid FROM gone);
