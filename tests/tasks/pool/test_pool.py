"""Hostile jobs end alone: whatever a word does to its worker process, all other words come through."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import misbehaviour
import psutil
import pytest
from misbehaviour import halves

from tasks.pool import process
from tasks.pool.inline import InlinePool, open_pool
from tasks.pool.outcomes import Done, Poisoned, PoolLimits
from tasks.pool.pool import WorkerPool
from tasks.vocabulary.errors import NewsloomError

QUICK = PoolLimits(seconds=0.5, seconds_per_item=0.0, patience=4.0, memory_bytes=300_000_000)


def outcome(pool, jobs, function=misbehaviour.behave):
    done, poisoned = [], {}
    for found in pool.run(function, jobs, halves, len):
        if isinstance(found, Done):
            done += found.result
        else:
            poisoned[found.job[0]] = found.reason
    return sorted(done), poisoned


def zombies():
    return {p.pid for p in psutil.Process().children() if p.status() == psutil.STATUS_ZOMBIE}


@pytest.fixture(scope="module")
def pool():
    with WorkerPool(2, QUICK) as pool:
        yield pool


@pytest.fixture(scope="module")
def patient():
    with WorkerPool(2, replace(QUICK, seconds=60.0)) as pool:
        yield pool


def test_all_jobs_come_through(patient):
    assert outcome(patient, [["a", "b"], ["c"]]) == (["A", "B", "C"], {})


def test_no_jobs_start_no_process():
    with WorkerPool(2) as pool:
        assert outcome(pool, []) == ([], {})
        assert pool._workers == []


def test_one_job_starts_one_process():
    with WorkerPool(2) as pool:
        outcome(pool, [["a"]])
        assert len(pool._workers) == 1


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("segfault", "crash"),
        ("kill", "crash"),
        ("hog", "memory"),
        ("hang", "timeout"),
        ("spin", "timeout"),
        ("raise", "error"),
        ("unpicklable", "error"),
    ],
)
def test_the_culprit_is_found_and_all_others_come_through(pool, patient, order, reason):
    at_leisure = pool if reason == "timeout" else patient  # a busy machine takes its time to fill the memory
    done, poisoned = outcome(at_leisure, [["a", "b", order, "c"], ["d", "e"]])
    assert poisoned == {order: reason}
    assert done == ["A", "B", "C", "D", "E"]


def test_two_culprits_in_one_job(patient):
    assert outcome(patient, [["a", "kill", "b", "raise"]]) == (
        ["A", "B"],
        {"kill": "crash", "raise": "error"},
    )


def test_a_kill_by_chance_costs_nothing(patient, tmp_path):
    order = f"kill-once:{tmp_path / 'killed'}"
    assert outcome(patient, [[order]]) == ([order.upper()], {})


def test_the_detail_says_what_happened(patient):
    details = {
        f.job[0]: f.detail for f in patient.run(misbehaviour.behave, [["segfault"], ["raise"]], halves, len)
    }
    assert details["segfault"] == "ended its process with SIGSEGV"
    assert details["raise"].startswith("ValueError at misbehaviour.py:")
    assert details["raise"].endswith("this one is odd")


def test_a_worker_killed_while_it_waits_is_replaced(patient):
    (first,) = [found.result[0] for found in patient.run(misbehaviour.behave, [["pid"]], halves, len)]
    for worker in patient._workers:
        os.kill(worker.process.pid, signal.SIGKILL)
    time.sleep(0.1)
    done, _ = outcome(patient, [["a"], ["b"]])
    assert done == ["A", "B"]
    assert first not in [worker.process.pid for worker in patient._workers]


def test_a_full_disk_is_no_items_fault(patient):
    with pytest.raises(OSError, match="No space left"):
        outcome(patient, [["a"], ["full"]])
    assert outcome(patient, [["a"]]) == (["A"], {})


def test_few_jobs_are_taken_ahead(patient):
    taken = []

    def jobs():
        for number in range(20):
            taken.append(number)
            yield [f"sleep:{0.01 * (number % 3)}"]

    for n_done, _ in enumerate(patient.run(misbehaviour.behave, jobs(), halves, len)):
        assert len(taken) <= n_done + 1 + 2 * patient.size


def test_leaving_early_ends_the_work(pool):
    for _ in pool.run(misbehaviour.behave, [["a"], ["hang"], ["hang"]], halves, len):
        break
    started = time.monotonic()
    assert outcome(pool, [["b"]]) == (["B"], {})
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("order", ["hang", "hog", "segfault", "raise"])
def test_a_function_that_says_what_it_begins_is_not_bisected(pool, patient, order):
    words = [f"w{number:02d}" for number in range(30)] + [order] + [f"x{number:02d}" for number in range(33)]
    started = time.monotonic()
    done, poisoned = outcome(pool if order == "hang" else patient, [words], misbehaviour.behave_and_tell)
    assert list(poisoned) == [order]
    assert len(done) == 63
    assert time.monotonic() - started < 10  # halving would take seven times the limit of two seconds


def test_idle_workers_leave_of_their_own_accord():
    with WorkerPool(2) as pool:
        outcome(pool, [["a"], ["b"]])
        processes = [worker.process for worker in pool._workers]
        started = time.monotonic()
    assert 0 in [process.exitcode for process in processes]  # the other may still have been starting
    assert time.monotonic() - started < 20


def test_a_pool_that_rests_has_no_process_until_the_next_job():
    with WorkerPool(2) as pool:
        outcome(pool, [["a"], ["b"]])
        processes = [worker.process for worker in pool._workers]
        pool.rest()
        assert all(process.exitcode is not None for process in processes)
        assert pool._workers == []
        assert outcome(pool, [["c"]]) == (["C"], {})


def test_a_pool_closes_while_it_works():
    pool = WorkerPool(1)
    running = pool.run(misbehaviour.behave, [["a"], ["hang"]], halves, len)
    next(running)
    pool.close()
    assert pool._workers == []
    with pytest.raises(NewsloomError, match="told to stop"):  # nor does whoever waits start a new worker
        list(running)


def test_time_is_counted_in_the_processors_not_on_the_clock():
    with WorkerPool(1, PoolLimits(seconds=0.3, seconds_per_item=0.0, patience=9.0)) as pool:
        assert outcome(pool, [["sleep:1.5"]]) == (["SLEEP:1.5"], {})
        assert outcome(pool, [["spin"]]) == ([], {"spin": "timeout"})


def test_an_item_has_its_own_time():
    words = ["sleep:0.2"] * 8  # together longer than the limit
    with WorkerPool(1, PoolLimits(seconds=0.6, seconds_per_item=0.0, patience=1.0)) as pool:
        started = time.monotonic()
        assert len(outcome(pool, [words], misbehaviour.behave_and_tell)[0]) == 8
        assert time.monotonic() - started > 1.5


def test_workers_are_warmed_before_their_first_job():
    limits = PoolLimits(seconds=0.2, seconds_per_item=0.0)  # less than warming takes: it does not count
    with WorkerPool(2, limits) as pool:
        pool.warm(misbehaviour.warm_up)
        pool.warm(misbehaviour.warm_up)  # once is enough
        found = list(pool.run(misbehaviour.was_warmed, [["a"], ["b"], ["c"]], halves, len))
    assert [f.result for f in found] == [True] * 3


def test_the_second_worker_is_a_copy_of_the_first_that_has_loaded():
    with WorkerPool(2) as pool:
        pool.warm(misbehaviour.warm_up)
        found = [f.result for f in pool.run(misbehaviour.who_warmed_whom, [["a"], ["b"]], halves, len)]
    ((first, one), (same, other)) = found
    assert first == same
    assert one != other
    assert first in {one, other}


def test_without_copies_each_worker_loads_for_itself(monkeypatch):
    monkeypatch.setattr(process, "adopts_orphans", lambda: False)
    with WorkerPool(2) as pool:
        pool.warm(misbehaviour.warm_up)
        found = [f.result for f in pool.run(misbehaviour.who_warmed_whom, [["a"], ["b"]], halves, len)]
    assert [warmed for warmed, _ in found] == [pid for _, pid in found]
    assert found[0] != found[1]


def test_how_a_copy_ended_is_told():
    before = zombies()
    with WorkerPool(2) as pool:
        pool.warm(misbehaviour.warm_up)
        found = {f.job[0]: f for f in pool.run(misbehaviour.behave, [["sleep:1"], ["segfault"]], halves, len)}
        assert found["segfault"].detail == "ended its process with SIGSEGV"
        assert {worker.process.pid for worker in pool._workers} <= {
            p.pid for p in psutil.Process().children()
        }
    assert zombies() <= before


def test_a_copy_that_nobody_has_heard_from_is_waited_for():
    before = zombies()
    with WorkerPool(2) as pool:
        pool.warm(misbehaviour.warm_up)
        first, copy = pool._workers
        assert copy.connection.poll(60)
        assert first.is_fresh
        assert copy.process.pid is None
    assert copy.process.exitcode is not None
    assert zombies() <= before


def test_a_worker_that_dies_before_it_forks_takes_nothing_along():
    with WorkerPool(2) as pool:
        pool.warm(misbehaviour.warm_up)
        os.kill(pool._workers[0].process.pid, signal.SIGKILL)
        assert outcome(pool, [["a"], ["b"], ["c"]]) == (["A", "B", "C"], {})


@pytest.mark.parametrize(
    ("warm", "error", "words"),
    [
        (misbehaviour.cannot_warm_up, FileNotFoundError, "no model"),
        (misbehaviour.dies_warming_up, NewsloomError, "3 in a row ended its process"),
    ],
)
def test_a_worker_that_cannot_warm_up_fails_the_run(warm, error, words):
    with WorkerPool(1) as pool:
        pool.warm(warm)
        with pytest.raises(error, match=words):
            outcome(pool, [["a"]])


def test_workers_have_one_thread_and_know_nothing_of_the_caller(pool):
    (found,) = pool.run(misbehaviour.surroundings, [["a"]], halves, len)
    assert found.result["threads"] == "1"
    assert found.result["prefect"] is False
    assert found.result["main"] is None


def test_the_parents_death_ends_busy_workers(tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import misbehaviour;"
        "from tasks.pool.pool import WorkerPool;"
        "[print(f.result[0], flush=True) for f in"
        " WorkerPool(1).run(misbehaviour.behave, [['pid'], ['hang']], lambda j: [j], len)]"
    )
    folder = str(Path(misbehaviour.__file__).parent)
    parent = subprocess.Popen([sys.executable, "-c", script, folder], stdout=subprocess.PIPE, text=True)
    worker = psutil.Process(int(parent.stdout.readline()))
    time.sleep(0.2)
    assert worker.is_running()
    parent.kill()
    parent.wait()
    gone, _ = psutil.wait_procs([worker], timeout=5)
    assert gone == [worker]


def test_without_processes_the_answers_are_the_same():
    with open_pool(0) as pool:
        assert isinstance(pool, InlinePool)
        pool.warm(misbehaviour.warm_up)
        assert outcome(pool, [["a", "raise", "b"], ["c"]]) == (["A", "B", "C"], {"raise": "error"})
        with pytest.raises(OSError, match="No space left"):
            outcome(pool, [["full"]])


def test_partial_functions_and_their_results():
    with open_pool(1) as pool:
        assert [f.result for f in pool.run(partial(sorted, reverse=True), [["a", "b"]], halves, len)] == [
            ["b", "a"]
        ]


def test_a_lone_item_that_hangs_is_tried_twice_and_given_up(pool):
    (found,) = pool.run(misbehaviour.behave, [["hang"]], halves, len)
    assert found == Poisoned(["hang"], "timeout", "was stopped: it did not end in time")
