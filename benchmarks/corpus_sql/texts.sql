-- grain: one article of a part of the corpus. key: number
CREATE OR REPLACE TEMP TABLE made_texts AS
SELECT *, words(number, 250 + (hash(number, 'length') % 400)::INTEGER) AS text
FROM made
WHERE number >= $start AND number < $stop;
