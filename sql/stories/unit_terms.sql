-- grain: one cluster of duplicates
-- key: unit
-- What stories are made of.
WITH terms AS (
    SELECT article_id, terms, weights
    FROM old_article_terms
    UNION ALL
    SELECT article_id, terms, weights
    FROM stories_new_terms
)
SELECT
    units.day,
    units.story,
    units.story_id IS NULL AS has_no_story,
    units.is_touched,
    terms.terms,
    terms.weights
FROM stories_numbered AS units
JOIN terms USING (article_id)
ORDER BY units.unit;
