"""Faults of the machine: nothing is lost, nothing is there by halves, and one clear line says what to do."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import REPOSITORY, Done, newsloom_here
from piped import run, tables

from flows.server import is_healthy
from tasks.lake.connect import Warehouse, connect
from tasks.lake.maintain import maintain

if TYPE_CHECKING:
    from conftest import Small

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

Copy = Callable[[], Path]
TEXT = (
    "The ferry to Holm will sail again on Monday, the harbour office said. “We have waited long enough for the "
    "north channel,” said Ida Brandt, the harbour master. Nobody was hurt when the {name} ran aground in fog."
)
RULES = ("--workers", "0", "--attribution", "rules")
PATIENCE_S = 180
LITTLE = 24 * 1024  # room for some of the files of a run, not for all


def a_text(folder: Path, name: str) -> Path:
    path = folder / f"{name.lower()}.txt"
    path.write_text(TEXT.format(name=name), encoding="utf-8")
    return path


def take_in(warehouse: Path, *inputs: Path) -> Done:
    return newsloom_here("run", *inputs, "--warehouse", warehouse, *RULES)


def is_sound(warehouse: Path) -> bool:
    return newsloom_here("check", "--deep", "--warehouse", warehouse).returncode == 0


def n_articles(warehouse: Path) -> int:
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        return int(con.execute("select count(distinct text) from articles").fetchone()[0])


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount something on a folder; skip where that is not allowed."""
    if os.geteuid():
        pytest.skip("only root can mount a full disk or a read-only folder")
    done = subprocess.run(["mount", *options, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this machine lets nobody mount: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Put what is in a folder on a disk of its own with little room left; there is room again at the end."""
    aside = folder.with_name(f"{folder.name}-before")
    folder.rename(aside)
    folder.mkdir()
    with mounted(folder, "-t", "tmpfs", "-o", "size=64m", "none"):
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        free = os.statvfs(folder)
        filler = folder / "filler"
        filler.write_bytes(bytes(free.f_bavail * free.f_frsize - LITTLE))
        yield
        filler.unlink()
        shutil.copytree(folder, aside, dirs_exist_ok=True)
    folder.rmdir()
    aside.rename(folder)


@pytest.mark.parametrize("part", ["staging", "data"])
def test_full_disk(part: str, small: "Small", copied: Copy, tmp_path: Path) -> None:
    warehouse, text = copied(), a_text(tmp_path, "Petrel")
    with full_disk(warehouse / part):
        done = take_in(warehouse, text)
        assert done.returncode == 1
        (line,) = [line for line in done.stderr.splitlines() if line.startswith("newsloom: ")]
        assert "No space left on device" in line or "disk may be full" in line
        assert "Traceback" not in done.stderr
        assert tables(warehouse, tmp_path / "export") == small.tables
    assert take_in(warehouse, text).returncode == 0
    assert n_articles(warehouse) == 4
    assert is_sound(warehouse)


def test_read_only_folder(small: "Small", copied: Copy, tmp_path: Path) -> None:
    warehouse, text = copied(), a_text(tmp_path, "Tern")
    with mounted(warehouse, "--bind", str(warehouse)):
        subprocess.run(["mount", "-o", "remount,ro,bind", warehouse], check=True)
        for command in (["run", text], ["sql", "from articles"], ["check", "--deep"]):
            done = newsloom_here(*command, "--warehouse", warehouse)
            lines = [line for line in done.stderr.splitlines() if line.startswith("newsloom: ")]
            if command[0] != "run" and done.returncode == 0:
                continue  # readers need no permission where SQLite's files of the last writer are still there
            assert (done.returncode, len(lines)) == (1, 1), (command, done)
            assert str(warehouse) in lines[0]
            assert "cannot write" in lines[0] or "cannot be written" in lines[0]
    assert tables(warehouse, tmp_path / "export") == small.tables


def test_no_prefect_server_at_the_start(
    copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", f"http://editor:kestrel@127.0.0.1:{free_port()}/api")
    warehouse = copied()
    done = take_in(warehouse, a_text(tmp_path, "Heron"))
    assert done.returncode == 1
    assert "does not answer; start it, or unset PREFECT_API_URL" in done.stderr
    assert "kestrel" not in done.stderr
    assert (n_articles(warehouse), list((warehouse / "staging").glob("r_*"))) == (3, [])


def test_two_runs_at_once_take_turns(copied: Copy, tmp_path: Path) -> None:
    """Each with a text of its own and one that both bring."""
    warehouse = copied()
    first, second, both = (a_text(tmp_path, name) for name in ("Gull", "Skua", "Auk"))
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "run", text, both, "--warehouse", warehouse, *RULES],
            cwd=REPOSITORY,
            stderr=subprocess.PIPE,
            text=True,
        )
        for text in (first, second)
    ]
    for one in runs:
        _, error = one.communicate(timeout=600)
        assert one.returncode == 0, error
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        origins = con.execute("select origin from documents where origin like '%.txt'").fetchall()
        n_runs = con.execute("select count(distinct run_id) from documents").fetchone()
    assert sorted(Path(path).name for (path,) in origins) == ["auk.txt", "gull.txt", "skua.txt"]
    assert n_runs == (4,)
    assert is_sound(warehouse)


def test_clock_set_back(copied: Copy, tmp_path: Path) -> None:
    """What is in the warehouse was written ten years from now."""
    warehouse = copied()
    with connect(Warehouse.at(warehouse)) as con:
        con.execute("update runs set started_at = started_at + interval 10 year, finished_at = started_at")
    with sqlite3.connect(warehouse / "catalog.sqlite") as catalog:
        catalog.execute("update ducklake_snapshot set snapshot_time = '2036' || substr(snapshot_time, 5)")
    catalog.close()
    assert run(warehouse, a_text(tmp_path, "Plover"), attribution="rules").is_completed()
    assert n_articles(warehouse) == 4
    asked = ("sql", "select snapshot_id, started_at from runs order by snapshot_id", "--format", "json")
    rows = json.loads(newsloom_here(*asked, "--warehouse", warehouse).stdout)
    assert rows[-1]["started_at"] < rows[0]["started_at"]
    assert [row["snapshot_id"] for row in rows] == sorted(row["snapshot_id"] for row in rows)
    history = newsloom_here("snapshots", "--warehouse", warehouse).stdout.splitlines()
    numbers = [int(line.split()[0]) for line in history]
    assert numbers == sorted(numbers)
    maintain(Warehouse.at(warehouse), keep_days=1)
    assert n_articles(warehouse) == 4
    assert is_sound(warehouse)


def test_prefect_server_that_goes_away_in_the_middle(
    small: "Small", copied: Copy, prefect_home: Path, tmp_path: Path
) -> None:
    warehouse, text = copied(), a_text(tmp_path, "Curlew")
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    settings = {"PREFECT_HOME": str(prefect_home), "PREFECT_CLIENT_MAX_RETRIES": "0"}
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "flows.api_server", str(port)],
            cwd=REPOSITORY,
            env=os.environ | settings | {"PREFECT_API_URL": ""},
            stdout=log,
            stderr=log,
        )
    try:
        await_(lambda: is_healthy(api, timeout=2))
        going = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "run", text, "--warehouse", warehouse, *RULES],
            cwd=REPOSITORY,
            env=os.environ | settings | {"PREFECT_API_URL": api},
            stderr=subprocess.PIPE,
            text=True,
        )
        await_(lambda: going.poll() is not None or list(warehouse.glob("staging/r_*/documents/*.parquet")))
    finally:
        server.kill()
        server.wait()
    _, error = going.communicate(timeout=600)
    lines = [line for line in error.splitlines() if line.startswith("newsloom: ")]
    assert (going.returncode, len(lines)) == (1, 1), error
    assert f"the Prefect API at {api} stopped answering during the run; start it" in lines[0]
    assert tables(warehouse, tmp_path / "export") == small.tables
    assert take_in(warehouse, text).returncode == 0
    assert (n_articles(warehouse), is_sound(warehouse)) == (4, True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)
