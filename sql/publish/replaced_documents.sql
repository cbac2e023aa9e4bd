-- grain: one document of the lake whose lines this run states again
-- key: document_id
CREATE OR REPLACE TEMP TABLE replaced_documents AS
SELECT document_id
FROM lake.documents
WHERE document_id IN (SELECT document_id FROM new_outlet_lines);
