-- grain: one host (SQLite, beside the inbox)
-- key: host
-- Which hosts asked to be left alone, and until when.
CREATE TABLE IF NOT EXISTS hosts (
    host TEXT PRIMARY KEY, -- name and port
    wait_until REAL NOT NULL DEFAULT 0, -- seconds since 1970
    failures INTEGER NOT NULL DEFAULT 0 -- in a row
) STRICT;
