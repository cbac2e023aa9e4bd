-- grain: one entity that may be drawn. key: entity
SELECT range AS entity, name_of(range) AS name, kind_of(range) AS label FROM range($entities)
