-- grain: one entity that a short form may stand for. key: kind, short, key, rank.
-- question: which short forms had the entities that are judged anew?
SELECT kind, short, key, rank, gender, n_articles
FROM stored_short_forms
SEMI JOIN judged_keys USING (kind, key)
ORDER BY ALL
