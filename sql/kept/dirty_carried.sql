-- grain: one utterance that such an outlet carries: who had it first is told by all that carry it. key: utterance_id
CREATE OR REPLACE TEMP TABLE dirty_carried AS
SELECT DISTINCT utterance_id
FROM lake.quotes
WHERE article_id IN (SELECT article_id FROM dirty_outlet_articles) AND utterance_id IS NOT NULL;
