"""Open a warehouse: how DuckDB attaches it.

The settings that hands-on trials forced stand in `_attach_options`, each with what goes wrong without it.
"""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tasks.lake.extensions import open_with
from tasks.lake.object_store import is_on_store, open_store
from tasks.lake.sqlfiles import quote
from tasks.lake.warehouse import Warehouse
from tasks.vocabulary.errors import NewsloomError

__all__ = ["LAKE", "SERVER_AWAY_SECONDS", "Warehouse", "attach", "check_extensions", "connect", "kept_open"]

LAKE = "lake"
"""The name a warehouse is attached under; its tables are usable by bare name."""

BUSY_MILLISECONDS = 10_000
"""How long SQLite waits for another process's commit: a commit takes under a second, a slow disk several."""

SERVER_AWAY_SECONDS = 60.0
"""How long to wait for a catalog's server that answered before in this process: a restart takes a few seconds."""

AWAY = (
    "connection refused", "starting up", "shutting down", "server closed the connection", "terminating connection",
    "could not connect", "timeout expired", "no such file or directory", "connection reset", "in recovery mode",
)  # fmt: skip
"""What PostgreSQL's client says of a server that is away for a moment."""

EXTENSION_PACKAGES = {"sqlite": "sqlite_scanner", "postgres": "postgres_scanner"}


