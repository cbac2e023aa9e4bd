-- grain: one row if the lake has quotations that stay. question: is there anything that new quotations may join?
SELECT 1 FROM seen_quotes WHERE NOT is_new LIMIT 1
