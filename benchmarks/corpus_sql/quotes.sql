-- grain: one quotation; five an article. Half of the direct ones are of what several tellers of the story may quote.
INSERT INTO lake.quotes BY NAME
WITH said AS (
    SELECT
        number,
        story,
        place,
        CASE
            WHEN draw(number, place, 'kind') < 0.55 THEN 'direct'
            WHEN draw(number, place, 'kind') < 0.7 THEN 'mixed'
            ELSE 'indirect'
        END AS kind,
        CASE WHEN draw(number, place, 'shared') < 0.5 THEN story * 100 + place ELSE number * 100 + place + 50 END AS utterance,
        10 + (hash(number, place, 'length') % 30)::INTEGER AS n_words,
        draw(number, place, 'speaker') AS speaker
    FROM made_texts, range(5) AS places(place)
),
told AS (
    SELECT *
    FROM said
    JOIN made_entities ON entity = entity_of(number, story, place, $entities)
)
SELECT
    made_id('q', 'quote', number * 100 + place) AS quote_id,
    made_id('a', 'document', number) AS article_id,
    words(utterance, n_words) AS text,
    [{'start': place * 300, 'end': place * 300 + 150}] AS spans,
    [{'start': place * 300, 'end': place * 300 + 150}] AS raw_spans,
    CASE WHEN kind = 'indirect' THEN [] ELSE [{'start': place * 300, 'end': place * 300 + 150}] END AS quoted_spans,
    kind,
    n_words < 12 AS is_fragment,
    false AS is_headline,
    ['said', 'told', 'added', 'warned', 'argued', 'claimed', 'asked'][1 + floor(7 * pow(draw(number, place, 'cue'), 3))::INTEGER] AS cue,
    place * 300 + 160 AS cue_start,
    place * 300 + 164 AS cue_end,
    CASE WHEN speaker < 0.8 THEN name END AS speaker_text,
    CASE WHEN speaker < 0.8 THEN entity_id END AS speaker_entity_id,
    CASE WHEN speaker < 0.8 THEN place::INTEGER END AS speaker_local_entity,
    CASE WHEN speaker < 0.8 THEN known_as END AS speaker_name,
    CASE WHEN speaker < 0.8 THEN name END AS speaker_local_name,
    CASE WHEN speaker < 0.2 THEN ['minister', 'spokesman', 'chair', 'analyst'][1 + entity % 4] END AS speaker_role,
    CASE
        WHEN speaker >= 0.9 THEN 'unknown'
        WHEN speaker >= 0.8 THEN 'anonymous'
        WHEN label = 'PERSON' THEN 'person'
        ELSE 'organization'
    END AS speaker_kind,
    0.9 AS confidence,
    'made' AS rule,
    CASE WHEN kind <> 'indirect' THEN made_id('u', 'utterance', utterance) END AS utterance_id
FROM told
