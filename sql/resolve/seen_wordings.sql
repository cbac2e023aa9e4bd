-- grain: one wording, by which one article mentions one of the things it names (its local entity).
-- key: article_id, local_entity, text, label, local_name, is_pronoun.
-- question: by which words does each article mention each thing, and how often?
CREATE OR REPLACE TEMP TABLE seen_wordings AS
SELECT article_id, local_entity, text, label, local_name, coalesce(is_pronoun, false) AS is_pronoun, count(*)::BIGINT AS n
FROM all_mentions
WHERE local_entity IS NOT NULL
GROUP BY ALL
