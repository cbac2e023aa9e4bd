-- grain: one wording of people that their articles call by a short name. key: text.
-- question: by which words are they mentioned, titles included?
SELECT DISTINCT m.text
FROM short_units s
JOIN all_mentions m USING (article_id, local_entity)
WHERE s.kind = 'person' AND NOT coalesce(m.is_pronoun, false)
ORDER BY m.text
