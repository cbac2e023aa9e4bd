-- grain: one rejection of this run
-- key: document_id, origin, stage, reason
-- A stage that knows only the article gives no origin: it is the document's.
CREATE OR REPLACE TEMP VIEW placed_rejections AS
WITH documents_meant AS (
    SELECT document_id, any_value(origin) AS origin
    FROM (SELECT document_id, origin FROM new_documents UNION ALL SELECT document_id, origin FROM lake.documents)
    WHERE document_id IN (SELECT document_id FROM new_rejections WHERE origin IS NULL)
    GROUP BY document_id
),
placed AS (
    SELECT new_rejections.* REPLACE (coalesce(new_rejections.origin, documents_meant.origin, '(unknown)') AS origin)
    FROM new_rejections
    LEFT JOIN documents_meant USING (document_id)
)
SELECT DISTINCT ON (document_id, origin, stage, reason) *
FROM placed;
