-- grain: one snapshot, the catalog's next
-- What DuckLake itself writes for a snapshot that only takes files out.
INSERT INTO __ducklake_metadata_lake.ducklake_snapshot
SELECT snapshot_id + 1, now(), schema_version, next_catalog_id, next_file_id
FROM __ducklake_metadata_lake.ducklake_snapshot
ORDER BY snapshot_id DESC
LIMIT 1;
