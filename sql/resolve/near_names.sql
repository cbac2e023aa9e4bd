-- grain: one known name. key: kind, name.
-- question: which names share one of the blocks that are asked for?
SELECT kind, name, settled_kind, entity_kind, key, short, blocks
FROM stored_known_names
SEMI JOIN (
    SELECT kind, name
    FROM (SELECT kind, name, unnest(blocks) AS block FROM stored_known_names)
    WHERE block IN (SELECT block FROM asked_blocks)
) AS near USING (kind, name)
