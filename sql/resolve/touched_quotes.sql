-- grain: one direct or mixed quotation that this run may give another utterance. key: quote_id.
-- question: which are new, have a speaker, story or outlet that they had not, or share an utterance with one that went?
WITH moved AS (
    SELECT a.article_id
    FROM all_articles a
    LEFT JOIN article_stories st USING (article_id)
    LEFT JOIN article_source_ids s USING (article_id)
    WHERE a.story_id IS DISTINCT FROM st.story_id OR a.source_id IS DISTINCT FROM s.source_id
)
SELECT quote_id FROM new_quotes WHERE kind IN ('direct', 'mixed')
UNION
SELECT quote_id FROM all_quotes WHERE kind IN ('direct', 'mixed') AND quote_id IN (SELECT quote_id FROM speaker_changes)
UNION
SELECT quote_id FROM all_quotes WHERE kind IN ('direct', 'mixed') AND article_id IN (SELECT article_id FROM moved)
UNION
SELECT q.quote_id
FROM all_quotes q
WHERE q.kind IN ('direct', 'mixed') AND q.utterance_id IN (SELECT utterance_id FROM gone_utterances)
ORDER BY quote_id
