-- grain: one file that some kept snapshot is made of
-- key: path
-- Data and delete files with the place they have under the data path, as the catalog knows them.
WITH files AS (
    SELECT table_id, path, path_is_relative, file_size_bytes FROM __ducklake_metadata_lake.ducklake_data_file
    UNION ALL
    SELECT table_id, path, path_is_relative, file_size_bytes FROM __ducklake_metadata_lake.ducklake_delete_file
),
folders AS (
    SELECT DISTINCT
        tables.table_id,
        concat(
            CASE WHEN schemas.path_is_relative THEN '' ELSE 'outside:' END,
            schemas.path,
            CASE WHEN tables.path_is_relative THEN tables.path ELSE '' END
        ) AS folder
    FROM __ducklake_metadata_lake.ducklake_table AS tables
    JOIN __ducklake_metadata_lake.ducklake_schema AS schemas USING (schema_id)
)
SELECT DISTINCT
    CASE WHEN files.path_is_relative THEN concat(folders.folder, files.path) ELSE files.path END AS path,
    files.file_size_bytes AS n_bytes
FROM files
JOIN folders USING (table_id)
ORDER BY path;
