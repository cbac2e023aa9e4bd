-- grain: one outlet and one thing it cites
-- key: source_id, kind, cited_source_id, cited_name
-- question: Who cites whom: which outlets, agencies, officials, documents and anonymous sources does each outlet rest on?
-- columns:
--   source_name: outlet that cites, or NULL if unknown
--   kind: outlet, agency, anonymous, official or document
--   cited_name: what is cited; all anonymous sources of an outlet count as one, NULL
--   n_articles: articles that cite it
--   n_citations: places that cite it
--   n_articles_of_source: articles of the outlet in all
--   share_of_articles: share of the outlet's articles that cite it, 0 to 1
--   reasons: reasons the articles state for anonymity
--   examples: words of up to three citations, one an article
--   first_cited_at: time of the first article that cites it (UTC), or NULL
--   last_cited_at: time of the last one (UTC), or NULL
--   source_id: outlet that cites; NULL stands for all outlets that are unknown
--   cited_source_id: outlet that is cited, if it is a known one
CREATE OR REPLACE VIEW citation_summary AS
WITH cited AS (
    SELECT
        articles.article_id,
        articles.source_id,
        articles.source_name,
        articles.published_at,
        citations.kind,
        citations.text,
        citations.reason,
        citations.cited_source_id,
        CASE WHEN citations.kind <> 'anonymous' THEN citations.cited_name END AS cited_name
    FROM citations
    JOIN articles USING (article_id)
),
by_article AS (
    SELECT
        source_id,
        kind,
        cited_source_id,
        cited_name,
        article_id,
        any_value(source_name) AS source_name,
        any_value(published_at) AS published_at,
        count(*) AS n_citations,
        min(text) AS example,
        list(DISTINCT reason) FILTER (reason IS NOT NULL) AS reasons
    FROM cited
    GROUP BY source_id, kind, cited_source_id, cited_name, article_id
),
sizes AS (
    SELECT source_id, count(*) AS n_articles
    FROM articles
    GROUP BY source_id
),
pairs AS (
    SELECT
        source_id,
        kind,
        cited_source_id,
        cited_name,
        any_value(source_name) AS source_name,
        count(*) AS n_articles,
        sum(n_citations)::BIGINT AS n_citations,
        list_sort(list_distinct(flatten(list(reasons) FILTER (reasons IS NOT NULL)))) AS reasons,
        list(example ORDER BY published_at NULLS LAST, article_id)[:3] AS examples,
        min(published_at) AS first_cited_at,
        max(published_at) AS last_cited_at
    FROM by_article
    GROUP BY source_id, kind, cited_source_id, cited_name
)
SELECT
    pairs.source_name,
    pairs.kind,
    pairs.cited_name,
    pairs.n_articles,
    pairs.n_citations,
    sizes.n_articles AS n_articles_of_source,
    pairs.n_articles / sizes.n_articles AS share_of_articles,
    coalesce(pairs.reasons, []) AS reasons,
    pairs.examples,
    pairs.first_cited_at,
    pairs.last_cited_at,
    pairs.source_id,
    pairs.cited_source_id
FROM pairs
JOIN sizes ON sizes.source_id IS NOT DISTINCT FROM pairs.source_id;
