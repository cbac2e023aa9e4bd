-- grain: one document whose bytes are not those that were read
-- key: document_id
-- question: Do the raw bytes still have the length and SHA-256 they had? (Reads every byte: counts alone come from the catalog.)
SELECT document_id, origin, n_bytes, octet_length(raw) AS n_bytes_found
FROM documents
WHERE raw_sha256 <> sha256(raw) OR n_bytes <> octet_length(raw);
