-- grain: one way in which articles name their outlet. key: name, domain.
-- question: by which names and domains do outlets go, and in how many articles?
SELECT source_name AS name, source_domain AS domain, count(*)::BIGINT AS n_articles, false AS is_cited
FROM seen_articles
WHERE source_name IS NOT NULL OR source_domain IS NOT NULL
GROUP BY ALL
ORDER BY ALL
