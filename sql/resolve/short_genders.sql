-- grain: one unit with a short name. key: article_id, local_entity.
-- question: do its titles say whether it is a man or a woman? NULL where they say nothing or both.
SELECT
    s.article_id, s.local_entity, s.kind, s.short,
    CASE WHEN count(DISTINCT g.gender) = 1 THEN max(g.gender) END AS gender
FROM short_units s
LEFT JOIN seen_wordings m
    ON m.article_id = s.article_id AND m.local_entity = s.local_entity AND s.kind = 'person' AND NOT m.is_pronoun
LEFT JOIN surface_genders g ON g.text = m.text
GROUP BY ALL
