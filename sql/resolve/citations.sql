-- grain: one citation of an article of which some citation is not yet what it should be. key: as in citations, may repeat.
-- question: which outlet does each citation name?
-- The condition on the kind stands in a column of its own: as a condition of the join it would make DuckDB compare all with all.
WITH named AS (
    SELECT *, CASE WHEN kind IN ('outlet', 'agency') THEN cited_name END AS outlet_name
    FROM seen_citations
),
resolved AS MATERIALIZED (
    SELECT c.* EXCLUDE (cited_source_id, outlet_name), cs.source_id AS cited_source_id, c.cited_source_id AS was
    FROM named c
    LEFT JOIN cited_sources cs ON cs.article_id = c.article_id AND cs.cited_name = c.outlet_name
)
SELECT * EXCLUDE (was)
FROM resolved
WHERE article_id IN (SELECT article_id FROM resolved WHERE cited_source_id IS DISTINCT FROM was)
ORDER BY article_id, start, "end"
