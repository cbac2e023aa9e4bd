-- grain: one pair of articles of which at least one is new
-- key: a, b
-- Pairs that share a probe of the smaller one: they are worth counting.
-- Sizes are compared behind a grouping: tables made in a transaction look empty to the planner, which would else compare the
-- sizes of all articles with all before it asks which hit which.
CREATE OR REPLACE TEMP TABLE dedupe_candidates AS
WITH hits AS (
    SELECT probe.doc AS small, other.doc AS large
    FROM dedupe_probes AS probe
    JOIN dedupe_new_fingerprints AS other USING (fingerprint)
    WHERE probe.doc <> other.doc
    UNION
    SELECT probe.doc, other.doc
    FROM dedupe_probes AS probe
    JOIN dedupe_old_hits AS other USING (fingerprint)
    JOIN dedupe_docs AS docs ON docs.doc = probe.doc
    WHERE docs.is_new
),
sized AS (
    SELECT
        hits.small,
        hits.large,
        any_value((s.n_shingles, s.n_fingerprints)) AS size_of_small,
        any_value((l.n_shingles, l.n_fingerprints)) AS size_of_large
    FROM hits
    JOIN dedupe_docs AS s ON s.doc = hits.small
    JOIN dedupe_docs AS l ON l.doc = hits.large
    GROUP BY hits.small, hits.large
)
SELECT least(small, large) AS a, greatest(small, large) AS b
FROM sized
WHERE size_of_small <= size_of_large
GROUP BY ALL;
