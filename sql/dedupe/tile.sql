-- grain: one text of a tile
-- key: place
-- The range lets DuckDB skip all but a few row groups.
SELECT text
FROM dedupe_texts
SEMI JOIN dedupe_places USING (place)
WHERE place BETWEEN (SELECT min(place) FROM dedupe_places) AND (SELECT max(place) FROM dedupe_places)
ORDER BY place;
