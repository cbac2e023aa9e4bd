-- grain: one article to be made. key: number
-- question: which story, outlet and time has each, and which does it copy? A story has three articles on average, 274 are told a day.
CREATE OR REPLACE TEMP TABLE made AS
WITH numbered AS (
    SELECT range AS number, CASE WHEN range = 0 OR draw(range, 0, 'story') < 1 / 3 THEN range END AS opens
    FROM range($n)
),
told AS (
    SELECT number, max(opens) OVER (ORDER BY number) AS story
    FROM numbered
)
SELECT
    number,
    story,
    floor(300 * pow(draw(number, 0, 'outlet'), 2))::BIGINT AS outlet,
    '2020-01-01 00:00:00+00'::TIMESTAMPTZ + to_seconds(number * 315) AS published_at,
    number > story AND draw(number, 0, 'copy') < 0.3 AS is_copy
FROM told;
