-- grain: one page that a feed listed, or that one led to (SQLite, beside the inbox)
-- key: url
-- Which pages are known, so that none is fetched twice and none is forgotten.
CREATE TABLE IF NOT EXISTS pages (
    url TEXT PRIMARY KEY, -- normalised
    feed TEXT NOT NULL, -- the feed that listed it first
    said TEXT NOT NULL, -- what the feed said of it, as JSON
    state TEXT NOT NULL DEFAULT 'waiting', -- waiting, had or refused
    tries INTEGER NOT NULL DEFAULT 0, -- polls in which it failed
    wait_until REAL NOT NULL DEFAULT 0 -- not to be asked for before, seconds since 1970
) STRICT;
