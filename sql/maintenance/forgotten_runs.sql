-- grain: one run that rows name and `runs` does not
-- key: run_id
-- A run whose own record was lost: what the lake still knows of it. Its counts and times are not known.
INSERT INTO runs BY NAME
WITH named AS (
    SELECT run_id FROM documents
    UNION
    SELECT run_id FROM articles
    UNION
    SELECT run_id FROM rejections
)
SELECT named.run_id, snapshots.snapshot_id, snapshots.snapshot_time AS finished_at, snapshots.snapshot_time AS started_at
FROM named
ANTI JOIN runs USING (run_id)
LEFT JOIN lake.snapshots() AS snapshots ON snapshots.commit_message = named.run_id
WHERE named.run_id IS NOT NULL;