def connect(
    warehouse: Warehouse,
    *,
    read_only: bool = False,
    snapshot: int | None = None,
    memory_limit: str | None = None,
    threads: int | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a connection whose default catalog is the warehouse; a writer's first connection makes it.

    While the warehouse is `kept_open`, a writer's plain connection is one more to the database that is open.

    Args:
        warehouse: where it is.
        read_only: attach for reading; the warehouse must exist.
        snapshot: attach as it was at this snapshot (implies reading).
        memory_limit: what DuckDB may hold before it spills to staging, such as `1GB`; None = its own default.
        threads: how many threads it may use; None = all cores.

    Raises:
        NewsloomError: there is no warehouse there, it cannot be written, is locked, is of a newer format,
            or an extension is missing.
    """
    reading = read_only or snapshot is not None
    if reading and not warehouse.exists:
        raise NewsloomError(f"there is no warehouse at {warehouse.root}: run `newsloom run INPUT...` first")
    if not (reading or memory_limit or threads) and warehouse in _kept_open:
        return _one_more(_kept_open[warehouse])
    if not reading:
        _make_folders(warehouse)
    con = open_with(_extensions(warehouse))
    try:
        con.execute("SET TimeZone = 'UTC'")
        if memory_limit:
            con.execute(f"SET memory_limit = '{memory_limit}'")
        if threads:
            con.execute(f"SET threads = {threads}")
        if warehouse.staging.is_dir():
            con.execute(f"SET temp_directory = {quote(str(warehouse.staging / 'spill'))}")
        if is_on_store(warehouse.data):
            open_store(con, warehouse.data)
        attach(con, warehouse, read_only=reading, snapshot=snapshot)
    except BaseException:
        con.close()
        raise
    return con


_kept_open: dict[Warehouse, duckdb.DuckDBPyConnection] = {}


@contextmanager
def kept_open(warehouse: Warehouse) -> Iterator[None]:
    """Keep the warehouse attached while the block runs, so that each stage's `connect` takes 1 ms instead of 400.

    A catalog on a server is attached anew by each stage all the same: a lost connection then costs one retry.
    Within another such block it is one and the same.
    """
    if warehouse.catalog_file is None or warehouse in _kept_open:
        yield
        return
    with connect(warehouse) as con:
        _kept_open[warehouse] = con
        try:
            yield
        finally:
            del _kept_open[warehouse]


def _one_more(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return another connection to the same database; temporary views and the default catalog are each one's own."""
    con = con.cursor()
    con.execute("SET TimeZone = 'UTC'")
    con.execute(f"USE {LAKE}")
    return con


def attach(
    con: duckdb.DuckDBPyConnection,
    warehouse: Warehouse,
    *,
    read_only: bool = False,
    snapshot: int | None = None,
) -> None:
    """Attach the warehouse to a connection, its extensions loaded, as the default catalog. Errors as `connect`."""
    options = _attach_options(warehouse, read_only=read_only, snapshot=snapshot)
    deadline = time.monotonic() + (SERVER_AWAY_SECONDS if warehouse in _answered else 0.0)
    while True:
        try:
            con.execute(f"ATTACH {quote(f'ducklake:{warehouse.catalog}')} AS {LAKE} ({options})")
            break
        except duckdb.Error as error:
            if not (_is_away(warehouse, str(error)) and time.monotonic() < deadline):
                raise NewsloomError(_explain(warehouse, str(error), snapshot)) from error
            time.sleep(0.5)
    con.execute(f"USE {LAKE}")
    _answered.add(warehouse)


_answered: set[Warehouse] = set()
"""Warehouses that this process has opened: their servers are waited for, where a wrong address fails at once."""


def _is_away(warehouse: Warehouse, error: str) -> bool:
    return warehouse.catalog_file is None and any(sign in error.lower() for sign in AWAY)


def check_extensions(warehouse: Warehouse) -> None:
    """Have DuckDB check the signatures of the extensions now (0.5 s), while the process waits for something else.

    Raises:
        NewsloomError: one is missing.
    """
    if warehouse not in _kept_open:
        open_with(_extensions(warehouse)).close()


def _extensions(warehouse: Warehouse) -> list[str]:
    kind = warehouse.catalog.partition(":")[0]
    names = [EXTENSION_PACKAGES.get(kind, kind), "ducklake"]
    return [*names, "httpfs"] if is_on_store(warehouse.data) else names


def _make_folders(warehouse: Warehouse) -> None:
    try:
        for folder in (warehouse.root, warehouse.staging):
            folder.mkdir(parents=True, exist_ok=True)
        if "://" not in warehouse.data:
            Path(warehouse.data).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NewsloomError(
            f"cannot write to {warehouse.root}: {error.strerror}; choose another with --warehouse"
        ) from error
    if not os.access(warehouse.root, os.W_OK):
        raise NewsloomError(
            f"cannot write to {warehouse.root}: permission denied; choose another with --warehouse"
        )


def _attach_options(warehouse: Warehouse, *, read_only: bool, snapshot: int | None) -> str:
    options = [
        f"DATA_PATH {quote(warehouse.data)}",
        "OVERRIDE_DATA_PATH true",  # a moved or copied folder opens
        "DATA_INLINING_ROW_LIMIT 0",  # rows go to Parquet, never into the catalog
    ]
    if warehouse.catalog_file:
        options.append(f"META_BUSY_TIMEOUT {BUSY_MILLISECONDS}")
        if not read_only:
            options.append("META_JOURNAL_MODE 'WAL'")  # readers and a writer do not wait for each other
    if read_only:
        options.append("READ_ONLY")
    if snapshot is not None:
        options.append(f"SNAPSHOT_VERSION {int(snapshot)}")
    return ", ".join(options)


def _explain(warehouse: Warehouse, error: str, snapshot: int | None) -> str:
    """Turn what DuckLake says into what a person can do."""
    low = error.lower()
    if refused := re.search(r'Unable to connect to Postgres at "[^"]*": (.*)', error, re.DOTALL):
        told = _one_line(refused[1])
        if _is_away(warehouse, told):
            return f"the catalog's PostgreSQL server does not answer: start it, or mend --catalog ({told})"
        return f"the catalog's PostgreSQL server refused: mend --catalog, or PGPASSWORD ({told})"
    if "version mismatch" in low:
        return f"{warehouse.root} was written by a newer Newsloom: update this one ({_one_line(error)})"
    if "no snapshot found" in low:
        return f"{warehouse.root} has no snapshot {snapshot}: `newsloom snapshots` lists them"
    if warehouse.catalog_file is None and "ducklake" in low and "does not exist" in low:
        return f"there is no warehouse in {warehouse.place} yet: run `newsloom run INPUT...` first"
    if "not a database" in low or "does not exist" in low:
        return f"{warehouse.catalog.partition(':')[2]} is not a Newsloom catalog: choose another --warehouse"
    if "locked" in low or "busy" in low:
        return f"{warehouse.root} is busy: another process is writing; try again in a moment"
    if _is_read_only(warehouse):
        return f"{warehouse.root} cannot be written: SQLite's WAL needs write permission, for readers too"
    return f"cannot open the warehouse {warehouse.root}: {_one_line(error)}"


def _is_read_only(warehouse: Warehouse) -> bool:
    file = warehouse.catalog_file
    if file is None or not file.exists():
        return False
    try:
        with sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True) as probe:
            probe.execute("SELECT 1")
    except sqlite3.Error:
        return True
    return not os.access(file.parent, os.W_OK)


def _one_line(text: str) -> str:
    return " ".join(text.split())
