-- grain: one outlet
INSERT INTO lake.sources BY NAME
SELECT source_id, source_name AS name, source_domain AS domain, [] AS aliases
FROM made_outlets
WHERE source_id IN (SELECT source_id FROM lake.articles UNION SELECT cited_source_id FROM lake.citations)
