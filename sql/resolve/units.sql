-- grain: one thing that one article names (its local entity). key: unit.
-- question: what does each article call each of the things it names, and of what kind does its label make it?
-- The commonest name and the commonest label, of equals the first in the alphabet: count and number are put into one whole
-- number. Pronouns say nothing of a name; an article that knows a thing by pronouns alone is left out.
CREATE OR REPLACE TEMP TABLE units AS
WITH counted AS (
    SELECT unit, name, label, count(*) AS n
    FROM seen_mentions
    WHERE unit IS NOT NULL AND name IS NOT NULL AND NOT is_pronoun
    GROUP BY ALL
),
chosen AS (
    SELECT counted.unit, max((counted.n << 32) - counted.name) AS name, max((counted.n << 32) - kinds.number) AS label
    FROM counted
    LEFT JOIN kind_of_label AS kinds USING (label)
    GROUP BY counted.unit
)
SELECT chosen.unit, (1::BIGINT << 32) - chosen.name % (1::BIGINT << 32) AS name, kinds.kind
FROM chosen
JOIN kind_of_label AS kinds ON kinds.number = (1::BIGINT << 32) - chosen.label % (1::BIGINT << 32)
