-- grain: one path of which nothing was taken in
-- key: path
-- question: which of the files $paths have no article in the warehouse, and why?
WITH paths AS (SELECT unnest($paths::VARCHAR[]) AS path),
accepted AS (
    SELECT DISTINCT paths.path
    FROM paths
    JOIN lake.documents AS documents
        ON documents.origin = paths.path
        OR starts_with(documents.origin, concat(paths.path, '/'))
        OR starts_with(documents.origin, concat(paths.path, '#'))
    JOIN lake.articles AS articles USING (document_id)
)
SELECT
    paths.path,
    first(concat(rejections.reason, ': ', rejections.detail) ORDER BY rejections.origin, rejections.reason) AS reason
FROM paths
ANTI JOIN accepted USING (path)
JOIN lake.rejections AS rejections
    ON rejections.origin = paths.path
    OR starts_with(rejections.origin, concat(paths.path, '/'))
    OR starts_with(rejections.origin, concat(paths.path, '#'))
GROUP BY paths.path
