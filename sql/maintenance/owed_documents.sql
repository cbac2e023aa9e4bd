-- grain: one document of the lake that is to be derived again
-- key: document_id
-- question: what are the raw bytes of the documents $ids, or of all if $all?
SELECT *
FROM documents
WHERE $all OR list_contains($ids::VARCHAR[], document_id)
ORDER BY document_id;
