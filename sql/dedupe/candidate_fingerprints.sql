-- grain: one fingerprint of an article that stands in a candidate pair
-- key: doc, fingerprint
-- Of an old article only those that stand in a new one are here: the others cannot agree.
WITH fingerprints AS (
    SELECT doc, fingerprint
    FROM dedupe_new_fingerprints
    UNION ALL
    SELECT doc, fingerprint
    FROM dedupe_old_hits
)
SELECT doc, fingerprint
FROM fingerprints
WHERE doc IN (SELECT a FROM dedupe_candidates UNION SELECT b FROM dedupe_candidates)
ORDER BY doc, fingerprint;
