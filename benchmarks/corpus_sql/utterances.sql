-- grain: one utterance
INSERT INTO lake.utterances BY NAME
SELECT
    utterance_id, arg_max(quotes.text, length(quotes.text)) AS text, min(speaker_entity_id) AS speaker_entity_id,
    arg_min(speaker_name, speaker_entity_id) AS speaker_name, count(*) AS n_quotes, count(DISTINCT article_id) AS n_articles,
    count(DISTINCT source_id) AS n_sources, min(published_at) AS first_published_at, arg_min(source_id, published_at) AS first_source_id
FROM lake.quotes
JOIN lake.articles USING (article_id)
WHERE utterance_id IS NOT NULL
GROUP BY utterance_id
