-- grain: one key wanted in {table} that a row of the lake has which is to stay
SELECT {key}
FROM ({wanted_keys})
SEMI JOIN (SELECT {key} FROM lake.{table} WHERE rowid NOT IN (SELECT lake_rowid FROM gone)) USING ({key})
LIMIT 1;
