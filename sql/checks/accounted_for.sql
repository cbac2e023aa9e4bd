-- grain: one document that became no article and says not why
-- key: document_id
-- question: Is every document either an article or a rejection?
SELECT document_id, origin
FROM documents
ANTI JOIN articles USING (document_id)
ANTI JOIN rejections USING (document_id);
