-- grain: one direct or mixed quotation. key: quote_id.
-- question: which words does each quotation print between its marks, who speaks, and in which story does it stand?
-- The lake's texts and quotations are read only where those of an article that is asked for may lie (see pieces).
WITH wanted_articles AS MATERIALIZED (
    SELECT DISTINCT article_id, is_new
    FROM seen_quotes
    WHERE quote_id IN (SELECT quote_id FROM wanted_quotes)
),
bodies AS (
    SELECT article_id, title, text
    FROM new_articles
    WHERE article_id IN (SELECT article_id FROM wanted_articles WHERE is_new)
    UNION ALL
    SELECT article_id, title, text
    FROM placed_articles
    WHERE article_id IN (SELECT article_id FROM wanted_articles WHERE NOT is_new) AND {articles_lie}
),
standing AS (
    SELECT *
    FROM new_quotes
    WHERE article_id IN (SELECT article_id FROM wanted_articles WHERE is_new)
    UNION ALL BY NAME
    SELECT * EXCLUDE (lake_rowid)
    FROM placed_quotes
    WHERE article_id IN (SELECT article_id FROM wanted_articles WHERE NOT is_new) AND {quotes_lie}
),
neighbours AS (
    SELECT quote_id, lag(quote_id) OVER (PARTITION BY article_id ORDER BY spans[1].start, quote_id) AS previous
    FROM standing
    WHERE kind IN ('direct', 'mixed') AND NOT coalesce(is_headline, false)
),
parts AS (
    SELECT
        q.* EXCLUDE (speaker_name),
        CASE WHEN c.quote_id IS NULL THEN q.speaker_entity_id ELSE c.speaker_entity_id END AS entity_id,
        CASE WHEN c.quote_id IS NULL THEN q.speaker_name ELSE c.speaker_name END AS resolved_name,
        CASE WHEN len(q.quoted_spans) > 0 THEN q.quoted_spans ELSE q.spans END AS worded,
        CASE WHEN q.is_headline THEN a.title ELSE a.text END AS body,
        st.published_at, s.source_id, st.story_id, n.previous
    FROM standing q
    JOIN bodies a USING (article_id)
    LEFT JOIN speaker_changes c ON c.quote_id = q.quote_id
    LEFT JOIN article_source_ids s ON s.article_id = q.article_id
    JOIN seen_articles st ON st.article_id = q.article_id
    LEFT JOIN neighbours n ON n.quote_id = q.quote_id
    WHERE q.kind IN ('direct', 'mixed') AND q.quote_id IN (SELECT quote_id FROM wanted_quotes)
)
SELECT
    quote_id, article_id,
    list_transform(worded, lambda s: substring(body, s.start + 1, s."end" - s.start)) AS parts,
    CASE
        WHEN kind = 'mixed'
            THEN array_to_string(list_transform(spans, lambda s: substring(body, s.start + 1, s."end" - s.start)), ' ')
        ELSE ''
    END AS clause,
    resolved_name AS speaker_name, entity_id, coalesce(speaker_kind, 'unknown') AS speaker_kind,
    coalesce(is_fragment, false) AS is_fragment, kind, story_id, source_id, published_at,
    CASE WHEN is_headline THEN -1 ELSE spans[1].start END AS place,
    CASE WHEN is_headline THEN -1 ELSE spans[-1]."end" END AS "end",
    cue_start,
    CASE WHEN is_headline THEN -1 ELSE len(string_split(substring(body, 1, spans[1].start), chr(10))) END AS paragraph,
    list_transform(
        range(1, len(worded)),
        lambda i: substring(body, worded[i]."end" + 1, worded[i + 1].start - worded[i]."end")
    ) AS gaps,
    list_transform(worded, lambda s: s.start) AS starts,
    previous,
    coalesce(confidence, 1.0) AS confidence
FROM parts
WHERE len(worded) > 0 AND body IS NOT NULL
ORDER BY article_id, place, quote_id
