-- grain: one document of the lake that is to be derived again
-- key: document_id
-- Those taken in since $since and of the outlet $source (its name or domain); NULL = no such bound.
CREATE OR REPLACE TEMP TABLE again AS
SELECT DISTINCT documents.document_id
FROM lake.documents AS documents
LEFT JOIN lake.runs AS runs USING (run_id)
LEFT JOIN lake.articles AS articles USING (document_id)
LEFT JOIN lake.sources AS sources USING (source_id)
WHERE ($since::TIMESTAMPTZ IS NULL OR runs.started_at >= $since)
    AND ($source::VARCHAR IS NULL OR lower($source) IN (lower(articles.source_name), lower(sources.domain)))
