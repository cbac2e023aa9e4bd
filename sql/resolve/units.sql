-- grain: one thing that one article names (its local entity). key: article_id, local_entity.
-- question: what does each article call each of the things it names, and how often?
-- Pronouns say nothing of a name; an article that knows a thing by pronouns alone is left out.
SELECT
    article_id,
    local_entity,
    arg_min(local_name, (-n, local_name)) AS name,
    arg_min(label, (-n, label)) AS label,
    sum(n)::BIGINT AS n_mentions
FROM (
    SELECT article_id, local_entity, local_name, label, sum(n) AS n
    FROM seen_wordings
    WHERE local_name IS NOT NULL AND NOT is_pronoun
    GROUP BY ALL
)
GROUP BY ALL
