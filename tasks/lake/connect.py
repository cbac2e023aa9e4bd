"""Open a warehouse: where its parts stand, and how DuckDB attaches it.

The settings that hands-on trials forced stand in `_attach_options`, each with what goes wrong without it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tasks.lake.extensions import open_with
from tasks.lake.sqlfiles import quote
from tasks.vocabulary.errors import NewsloomError

LAKE = "lake"
"""The name a warehouse is attached under; its tables are usable by bare name."""

BUSY_MILLISECONDS = 10_000
"""How long SQLite waits for another process's commit: a commit takes under a second, a slow disk several."""

EXTENSION_PACKAGES = {"sqlite": "sqlite_scanner", "postgres": "postgres_scanner"}


@dataclass(frozen=True, slots=True)
class Warehouse:
    """Where a warehouse keeps its parts, all absolute: DuckLake takes relative paths from the process."""

    root: Path
    catalog: str  # as DuckLake names it: `sqlite:/…/catalog.sqlite` or `postgres:dbname=…`
    data: str  # a folder, or an s3:// path

    @classmethod
    def at(cls, path: str | os.PathLike[str]) -> "Warehouse":
        """The warehouse in a folder; NEWSLOOM_CATALOG and NEWSLOOM_DATA put catalog and data elsewhere."""
        root = Path(path).expanduser().absolute()
        catalog = os.environ.get("NEWSLOOM_CATALOG") or f"sqlite:{root / 'catalog.sqlite'}"
        return cls(root, catalog, os.environ.get("NEWSLOOM_DATA") or str(root / "data"))

    @property
    def staging(self) -> Path:
        """Where batches wait for their commit: outside the data path, so orphan cleanup never meets them."""
        return self.root / "staging"

    @property
    def logs(self) -> Path:
        """Where log files go."""
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        """The file that the writer holds."""
        return self.root / "writer.lock"

    @property
    def catalog_file(self) -> Path | None:
        """The catalog's file, if it is one."""
        kind, _, place = self.catalog.partition(":")
        return Path(place) if kind == "sqlite" else None

    @property
    def exists(self) -> bool:
        """Whether something was ever written here; a catalog on a server is asked when it is attached."""
        return self.catalog_file is None or self.catalog_file.exists()


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
    """
    if warehouse.catalog_file is None:
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
    try:
        con.execute(f"ATTACH {quote(f'ducklake:{warehouse.catalog}')} AS {LAKE} ({options})")
        con.execute(f"USE {LAKE}")
    except duckdb.Error as error:
        raise NewsloomError(_explain(warehouse, str(error), snapshot)) from error


def check_extensions(warehouse: Warehouse) -> None:
    """Have DuckDB check the signatures of the extensions now (0.5 s), while the process waits for something else.

    Raises:
        NewsloomError: one is missing.
    """
    open_with(_extensions(warehouse)).close()


def _extensions(warehouse: Warehouse) -> list[str]:
    kind = warehouse.catalog.partition(":")[0]
    names = [EXTENSION_PACKAGES.get(kind, kind), "ducklake"]
    return [*names, "httpfs"] if warehouse.data.startswith("s3://") else names


def _make_folders(warehouse: Warehouse) -> None:
    try:
        warehouse.staging.mkdir(parents=True, exist_ok=True)
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
    if "version mismatch" in low:
        return f"{warehouse.root} was written by a newer Newsloom: update this one ({_one_line(error)})"
    if "no snapshot found" in low:
        return f"{warehouse.root} has no snapshot {snapshot}: `newsloom snapshots` lists them"
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
