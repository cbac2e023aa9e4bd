-- grain: one way of naming an outlet. key: name, domain, is_cited.
-- question: by which names and domains do articles go, and which outlets and agencies do they cite?
SELECT source_name AS name, source_domain AS domain, count(*)::BIGINT AS n_articles, false AS is_cited
FROM all_articles
WHERE source_name IS NOT NULL OR source_domain IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT cited_name, NULL, count(DISTINCT article_id)::BIGINT, true
FROM all_citations
WHERE kind IN ('outlet', 'agency') AND cited_name IS NOT NULL
GROUP BY ALL
ORDER BY ALL
