-- grain: one document. question: what came in? Made-up words, as many as a news article has.
INSERT INTO lake.documents BY NAME
SELECT
    made_id('d', 'document', number) AS document_id,
    'made/' || number || '.txt' AS origin,
    'text/plain' AS media_type,
    'utf-8' AS encoding,
    encode(text) AS raw,
    sha256(text) AS raw_sha256,
    strlen(text) AS n_bytes,
    'r_made_' || number // 10000 AS run_id
FROM made_texts
