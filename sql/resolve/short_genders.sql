-- grain: one unit with a short name. key: article_id, local_entity.
-- question: do its titles say whether it is a man or a woman? NULL where they say nothing or both.
WITH told AS (
    SELECT s.article_id, s.local_entity, min(g.gender) AS gender, count(DISTINCT g.gender) AS n_genders
    FROM short_units s
    JOIN seen_wordings m USING (article_id, local_entity)
    JOIN surface_genders g ON g.text = m.text
    WHERE s.kind = 'person' AND NOT m.is_pronoun
    GROUP BY s.article_id, s.local_entity
)
SELECT s.article_id, s.local_entity, s.kind, s.short, CASE WHEN told.n_genders = 1 THEN told.gender END AS gender
FROM short_units s
LEFT JOIN told USING (article_id, local_entity)
