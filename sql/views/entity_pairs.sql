-- grain: one pair of entities that some article mentions together
-- key: entity_a, entity_b
-- question: Who and what is in the news together, and more often than chance would have it?
-- columns:
--   entity_a: the lower entity id of the pair
--   entity_b: the higher entity id of the pair
--   name_a: name of entity_a
--   name_b: name of entity_b
--   kind_a: kind of entity_a
--   kind_b: kind of entity_b
--   n_articles: articles that mention both; copies count once
--   n_articles_a: articles that mention entity_a; copies count once
--   n_articles_b: articles that mention entity_b; copies count once
--   lift: how many times more often together than if they were mentioned independently
CREATE OR REPLACE VIEW entity_pairs AS
WITH texts AS ( -- copies of one text are one text
    SELECT article_id, coalesce(duplicate_cluster, article_id) AS text_id
    FROM articles
),
present AS (
    SELECT DISTINCT texts.text_id, mentions.entity_id
    FROM mentions
    JOIN texts USING (article_id)
    WHERE mentions.entity_id IS NOT NULL
),
alone AS (
    SELECT entity_id, count(*) AS n_articles
    FROM present
    GROUP BY entity_id
),
together AS (
    SELECT a.entity_id AS entity_a, b.entity_id AS entity_b, count(*) AS n_articles
    FROM present AS a
    JOIN present AS b ON a.text_id = b.text_id AND a.entity_id < b.entity_id
    GROUP BY a.entity_id, b.entity_id
),
corpus AS (
    SELECT count(DISTINCT text_id) AS n_texts
    FROM texts
)
SELECT
    together.entity_a,
    together.entity_b,
    a.name AS name_a,
    b.name AS name_b,
    a.kind AS kind_a,
    b.kind AS kind_b,
    together.n_articles,
    alone_a.n_articles AS n_articles_a,
    alone_b.n_articles AS n_articles_b,
    together.n_articles * corpus.n_texts / (alone_a.n_articles * alone_b.n_articles) AS lift
FROM together
JOIN alone AS alone_a ON alone_a.entity_id = together.entity_a
JOIN alone AS alone_b ON alone_b.entity_id = together.entity_b
JOIN entities AS a ON a.entity_id = together.entity_a
JOIN entities AS b ON b.entity_id = together.entity_b
CROSS JOIN corpus;
