-- grain: one utterance of which some row of a view may have changed. key: utterance_id
CREATE OR REPLACE TEMP TABLE dirty_utterances AS
SELECT utterance_id FROM moved_quotes WHERE utterance_id IS NOT NULL
UNION
SELECT utterance_id FROM moved_quote_alignments
UNION
SELECT utterance_id FROM moved_utterances
UNION
SELECT utterance_id FROM lake.utterances WHERE first_source_id IN (SELECT source_id FROM moved_sources)
UNION
SELECT utterance_id
FROM lake.quotes
WHERE article_id IN (SELECT article_id FROM moved_articles) AND utterance_id IS NOT NULL;
