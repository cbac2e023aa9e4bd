-- grain: one fingerprint; seventy an article, of which a copy shares most with its original
INSERT INTO lake.fingerprints BY NAME
SELECT
    hash(CASE WHEN is_copy AND place < 55 THEN story ELSE number END, place, 'fingerprint') >> 8 AS fingerprint,
    made_id('a', 'document', number) AS article_id
FROM made_texts, range(70) AS places(place)
ORDER BY 1
