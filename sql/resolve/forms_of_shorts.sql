-- grain: one entity that a short form may stand for. key: kind, short, key, rank.
-- question: for which other entities may the short forms stand that are asked for?
SELECT kind, short, key, rank, gender, n_articles
FROM stored_short_forms
SEMI JOIN asked_shorts USING (kind, short)
ANTI JOIN judged_keys USING (kind, key)
ORDER BY ALL
