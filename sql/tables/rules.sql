-- grain: one stage
-- key: stage
-- By which rules a stage has made what it keeps: where they have changed, the next run judges everything anew.
CREATE TABLE IF NOT EXISTS rules (
    stage VARCHAR NOT NULL, -- the stage
    digest VARCHAR NOT NULL -- changes with the rules, the packages they rest on and the user's own file
);
