-- grain: one unit with a short name (surname, acronym, town) that something settles. key: unit.
-- question: which of the entities that a short name may stand for does its own article, copy cluster or story name in full?
-- The nearest context that names any of them decides, if four fifths of its articles agree. "Ms" is no man's title.
-- A context goes by the number of one of its articles.
CREATE OR REPLACE TEMP TABLE short_links AS
WITH contexts AS (
    SELECT article, 1 AS level, article AS context FROM evidence_articles
    UNION ALL
    SELECT article, 2, min(article) OVER (PARTITION BY duplicate_cluster) FROM evidence_articles WHERE duplicate_cluster IS NOT NULL
    UNION ALL
    SELECT article, 3, min(article) OVER (PARTITION BY story_id) FROM evidence_articles WHERE story_id IS NOT NULL
),
wanted AS (
    SELECT DISTINCT u.kind, c.level, c.context, u.short, coalesce(u.gender, '') AS gender
    FROM short_units u
    JOIN contexts c ON c.article = u.unit >> 20
),
named AS (
    SELECT w.kind, w.level, w.context, w.short, w.gender, k.rank, k.key, k.entity_id, count(DISTINCT f.unit >> 20) AS n
    FROM wanted w
    JOIN contexts c ON c.level = w.level AND c.context = w.context
    JOIN candidates k
        ON k.kind = w.kind AND k.short = w.short AND (w.gender = '' OR coalesce(k.gender, w.gender) = w.gender)
    JOIN full_units f ON f.unit >> 20 = c.article AND f.entity_id = k.entity_id
    GROUP BY ALL
),
settled AS (
    SELECT
        kind, level, context, short, gender, rank,
        arg_min(entity_id, (-n, key)) AS entity_id, max(n) >= 0.8 * sum(n) AS is_clear
    FROM named
    GROUP BY ALL
),
nearest AS (
    SELECT u.unit, s.entity_id, s.is_clear, row_number() OVER (PARTITION BY u.unit ORDER BY s.level, s.rank) AS place
    FROM short_units u
    JOIN contexts c ON c.article = u.unit >> 20
    JOIN settled s
        ON s.kind = u.kind AND s.level = c.level AND s.context = c.context AND s.short = u.short
        AND s.gender = coalesce(u.gender, '')
)
SELECT unit, entity_id
FROM nearest
WHERE place = 1 AND is_clear
