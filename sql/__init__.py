"""SQL by name: one statement a file; read through tasks.lake.sqlfiles."""
