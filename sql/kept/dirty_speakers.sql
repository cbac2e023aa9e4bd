-- grain: one name of a speaker, whichever entity bears it. key: speaker_name
CREATE OR REPLACE TEMP TABLE dirty_speakers AS
SELECT speaker_name FROM moved_quotes WHERE speaker_name IS NOT NULL
UNION
SELECT speaker_name
FROM lake.quotes
WHERE speaker_name IS NOT NULL AND (
    article_id IN (SELECT article_id FROM moved_articles)
    OR quote_id IN (SELECT quote_id FROM moved_quote_alignments)
);
