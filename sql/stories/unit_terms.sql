-- grain: one cluster of duplicates of those that are asked for
-- key: unit
-- What stories are made of. In the order in which it is read: to sort terms takes as long as to read them.
SELECT units.unit, terms.terms, terms.weights
FROM stories_wanted
JOIN stories_numbered AS units USING (unit)
JOIN (
    SELECT article_id, terms, weights
    FROM old_article_terms
    UNION ALL
    SELECT article_id, terms, weights
    FROM stories_new_terms
) AS terms USING (article_id);
