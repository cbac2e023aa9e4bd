"""DuckDB's extensions from their wheels: no network, and no trace in the home folder."""

from importlib.util import find_spec
from pathlib import Path

import duckdb

from tasks.lake.sqlfiles import quote
from tasks.vocabulary.errors import NewsloomError

_verified: set[tuple[Path, int]] = set()
"""Extension files, with their times of change, whose signature DuckDB has checked in this process."""


def open_with(extensions: list[str]) -> duckdb.DuckDBPyConnection:
    """Return a connection to a new in-memory database with extensions loaded.

    DuckDB checks an extension's signature whenever it loads it, at 0.25 s of CPU each; a run connects eight
    times. So a file is checked once in a process, and not again unless it changes.

    Raises:
        NewsloomError: neither a wheel nor the network has an extension.
    """
    found = {name: _file_of(name) for name in extensions}
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_unsigned_extensions": all(file and _stamp(file) in _verified for file in found.values()),
    }
    con = duckdb.connect(":memory:", config=config)
    for name, file in found.items():
        if file:
            con.execute(f"LOAD {quote(str(file))}")
            _verified.add(_stamp(file))
        else:
            _install(con, name)
    con.execute("SET allow_unsigned_extensions = false")
    return con


def _file_of(name: str) -> Path | None:
    """Return where the wheel has put an extension of DuckDB's own version; None if it has not."""
    spec = find_spec(f"duckdb_extension_{name}")
    if not spec or not spec.origin:
        return None
    file = Path(spec.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    return file if file.exists() else None


def _stamp(file: Path) -> tuple[Path, int]:
    return file, file.stat().st_mtime_ns


def _install(con: duckdb.DuckDBPyConnection, name: str) -> None:
    try:
        con.execute(f"INSTALL {name}")
        con.execute(f"LOAD {name}")
    except duckdb.Error as error:
        package = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
        told = " ".join(str(error).split())
        raise NewsloomError(
            f"DuckDB's extension {name} is missing: pip install {package} ({told})"
        ) from error
