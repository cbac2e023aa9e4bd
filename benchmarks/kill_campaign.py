"""Kill runs and maintenance at random moments, again and again; after each kill say what the warehouse holds.

`python benchmarks/kill_campaign.py --runs 70 --maintenance 30`. Three short texts of the sample newsroom, rules alone.
Ends with status 1 and the reason as soon as a row is lost, a commit is there by halves, a data file is not as it was
written, a check does not hold, or a process outlives its parent.
"""

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

from flows.server import prefect_api
from tasks.lake.checks import run_checks
from tasks.lake.checksums import find_damage
from tasks.lake.connect import Warehouse, connect

REPOSITORY = Path(__file__).resolve().parents[1]
OUTLET = REPOSITORY / "seeds" / "newsroom" / "dailylantern.example"
TEXTS = [
    OUTLET / f"{name}.txt"
    for name in ("ferry-runs-aground-wire", "fog-ferry-horror", "not-again-ferry-smash")
]
MAINTENANCE = (
    "import sys; from tasks.lake.connect import Warehouse; from tasks.lake.maintain import maintain; "
    "print('begun', flush=True); maintain(Warehouse.at(sys.argv[1]), keep_days=0)"
)
GONE_WITHIN_S = 30

Contents = dict[str, tuple[int, int]]


def start(command: list[str]) -> "psutil.Popen":
    return psutil.Popen(
        [sys.executable, *command], cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run_command(warehouse: Path, texts: list[Path]) -> list[str]:
    options = ["--workers", "1", "--attribution", "rules", "--warehouse", str(warehouse)]
    return ["-m", "flows.cli", "run", *map(str, texts), *options]


def contents(warehouse: Path) -> Contents:
    """Return, for each table, how many rows it has and a digest for which every one of them is read."""
    with connect(Warehouse.at(warehouse), read_only=True, threads=1) as con:
        names = con.execute(
            "select table_name, bool_or(column_name = 'run_id') from duckdb_columns() "
            "where database_name = 'lake' and schema_name = 'main' and table_name not like 'ducklake%' group by all"
        ).fetchall()
        tables = con.execute("select table_name from duckdb_tables() where database_name = 'lake'").fetchall()
        with_run = {name for name, has in names if has} - {"runs"}
        out = {}
        for (name,) in tables:
            if name == "runs":
                continue
            columns = "* exclude (run_id)" if name in with_run else "*"
            out[name] = con.execute(
                f"select count(*), bit_xor(hash(t)) from (select {columns} from {name}) as t"
            ).fetchone()
        return out


def faults(warehouse: Path) -> list[str]:
    place = Warehouse.at(warehouse)
    with connect(place, read_only=True, threads=1) as con:
        damaged = [f"{one.path} {one.fault}" for one in find_damage(con, place)]
        return damaged or [f"check {check.name}" for check in run_checks(con) if not check.passed]


def kill_after(command: list[str], seconds: float, begun: str | None) -> bool:
    """Start a command and kill it so many seconds later, or after it has said `begun`; return whether it still ran."""
    process = start(command)
    if begun:
        process.stdout.readline()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.005)
    was_running = process.poll() is None
    children = process.children(recursive=True) if was_running else []
    with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended by itself
        process.kill()
    _, error = process.communicate()
    if not was_running and process.returncode:
        sys.exit(f"the command failed by itself: {error}")
    _, left = psutil.wait_procs(children, GONE_WITHIN_S)
    if left:
        sys.exit(f"left behind: {left}")
    return was_running


def campaign(  # noqa: PLR0917 - called twice, below
    what: str,
    kills: int,
    base: Path,
    allowed: list[Contents],
    command: list[str],
    seconds: float,
    chance: random.Random,
) -> None:
    """Kill so often; the warehouse must always hold one of the allowed contents, and be sound."""
    warehouse, outcomes = base.parent / what, Counter()
    shutil.copytree(base, warehouse)
    done = 0
    while done < kills:
        running = kill_after(command, chance.uniform(0, seconds), "begun" if what == "maintenance" else None)
        done += running
        now = contents(warehouse)
        if now not in allowed:
            differing = [name for name in now if all(now[name] != one.get(name) for one in allowed)]
            sys.exit(f"{what}, kill {done}: rows lost or torn in {differing or 'a mixture of tables'}")
        if wrong := faults(warehouse):
            sys.exit(f"{what}, kill {done}: {'; '.join(wrong)}")
        outcome = f"{'killed' if running else 'ended first'}, holding state {allowed.index(now)}"
        outcomes[outcome] += 1
        if not running or (len(allowed) > 1 and now == allowed[-1]):
            shutil.rmtree(warehouse)
            shutil.copytree(base, warehouse)
        print(f"{what} {done}/{kills}: {outcome}", flush=True)
    last = start(command)
    _, error = last.communicate()
    if last.returncode or contents(warehouse) != allowed[-1] or faults(warehouse):
        sys.exit(f"{what}: the last one, left alone, did not finish the work: {error}")
    print(f"{what}: {dict(outcomes)}; left alone, the next one finished the work", flush=True)


def timed(command: list[str]) -> float:
    began = time.monotonic()
    process = start(command)
    _, error = process.communicate()
    if process.returncode:
        sys.exit(error)
    return time.monotonic() - began


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=70)
    asked.add_argument("--maintenance", type=int, default=30)
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args()
    chance = random.Random(given.seed)
    folder = Path(tempfile.mkdtemp(prefix="newsloom-kills-"))
    os.environ |= {"OMP_NUM_THREADS": "1", "PREFECT_HOME": str(folder / "prefect")}
    with prefect_api(folder / "prefect.log") as ready:
        os.environ["PREFECT_API_URL"] = ready()
        base, whole, grown = folder / "base", folder / "whole", folder / "grown"
        timed(run_command(base, TEXTS[:1]))
        shutil.copytree(base, whole)
        seconds = timed(run_command(whole, TEXTS))
        shutil.copytree(base, grown)
        for text in TEXTS[1:]:
            timed(run_command(grown, [text]))
        states = [contents(base), contents(whole)]
        print(f"undisturbed, the run takes {seconds:.1f} s", flush=True)
        campaign("run", given.runs, base, states, run_command(folder / "run", TEXTS), seconds * 1.05, chance)
    shutil.copytree(grown, folder / "trial")
    upkeep = ["-c", MAINTENANCE, str(folder / "trial")]
    seconds = timed(upkeep)
    print(f"undisturbed, maintenance takes {seconds:.1f} s", flush=True)
    upkeep[-1] = str(folder / "maintenance")
    campaign("maintenance", given.maintenance, grown, [contents(grown)], upkeep, seconds / 2, chance)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
