-- grain: one story
-- key: story_id
-- question: Which outlets told the event, for how long, with how many voices of their own, and whom did each quote or leave out?
-- columns:
--   story_id: id of the story
--   title: headline of its most central article
--   n_sources: outlets that told it; unknown outlets are not counted
--   n_articles: articles
--   n_independent: articles after copies are counted once
--   n_quotes: quotations in its articles
--   n_utterances: different things said
--   first_published_at: time of its first article (UTC), or NULL
--   last_published_at: time of its last article (UTC), or NULL
--   hours: hours between the two, or NULL
--   speakers: named speakers that any of its articles quotes, in alphabetical order
--   outlets: for each outlet its name, number of articles, the speakers it quoted and those it did not
CREATE OR REPLACE VIEW story_summary AS
WITH told AS (
    SELECT
        articles.story_id,
        coalesce(articles.source_name, '(unknown)') AS source_name,
        articles.article_id
    FROM articles
    WHERE articles.story_id IS NOT NULL
),
quoted AS (
    SELECT
        told.story_id,
        told.source_name,
        quotes.utterance_id,
        CASE WHEN quotes.speaker_kind NOT IN ('anonymous', 'unknown') THEN quotes.speaker_name END AS speaker_name
    FROM told
    JOIN quotes USING (article_id)
),
voices AS (
    SELECT
        story_id,
        count(*) AS n_quotes,
        count(DISTINCT utterance_id) AS n_utterances,
        coalesce(list_sort(list(DISTINCT speaker_name) FILTER (speaker_name IS NOT NULL)), []) AS speakers
    FROM quoted
    GROUP BY story_id
),
voices_of_outlet AS (
    SELECT story_id, source_name, list_sort(list(DISTINCT speaker_name)) AS speakers
    FROM quoted
    WHERE speaker_name IS NOT NULL
    GROUP BY story_id, source_name
),
articles_of_outlet AS (
    SELECT story_id, source_name, count(*) AS n_articles
    FROM told
    GROUP BY story_id, source_name
),
outlets AS (
    SELECT
        articles_of_outlet.story_id,
        list(
            {
                'source_name': articles_of_outlet.source_name,
                'n_articles': articles_of_outlet.n_articles,
                'quoted': coalesce(voices_of_outlet.speakers, []),
                'not_quoted': [
                    speaker FOR speaker IN coalesce(voices.speakers, [])
                    IF NOT list_contains(coalesce(voices_of_outlet.speakers, []), speaker)
                ]
            }
            ORDER BY articles_of_outlet.source_name
        ) AS outlets
    FROM articles_of_outlet
    LEFT JOIN voices USING (story_id)
    LEFT JOIN voices_of_outlet USING (story_id, source_name)
    GROUP BY articles_of_outlet.story_id
)
SELECT
    stories.story_id,
    stories.title,
    stories.n_sources,
    stories.n_articles,
    stories.n_independent,
    coalesce(voices.n_quotes, 0) AS n_quotes,
    coalesce(voices.n_utterances, 0) AS n_utterances,
    stories.first_published_at,
    stories.last_published_at,
    date_diff('second', stories.first_published_at, stories.last_published_at) / 3600 AS hours,
    coalesce(voices.speakers, []) AS speakers,
    coalesce(outlets.outlets, []) AS outlets
FROM stories
LEFT JOIN voices USING (story_id)
LEFT JOIN outlets USING (story_id);
