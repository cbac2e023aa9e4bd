"""Batches on a Dask cluster: the same tables, whatever becomes of a worker, and the same bounds on hostile pages."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import misbehaviour
import pytest
from command_line import REPOSITORY, newsloom_here
from growing import Cluster, cluster, until
from piped import run, tables

from tasks.pool.cluster import DaskPool
from tasks.pool.cluster_worker import look_around, work_on
from tasks.pool.outcomes import Done, PoolLimits
from tasks.pool.parts import _afresh
from tasks.vocabulary.errors import NewsloomError
from tasks.vocabulary.parts import Outcome, Part
from tasks.vocabulary.schemas import rows_to_table
from tasks.vocabulary.staging import Staging

if TYPE_CHECKING:
    from conftest import Small

QUICK = PoolLimits(seconds=1.0, seconds_per_item=0.0, patience=60.0, memory_bytes=300_000_000)


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    path = f"{REPOSITORY}{os.pathsep}{Path(misbehaviour.__file__).parent}"
    with cluster(tmp_path_factory.mktemp("dask"), path) as started:
        yield started


def test_hostile_items_end_alone_on_a_cluster_too(dask: Cluster, tmp_path: Path) -> None:
    quick = [["spin", "e"]]
    others = [
        ["a", "raise", "b"],
        ["c", "kill", "d"],
        ["f", "hog"],
    ]  # a busy machine may take its time for these
    done, poisoned = [], {}
    for jobs, limits in ((quick, QUICK), (others, replace(QUICK, seconds=60.0))):
        with DaskPool(dask.address, 0, tmp_path, limits) as pool:
            for found in pool.run(misbehaviour.behave_and_tell, jobs, misbehaviour.halves, len):
                if isinstance(found, Done):
                    done += found.result
                else:
                    poisoned[found.job[0]] = found.reason
    assert sorted(done) == ["A", "B", "C", "D", "E", "F"]
    assert poisoned == {"raise": "error", "kill": "crash", "spin": "timeout", "hog": "memory"}
    with DaskPool(dask.address, 0, tmp_path, QUICK) as pool, pytest.raises(OSError, match="No space left"):
        list(pool.run(misbehaviour.behave, [["full"]], misbehaviour.halves, len))


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_server")
def test_a_worker_killed_in_mid_run_changes_nothing(dask: Cluster, small: "Small", tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"

    def kill() -> None:
        from distributed import Client

        with Client(dask.address, set_as_default=False) as client:
            doomed = next(
                address
                for address, worker in client.scheduler_info(n_workers=-1)["workers"].items()
                if worker["name"] == "doomed"
            )
            until(lambda: list(warehouse.glob("staging/r_*/line_evidence.parquet")))
            until(lambda: client.processing().get(doomed))
        os.killpg(dask.doomed.pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    state = run(
        warehouse, *small.inputs, attribution="rules", batch_size=1, runner="dask", dask_address=dask.address
    )
    thread.join()
    dask.doomed.wait()
    assert state.is_completed(), state.message
    assert tables(warehouse, tmp_path / "export") == small.tables


def test_doctor_counts_the_workers(dask: Cluster, tmp_path: Path) -> None:
    told = newsloom_here(
        "doctor", "--runner", "dask", "--dask-address", dask.address, "--warehouse", tmp_path / "none"
    )
    assert told.returncode == 0, told.stderr
    assert "workers" in told.stderr


def test_staging_that_a_worker_does_not_see_is_told_at_once(dask: Cluster, tmp_path: Path) -> None:
    with (
        pytest.raises(
            NewsloomError,
            match=r"the Dask worker tcp://.* is not fit: .*/elsewhere is no folder there: put --staging on",
        ),
        DaskPool(dask.address, 0, tmp_path / "elsewhere"),
    ):
        pass


def test_a_worker_that_joins_late_sees_for_itself_whether_it_is_fit(tmp_path: Path) -> None:
    how = ((), QUICK, str(tmp_path))
    (done,) = work_on(misbehaviour.behave, ["a"], misbehaviour.halves, len, how)
    assert done == Done(["a"], ["A"])
    assert look_around(str(tmp_path), "0.0.0").startswith("runs Newsloom")
    with pytest.raises(NewsloomError, match="put --staging on a path that all workers share"):
        work_on(misbehaviour.behave, ["a"], misbehaviour.halves, len, (*how[:2], str(tmp_path / "none")))


def test_no_scheduler_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.pool.cluster.CONNECT_SECONDS", 1)
    with (
        pytest.raises(NewsloomError, match=r"the Dask scheduler at tcp://127\.0\.0\.1:1 does not answer"),
        DaskPool("tcp://127.0.0.1:1", 0, tmp_path),
    ):
        pass


def test_without_dask_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(NewsloomError, match=r"pip install 'newsloom\[dask\]'"),
        DaskPool(None, 1, tmp_path),
    ):
        pass


def test_what_a_lost_worker_staged_of_smaller_parts_is_not_counted_twice(tmp_path: Path) -> None:
    staging, none = Staging(tmp_path), rows_to_table("articles", [])
    names = (
        "documents-00000-000000",
        "documents-00000-000032",
        "documents-00000-000064",
        "documents-00001-000032",
    )
    for name in names:
        staging.write("articles", name, none)
    staging.write("rejections", "clean-documents-00000-000048", rows_to_table("rejections", []))
    _afresh("clean", lambda _: Outcome(), Part(str(tmp_path), "documents", "00000", 0, 64))
    assert [path.stem for path in staging.parts("articles")] == [names[0], names[2], names[3]]
    assert staging.parts("rejections") == []
