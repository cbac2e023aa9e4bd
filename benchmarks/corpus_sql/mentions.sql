-- grain: one mention; thirty an article, of some ten entities
INSERT INTO lake.mentions BY NAME
WITH placed AS (
    SELECT number, story, place, CASE WHEN place < 12 THEN place ELSE floor(12 * pow(draw(number, place, 'slot'), 1.5))::BIGINT END AS slot
    FROM made_texts, range(30) AS places(place)
),
meant AS (
    SELECT *
    FROM placed
    JOIN made_entities ON entity = entity_of(number, story, slot, $entities)
)
SELECT
    made_id('m', 'mention', number * 100 + place) AS mention_id,
    made_id('a', 'document', number) AS article_id,
    place * 60 AS start,
    place * 60 + 10 AS "end",
    place * 60 AS raw_start,
    place * 60 + 10 AS raw_end,
    CASE WHEN label = 'PERSON' AND place % 2 = 1 THEN split_part(name, ' ', 2) ELSE name END AS text,
    label,
    entity_id,
    slot::INTEGER AS local_entity,
    name AS local_name,
    false AS is_pronoun
FROM meant
