-- grain: one pair of articles of which at least one is new
-- key: a, b
-- Pairs that share a probe of the smaller one: they are worth counting.
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
)
SELECT least(hits.small, hits.large) AS a, greatest(hits.small, hits.large) AS b
FROM hits
JOIN dedupe_docs AS s ON s.doc = hits.small
JOIN dedupe_docs AS l ON l.doc = hits.large
WHERE (s.n_shingles, s.n_fingerprints) <= (l.n_shingles, l.n_fingerprints)
GROUP BY ALL;
