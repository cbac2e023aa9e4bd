"""Fixtures for all tests: one Prefect server, one warehouse of the sample newsroom, both real."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_line import NEWSROOM, REPOSITORY, Done, newsloom, newsloom_here
from hypothesis import HealthCheck, settings

# No case is judged by how long a busy machine takes over it. Every machine searches for counterexamples anew,
# but a change is judged by the same cases each time.
settings.register_profile("newsloom", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("newsloom-ci", settings.get_profile("newsloom"), derandomize=True)
settings.load_profile("newsloom-ci" if os.environ.get("CI") else "newsloom")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count lines only where that is quick, not in gates and where processor time is measured: tracing doubles it."""
    for item in items:
        code = getattr(getattr(item, "function", None), "__code__", None)
        timed = code and {"process_time", "thread_time"} & {*code.co_names}
        if timed or item.get_closest_marker("slow") or item.get_closest_marker("gate"):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share out modules as they stand, the slow ones of flows/ first, so that both processes end at about one time.

    Those that read the sample warehouse go to one process, so that it is made once.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByWhatIsShared(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.partition("::")[0]
            return "sample" if "sample_" in (config.rootpath / module).read_text("utf-8") else module

    config.option.loadscopereorder = False  # else by the number of their tests
    return ByWhatIsShared(config, log)


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of benchmark data, which is no part of the project."""
    folder = Path(os.environ.get("NEWSLOOM_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "bench" / "score.py").exists():
        pytest.skip(f"no benchmark data at {folder}")
    return folder


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Prefect server for the whole session; yields its URL, which subprocesses find in PREFECT_API_URL.

    Flows in this process send it no heartbeats: each would end half a second later.
    """
    from prefect.settings import PREFECT_API_URL, PREFECT_SERVER_DATABASE_CONNECTION_URL
    from prefect.testing.utilities import prefect_test_harness

    from flows.server import without_heartbeats

    with prefect_test_harness(server_startup_timeout=120), without_heartbeats():
        database = str(PREFECT_SERVER_DATABASE_CONNECTION_URL.value()).partition("///")[2]
        with closing(sqlite3.connect(database)) as made:
            made.execute("VACUUM INTO ?", [str(tmp_path_factory.getbasetemp() / "prefect.db")])
        url = str(PREFECT_API_URL.value())
        before = os.environ.get("PREFECT_API_URL")
        os.environ["PREFECT_API_URL"] = url
        yield url
        if before is None:
            del os.environ["PREFECT_API_URL"]
        else:
            os.environ["PREFECT_API_URL"] = before


@pytest.fixture
def prefect_home(prefect_server: str, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A home for a server of a test's own, its database made already: that takes a server ten seconds."""
    home = tmp_path / "prefect"
    home.mkdir()
    shutil.copy(tmp_path_factory.getbasetemp() / "prefect.db", home / "prefect.db")
    return home


@pytest.fixture(scope="session")
def sample_run(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The run that takes in the sample newsroom, by the command line; the warehouse is its last argument."""
    folder = tmp_path_factory.mktemp("sample") / "warehouse"
    done = newsloom("run", NEWSROOM, "--warehouse", folder)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="session")
def sample_warehouse(sample_run: Done) -> Path:
    """The sample newsroom in a warehouse. Read only: tests that write copy it or make their own."""
    return Path(sample_run.args[-1])


@pytest.fixture(scope="session")
def sample_export(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables and views of the sample newsroom as Parquet."""
    folder = tmp_path_factory.mktemp("export")
    done = newsloom_here("export", folder, "--warehouse", sample_warehouse)
    assert done.returncode == 0, done.stderr
    return folder
