-- grain: one fingerprint by which an article looks for larger ones
-- key: fingerprint, doc
-- Of n fingerprints, of which `needed` must hit, any n - needed + 1 hold a hit. Those that stand in no other article are
-- spent first and the most frequent ones last, so furniture is hardly ever looked up. An old article needs to look among
-- the new ones only. Which fingerprints are taken cannot change what is found, only what it costs.
CREATE OR REPLACE TEMP TABLE dedupe_probes AS
WITH in_new AS (
    SELECT fingerprint, count(*) AS n
    FROM dedupe_new_fingerprints
    GROUP BY fingerprint
),
in_old AS (
    SELECT fingerprint, count(*) AS n
    FROM dedupe_old_hits
    GROUP BY fingerprint
),
common AS (
    SELECT
        in_new.fingerprint,
        in_new.n AS n_new,
        in_new.n + coalesce(in_old.n, 0) AS n_all
    FROM in_new
    LEFT JOIN in_old USING (fingerprint)
    WHERE in_new.n + coalesce(in_old.n, 0) > 1
),
shared AS (
    SELECT f.fingerprint, f.doc, common.n_all AS n_elsewhere
    FROM dedupe_new_fingerprints AS f
    JOIN common USING (fingerprint)
    UNION ALL
    SELECT f.fingerprint, f.doc, common.n_new
    FROM dedupe_old_hits AS f
    JOIN common USING (fingerprint)
),
enough AS (
    SELECT shared.doc, count(*) - any_value(needed.n_needed) + 1 AS n_probes
    FROM shared
    JOIN dedupe_needed AS needed USING (doc)
    GROUP BY shared.doc
    HAVING count(*) >= any_value(needed.n_needed)
)
SELECT shared.fingerprint, shared.doc
FROM shared
JOIN enough USING (doc)
QUALIFY row_number() OVER (PARTITION BY shared.doc ORDER BY shared.n_elsewhere, shared.fingerprint) <= enough.n_probes;
