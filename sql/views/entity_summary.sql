-- grain: one entity
-- key: entity_id
-- question: Who and what is in the news: how often, where, since when, and how much is it quoted?
-- columns:
--   entity_id: id of the entity
--   name: fullest well-supported form of its name
--   kind: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, PRODUCT, WORK_OF_ART or LAW
--   n_articles: articles that mention it
--   n_articles_about: articles that mention it three times or more
--   n_mentions: mentions, pronouns included
--   n_sources: outlets that mention it; unknown outlets are not counted
--   n_stories: events in which it is mentioned
--   n_quotes_by: quotations of it as a speaker
--   n_utterances_by: different things it said
--   first_seen_at: time of the first article that mentions it (UTC), or NULL
--   last_seen_at: time of the last one (UTC), or NULL
--   aliases: all forms of its name
--   related_country: for a nationality, its country; else NULL
CREATE OR REPLACE VIEW entity_summary AS
WITH by_article AS (
    SELECT entity_id, article_id, count(*) AS n_mentions
    FROM mentions
    WHERE entity_id IS NOT NULL
    GROUP BY entity_id, article_id
),
seen AS (
    SELECT
        by_article.entity_id,
        count(*) AS n_articles,
        count(*) FILTER (by_article.n_mentions >= 3) AS n_articles_about,
        sum(by_article.n_mentions)::BIGINT AS n_mentions,
        count(DISTINCT articles.source_id) AS n_sources,
        count(DISTINCT articles.story_id) AS n_stories,
        min(articles.published_at) AS first_seen_at,
        max(articles.published_at) AS last_seen_at
    FROM by_article
    JOIN articles USING (article_id)
    GROUP BY by_article.entity_id
),
quoted AS (
    SELECT speaker_entity_id AS entity_id, count(*) AS n_quotes_by, count(DISTINCT utterance_id) AS n_utterances_by
    FROM quotes
    WHERE speaker_entity_id IS NOT NULL
    GROUP BY speaker_entity_id
)
SELECT
    entities.entity_id,
    entities.name,
    entities.kind,
    coalesce(seen.n_articles, 0) AS n_articles,
    coalesce(seen.n_articles_about, 0) AS n_articles_about,
    coalesce(seen.n_mentions, 0) AS n_mentions,
    coalesce(seen.n_sources, 0) AS n_sources,
    coalesce(seen.n_stories, 0) AS n_stories,
    coalesce(quoted.n_quotes_by, 0) AS n_quotes_by,
    coalesce(quoted.n_utterances_by, 0) AS n_utterances_by,
    seen.first_seen_at,
    seen.last_seen_at,
    entities.aliases,
    entities.related_country
FROM entities
LEFT JOIN seen USING (entity_id)
LEFT JOIN quoted USING (entity_id);
