-- grain: one article of the documents in the relation `again`
-- key: article_id
-- question: what are the cleaned articles, without what the corpus stages say of them?
SELECT * REPLACE (
    NULL::VARCHAR AS duplicate_cluster, NULL::VARCHAR AS duplicate_of, NULL::VARCHAR AS duplicate_kind,
    NULL::VARCHAR AS story_id
)
FROM lake.articles
SEMI JOIN again USING (document_id)
ORDER BY article_id
