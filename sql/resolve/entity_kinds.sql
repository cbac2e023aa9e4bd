-- grain: one entity that may change. key: entity_id. question: what sort of thing is it?
SELECT t.entity_id, coalesce(any_value(e.kind), any_value(k.kind)) AS kind
FROM touched_entities t
LEFT JOIN (
    SELECT entity_id, kind FROM entity_keys
    UNION ALL
    SELECT entity_id, kind FROM candidates
    UNION ALL
    SELECT entity_id, kind FROM settled_names
) AS e USING (entity_id)
LEFT JOIN old_entities o USING (entity_id)
LEFT JOIN kind_of_label k ON k.label = o.kind
GROUP BY t.entity_id
