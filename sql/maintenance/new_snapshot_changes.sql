-- grain: the catalog's newest snapshot
-- Of which tables it takes files out, and why.
INSERT INTO __ducklake_metadata_lake.ducklake_snapshot_changes
SELECT max(snapshot_id), $changes, 'newsloom', 'damaged files set aside', NULL
FROM __ducklake_metadata_lake.ducklake_snapshot;
