-- grain: one wording of people that their articles call by a short name. key: text.
-- question: by which words are they mentioned, titles included?
SELECT DISTINCT m.text
FROM seen_mentions m
JOIN short_units s USING (unit)
WHERE s.kind = 'person' AND NOT m.is_pronoun
ORDER BY m.text
