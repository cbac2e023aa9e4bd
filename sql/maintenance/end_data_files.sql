-- grain: one data file of the data files with the ids $ids
-- From the newest snapshot on, it is no part of its table.
UPDATE __ducklake_metadata_lake.ducklake_data_file
SET end_snapshot = (SELECT max(snapshot_id) FROM __ducklake_metadata_lake.ducklake_snapshot)
WHERE list_contains($ids::BIGINT[], data_file_id) AND end_snapshot IS NULL;
