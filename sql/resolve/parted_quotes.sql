-- grain: one quotation that is parted. key: quote_id. question: what does its row say?
SELECT *
FROM all_quotes
WHERE quote_id IN (SELECT quote_id FROM parted)
ORDER BY quote_id
