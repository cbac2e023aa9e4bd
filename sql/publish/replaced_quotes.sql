-- grain: one quotation of the lake that stands in an article derived again
-- key: quote_id
-- Kept as a table: it must still say so while a commit replaces the quotations themselves.
CREATE OR REPLACE TEMP TABLE replaced_quotes AS
SELECT quote_id
FROM lake.quotes
WHERE article_id IN (SELECT article_id FROM replaced_articles);
