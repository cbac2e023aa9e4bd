-- grain: one input or article left out, or left partly unread
-- key: document_id, origin, stage, reason
-- Nothing is dropped without a row here. The same rejection in a later run adds no row.
CREATE TABLE IF NOT EXISTS rejections (
    document_id VARCHAR, -- document, where it got that far, or NULL
    origin VARCHAR NOT NULL, -- path as given, with #line, #row or #offset, or the WARC URI
    stage VARCHAR NOT NULL, -- stage that left it out: read, clean or enrich
    reason VARCHAR NOT NULL, -- short stable code, such as empty, not_json or too_short
    detail VARCHAR, -- one line for a person: what was found and how to mend it
    run_id VARCHAR -- first run that left it out
);
