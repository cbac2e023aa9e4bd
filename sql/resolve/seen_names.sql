-- grain: one name by which fresh articles know something. key: name; number (in the order of the names, for this run alone).
-- question: which names are there? Whole numbers are compared and grouped at a third of the cost of texts.
CREATE OR REPLACE TEMP TABLE seen_names AS
SELECT local_name AS name, row_number() OVER (ORDER BY local_name) AS number
FROM (SELECT DISTINCT local_name FROM fresh_mentions WHERE local_name IS NOT NULL)
