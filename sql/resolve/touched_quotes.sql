-- grain: one direct or mixed quotation that this run may give another utterance. key: quote_id.
-- question: which are new, have a speaker, story or outlet that they had not, or share an utterance with one that went?
WITH moved AS (
    SELECT a.article_id
    FROM seen_articles a
    LEFT JOIN article_source_ids s USING (article_id)
    WHERE a.was_story_id IS DISTINCT FROM a.story_id OR a.was_source_id IS DISTINCT FROM s.source_id
)
SELECT quote_id
FROM seen_quotes
WHERE kind IN ('direct', 'mixed')
    AND (
        is_new
        OR quote_id IN (SELECT quote_id FROM speaker_changes)
        OR article_id IN (SELECT article_id FROM moved)
        OR was_utterance_id IN (SELECT utterance_id FROM gone_utterances)
    )
ORDER BY quote_id
