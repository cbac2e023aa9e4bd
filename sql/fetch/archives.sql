-- grain: one WARC file that is being written (SQLite, beside the inbox)
-- key: name
-- How much of it is whole: what lies behind belongs to a page that is not known to be had.
CREATE TABLE IF NOT EXISTS archives (
    name TEXT PRIMARY KEY, -- of the file, as the inbox will have it
    length INTEGER NOT NULL -- in bytes
) STRICT;
