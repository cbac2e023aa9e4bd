-- grain: one waiting page
-- question: which pages of a feed wait? Most are had; without this all would be read in each poll.
CREATE INDEX IF NOT EXISTS waiting ON pages (feed, wait_until) WHERE state = 'waiting';
