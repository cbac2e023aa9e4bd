-- grain: one full name and one acronym of it. key: kind, name, short.
-- question: which acronyms do articles use for a thing that they also name in full, and in how many articles?
SELECT u.kind, n.name, m.text AS short, count(DISTINCT u.unit >> 20)::BIGINT AS n_articles
FROM seen_mentions m
JOIN units u USING (unit)
JOIN seen_names n ON n.number = u.name
WHERE u.kind <> 'person'
  AND n.name LIKE '% %'
  AND regexp_full_match(m.text, '([A-Z0-9&]\.?-?){2,8}')
GROUP BY ALL
ORDER BY ALL
