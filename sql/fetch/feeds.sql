-- grain: one feed (SQLite, beside the inbox)
-- key: url
-- What a feed's host gave us to ask again with, and when we may.
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, -- as feeds.toml has it, or of a sitemap that an index names
    etag TEXT, -- of its last answer
    last_modified TEXT, -- of its last answer, as sent
    polled_at REAL, -- of its last answer, seconds since 1970
    wait_until REAL NOT NULL DEFAULT 0, -- not to be asked before, seconds since 1970
    failures INTEGER NOT NULL DEFAULT 0 -- in a row
) STRICT;
