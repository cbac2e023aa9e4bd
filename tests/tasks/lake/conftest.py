"""A warehouse of the invented newsroom."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pytest
from invented_newsroom import ALL, corpus_changes, stage, staged_rows

from tasks.lake.connect import Warehouse, connect
from tasks.lake.publish import publish
from tasks.lake.schema import ensure_schema

Run = Callable[..., int | None]


def publish_articles(
    con: duckdb.DuckDBPyConnection, folder: Path, run_id: str, names: Sequence[str], in_lake: Sequence[str]
) -> int | None:
    """Publish some articles, where `in_lake` names those that will then be there in all."""
    staged = stage(folder / run_id, staged_rows(list(names)))
    return publish(con, staged, corpus_changes(list(in_lake)), {"run_id": run_id, "n_in": len(names)})


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """A place for a warehouse; nothing is there yet."""
    return Warehouse.at(tmp_path / "warehouse")


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with its schema and no rows, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "warehouse"
    with connect(Warehouse.at(folder)) as connection:
        ensure_schema(connection)
    return folder


@pytest.fixture
def con(warehouse: Warehouse, empty_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A writer's connection to an empty warehouse with its schema."""
    shutil.copytree(empty_warehouse, warehouse.root)
    with connect(warehouse) as connection:
        yield connection


@pytest.fixture
def run(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> Run:
    """Publish articles of the newsroom in a run of their own: `run("r_1", ["wire"], in_lake=["wire", "valley"])`."""

    def publish_some(
        run_id: str, names: Sequence[str] = ALL, in_lake: Sequence[str] | None = None
    ) -> int | None:
        return publish_articles(con, tmp_path / "staged", run_id, names, in_lake or names)

    return publish_some


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """All four articles, published in one run. Read only."""
    folder = tmp_path_factory.mktemp("newsroom")
    warehouse = Warehouse.at(folder / "warehouse")
    with connect(warehouse) as connection:
        ensure_schema(connection)
        publish_articles(connection, folder / "staged", "r_1", ALL, ALL)
    return warehouse


@pytest.fixture(scope="session")
def reading(newsroom: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader's connection to the newsroom."""
    with connect(newsroom, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def writable_newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A newsroom of its own for tests that damage it and roll back."""
    folder = tmp_path_factory.mktemp("writable")
    with connect(Warehouse.at(folder / "warehouse")) as connection:
        ensure_schema(connection)
        publish_articles(connection, folder / "staged", "r_1", ALL, ALL)
        yield connection


@pytest.fixture
def newsroom_copy(writable_newsroom: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The newsroom inside a transaction that is rolled back at the end."""
    writable_newsroom.execute("BEGIN TRANSACTION")
    yield writable_newsroom
    writable_newsroom.execute("ROLLBACK")
