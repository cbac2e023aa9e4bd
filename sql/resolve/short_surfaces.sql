-- grain: one wording of people that their articles call by a short name. key: text.
-- question: by which words are they mentioned, titles included?
SELECT DISTINCT m.text
FROM short_units s
JOIN seen_wordings m USING (article_id, local_entity)
WHERE s.kind = 'person' AND NOT m.is_pronoun
ORDER BY m.text
