-- grain: one raw input: a file, a record of a file, or a response of a WARC
-- key: document_id
-- What came in, byte for byte. Everything else can be derived again from it.
CREATE TABLE IF NOT EXISTS documents (
    document_id VARCHAR NOT NULL, -- id made from the bytes alone for records, from name and bytes for files, from URL and payload for WARC
    external_id VARCHAR, -- the id the record itself gave, or NULL
    origin VARCHAR NOT NULL, -- path as given, with #line, #row or #offset inside a file of many, or the WARC URI
    url VARCHAR, -- address the article was fetched from, or NULL
    media_type VARCHAR, -- text/html, text/plain or application/json
    encoding VARCHAR, -- name of the encoding that `raw` was read in
    raw BLOB NOT NULL, -- the bytes as read; for a CSV or Parquet row, the record as JSON in UTF-8
    decoded VARCHAR, -- the text that raw offsets index, where it is not simply `raw` (or its JSON field `text`) as UTF-8; else NULL
    raw_sha256 VARCHAR NOT NULL, -- SHA-256 of `raw`, in hexadecimal
    n_bytes BIGINT NOT NULL, -- length of `raw` in bytes
    fetched_at TIMESTAMPTZ, -- when the input was fetched, if it says so
    extra VARCHAR, -- unknown fields of the record, as a JSON object, or NULL
    run_id VARCHAR -- run that brought the document in
);
