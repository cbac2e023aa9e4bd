-- grain: one document in the relation `again`
-- key: document_id
-- question: where did the documents come from? (A rejection says so.)
SELECT document_id, origin
FROM lake.documents
SEMI JOIN again USING (document_id)
ORDER BY document_id
