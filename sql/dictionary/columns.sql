-- grain: one column of a table or view
-- key: relation, column_name
-- What every column of the warehouse means.
CREATE TABLE IF NOT EXISTS columns (
    relation VARCHAR NOT NULL, -- name of the table or view
    position BIGINT NOT NULL, -- place of the column in it, from 1
    column_name VARCHAR NOT NULL, -- name of the column
    type VARCHAR NOT NULL, -- its type
    description VARCHAR NOT NULL -- what it means
);
