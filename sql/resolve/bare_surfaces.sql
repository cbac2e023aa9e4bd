-- grain: one wording of what fresh articles call by a bare name. key: text.
-- question: by which words are they mentioned, titles included?
SELECT DISTINCT m.text
FROM seen_mentions m
JOIN units u USING (unit)
JOIN seen_names n ON n.number = u.name
WHERE NOT m.is_pronoun AND n.name IN (SELECT name FROM bare_names)
ORDER BY m.text
