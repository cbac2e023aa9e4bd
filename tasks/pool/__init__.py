"""Pool: pure functions run in worker processes that hostile input may hang, bloat or kill without harm to the rest."""
