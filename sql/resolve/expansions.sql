-- grain: one full name and one acronym of it. key: kind, name, short.
-- question: which acronyms do articles use for a thing that they also name in full, and in how many articles?
SELECT u.kind, u.name, m.text AS short, count(DISTINCT u.article_id)::BIGINT AS n_articles
FROM units u
JOIN seen_wordings m USING (article_id, local_entity)
WHERE u.kind <> 'person'
  AND u.name LIKE '% %'
  AND regexp_full_match(m.text, '([A-Z0-9&]\.?-?){2,8}')
GROUP BY ALL
ORDER BY ALL
