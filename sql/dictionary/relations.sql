-- grain: one table or view
-- key: relation
-- What every table and view of the warehouse is for.
CREATE TABLE IF NOT EXISTS relations (
    relation VARCHAR NOT NULL, -- name of the table or view
    kind VARCHAR NOT NULL, -- table, bookkeeping (a table that serves later runs) or view
    grain VARCHAR NOT NULL, -- what one row is
    key VARCHAR NOT NULL, -- the columns that tell rows apart
    description VARCHAR NOT NULL, -- what it is for, or the question it answers
    digest VARCHAR NOT NULL -- digest of the SQL it was made from, so that a changed view is made anew
);
