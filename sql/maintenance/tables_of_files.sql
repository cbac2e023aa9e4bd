-- grain: one table
-- key: table_id
-- question: which tables have the data files with the ids $ids?
SELECT DISTINCT table_id
FROM __ducklake_metadata_lake.ducklake_data_file
WHERE list_contains($ids::BIGINT[], data_file_id)
ORDER BY table_id;
