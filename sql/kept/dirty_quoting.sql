-- grain: one article that quotes such an utterance: of the others no text or headline need be read. key: article_id
CREATE OR REPLACE TEMP TABLE dirty_quoting AS
SELECT DISTINCT article_id FROM lake.quotes WHERE utterance_id IN (SELECT utterance_id FROM dirty_utterances);
