-- grain: one file that some kept snapshot is made of
-- key: path
-- Data and delete files with the place they have under the data path, as the catalog knows them. A delete file names
-- the data file whose rows it takes out; a file that the current snapshot does not need is kept for earlier ones.
WITH files AS (
    SELECT data_file_id, table_id, path, path_is_relative, file_size_bytes, end_snapshot, false AS is_delete
    FROM __ducklake_metadata_lake.ducklake_data_file
    UNION ALL
    SELECT data_file_id, table_id, path, path_is_relative, file_size_bytes, end_snapshot, true
    FROM __ducklake_metadata_lake.ducklake_delete_file
),
folders AS (
    SELECT DISTINCT
        tables.table_id,
        tables.table_name,
        concat(
            CASE WHEN schemas.path_is_relative THEN '' ELSE 'outside:' END,
            schemas.path,
            CASE WHEN tables.path_is_relative THEN tables.path ELSE '' END
        ) AS folder
    FROM __ducklake_metadata_lake.ducklake_table AS tables
    JOIN __ducklake_metadata_lake.ducklake_schema AS schemas USING (schema_id)
)
SELECT
    CASE WHEN files.path_is_relative THEN concat(folders.folder, files.path) ELSE files.path END AS path,
    any_value(files.file_size_bytes) AS n_bytes,
    any_value(folders.table_name) AS table_name,
    any_value(files.data_file_id) AS data_file_id,
    any_value(files.is_delete) AS is_delete,
    bool_or(files.end_snapshot IS NULL) AS is_current
FROM files
JOIN folders USING (table_id)
GROUP BY 1
ORDER BY path;
