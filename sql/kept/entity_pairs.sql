-- grain: one pair of entities
-- key: entity_a, entity_b
-- The view's rows where pairs are kept: the lift of each changes with every article, so it is worked out when asked for.
SELECT
    pairs.entity_a,
    pairs.entity_b,
    a.name AS name_a,
    b.name AS name_b,
    a.kind AS kind_a,
    b.kind AS kind_b,
    pairs.n_articles,
    a.n_texts AS n_articles_a,
    b.n_texts AS n_articles_b,
    pairs.n_articles * corpus.n_texts / (a.n_texts * b.n_texts) AS lift
FROM kept_entity_pairs AS pairs
JOIN kept_entity_texts AS a ON a.entity_id = pairs.entity_a
JOIN kept_entity_texts AS b ON b.entity_id = pairs.entity_b
CROSS JOIN (SELECT count(DISTINCT coalesce(duplicate_cluster, article_id)) AS n_texts FROM articles) AS corpus;
