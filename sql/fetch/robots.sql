-- grain: one site (SQLite, beside the inbox)
-- key: site
-- The robots.txt of each site, for as long as it is fresh.
CREATE TABLE IF NOT EXISTS robots (
    site TEXT PRIMARY KEY, -- scheme, host and port
    rules TEXT NOT NULL, -- the text
    until REAL NOT NULL -- fresh until, seconds since 1970
) STRICT;
