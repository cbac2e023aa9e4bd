-- grain: one article of an outlet of which the row may have changed. key: article_id
CREATE OR REPLACE TEMP TABLE dirty_outlet_articles AS
SELECT article_id FROM lake.articles WHERE source_id IN (SELECT source_id FROM dirty_outlets);
