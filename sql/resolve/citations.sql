-- grain: one citation of an article of which some citation is not yet what it should be. key: as in citations, may repeat.
-- question: which outlet does each citation name?
WITH resolved AS (
    SELECT c.* EXCLUDE (cited_source_id), cs.source_id AS cited_source_id, c.cited_source_id AS was
    FROM seen_citations c
    LEFT JOIN cited_sources cs ON cs.article_id = c.article_id AND cs.cited_name = c.cited_name AND c.kind IN ('outlet', 'agency')
)
SELECT * EXCLUDE (was)
FROM resolved
WHERE article_id IN (SELECT article_id FROM resolved WHERE cited_source_id IS DISTINCT FROM was)
ORDER BY article_id, start, "end"
