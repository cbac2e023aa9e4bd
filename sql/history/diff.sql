-- grain: one row
-- question: How many keys of {table} came, went, or changed their values in the snapshots from {a} to {b}?
-- columns:
--   added: keys that are new
--   removed: keys that are gone
--   changed: keys that were there and have other values
WITH events AS (
    SELECT {key}, rowid, change_type
    FROM lake.table_changes('{table}', {a}, {b})
),
net AS ( -- a row that came and went in between is no change
    SELECT {key}, rowid,
        count(*) FILTER (change_type IN ('insert', 'update_postimage')) AS came,
        count(*) FILTER (change_type IN ('delete', 'update_preimage')) AS went
    FROM events
    GROUP BY {key}, rowid
),
keys AS (
    SELECT {key},
        coalesce(sum(came - went) FILTER (came > went), 0) AS came,
        coalesce(sum(went - came) FILTER (went > came), 0) AS went
    FROM net
    GROUP BY {key}
)
SELECT
    coalesce(sum(came - least(came, went)), 0)::BIGINT AS added,
    coalesce(sum(went - least(came, went)), 0)::BIGINT AS removed,
    coalesce(sum(least(came, went)), 0)::BIGINT AS changed
FROM keys;
