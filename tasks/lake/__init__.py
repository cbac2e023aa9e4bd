"""The warehouse: a DuckLake of Parquet files under a SQL catalog. DuckDB is met here and nowhere else.

A run uses it so (`corpus.py` and `task.py` do):

```python
warehouse = Warehouse.at("warehouse")                       # connect.py
with writer_lock(warehouse, "run r_1"):                     # lock.py: from here until the commit
    con = connect(warehouse)                                # makes the folder and catalog on first use
    ensure_schema(con)                                      # schema.py: tables, views, descriptions
    show_run(con, staged)                                   # relations.py: new_*, old_*, all_*, replaced_articles
    changes = find_duplicates(con)
    show_clusters(con, changes)                             # article_clusters of all articles
    changes += tell_stories(con)
    show_stories(con, changes)                              # article_stories of all articles
    changes += resolve(con)
    snapshot = publish(con, staged, changes, run_row)       # publish.py: one snapshot, or None
```

`staged` maps tables to the run's Parquet files; `changes` are those of `tasks.vocabulary.changes`. Whatever a
person can mend is raised as `NewsloomError` with one line.

For readers: `query.run_sql` (read-only SQL), `history.snapshots` and `history.diff`, `export.export`,
`checks.run_checks`; `describe` writes docs/schema.md; `maintain.maintain` compacts and expires.
"""
