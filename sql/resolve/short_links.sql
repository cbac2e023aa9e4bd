-- grain: one unit with a short name (surname, acronym, town) that something settles. key: article_id, local_entity.
-- question: which of the entities that a short name may stand for does its own article, copy cluster or story name in full?
-- The nearest context that names any of them decides, if four fifths of its articles agree. "Ms" is no man's title.
WITH contexts AS (
    SELECT article_id, 1 AS level, article_id AS context_id FROM seen_articles
    UNION ALL
    SELECT article_id, 2, duplicate_cluster FROM seen_articles WHERE duplicate_cluster IS NOT NULL
    UNION ALL
    SELECT article_id, 3, story_id FROM seen_articles WHERE story_id IS NOT NULL
),
wanted AS (
    SELECT DISTINCT u.kind, c.level, c.context_id, u.short, coalesce(u.gender, '') AS gender
    FROM gendered_units u
    JOIN contexts c USING (article_id)
),
named AS (
    SELECT w.kind, w.level, w.context_id, w.short, w.gender, k.rank, k.key, count(DISTINCT f.article_id) AS n
    FROM wanted w
    JOIN contexts c ON c.level = w.level AND c.context_id = w.context_id
    JOIN candidates k
        ON k.kind = w.kind AND k.short = w.short AND (w.gender = '' OR coalesce(k.gender, w.gender) = w.gender)
    JOIN full_units f ON f.article_id = c.article_id AND f.kind = w.kind AND f.key = k.key
    GROUP BY ALL
),
settled AS (
    SELECT kind, level, context_id, short, gender, rank, arg_min(key, (-n, key)) AS key, max(n) >= 0.8 * sum(n) AS is_clear
    FROM named
    GROUP BY ALL
),
nearest AS (
    SELECT
        u.article_id, u.local_entity, s.key, s.is_clear,
        row_number() OVER (PARTITION BY u.article_id, u.local_entity ORDER BY s.level, s.rank) AS place
    FROM gendered_units u
    JOIN contexts c USING (article_id)
    JOIN settled s
        ON s.kind = u.kind AND s.level = c.level AND s.context_id = c.context_id AND s.short = u.short
        AND s.gender = coalesce(u.gender, '')
)
SELECT article_id, local_entity, key
FROM nearest
WHERE place = 1 AND is_clear
