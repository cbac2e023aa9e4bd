-- grain: one fingerprint of one quotation; two a quotation, which renderings of one utterance share
INSERT INTO lake.quote_fingerprints BY NAME
SELECT (hash(utterance_id, place, 'fingerprint') >> 1)::BIGINT AS fingerprint, quote_id
FROM lake.quotes, range(2) AS places(place)
WHERE utterance_id IS NOT NULL
ORDER BY 1
