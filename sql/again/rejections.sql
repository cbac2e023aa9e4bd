-- grain: one rejection of a document in the relation `again`, of a stage before enriching
-- key: document_id, origin, stage, reason
-- question: what had been left out before the articles were enriched?
SELECT rejections.*
FROM lake.rejections
SEMI JOIN (SELECT document_id FROM lake.articles SEMI JOIN again USING (document_id)) USING (document_id)
WHERE stage <> 'enrich'
ORDER BY document_id
