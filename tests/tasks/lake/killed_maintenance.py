"""Kill maintenance again and again; say on stdout what the lake holds after each kill.

`python killed_maintenance.py WAREHOUSE KILLS`; exits with 1 and a reason as soon as a row or a file is not as it was.
"""

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from tasks.lake.checksums import find_damage, record_checksums
from tasks.lake.connect import Warehouse, connect
from tasks.lake.maintain import maintain

LONGEST_S = 0.6  # undisturbed it takes about as long


def rows(warehouse: Warehouse) -> dict[str, object]:
    """Return how many rows each table has, and a digest for which all of them are read."""
    with connect(warehouse, read_only=True, threads=1) as con:
        names = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake'").fetchall()
        digest = "SELECT count(*), bit_xor(hash(t)) FROM {} AS t"
        found = {name: con.execute(digest.format(name)).fetchone() for (name,) in names}
        return found | {"damage": find_damage(con, warehouse)}


def kill_once(warehouse: Warehouse, delay: float) -> bool:
    """Let maintenance work and kill it so long after it began; return whether it still ran."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, b"s")
        maintain(warehouse, keep_days=0)
        os._exit(0)
    os.close(writing)
    os.read(reading, 1)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(reading)
    return os.WIFSIGNALED(status)


def main() -> None:
    """Kill as often as asked, then let one finish."""
    prepared, kills = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(11)
    warehouse = Warehouse.at(prepared.with_name("maintained"))
    shutil.copytree(prepared, warehouse.root)
    with connect(warehouse) as con:
        record_checksums(con, warehouse)
    before = rows(warehouse)
    for kill in range(kills):
        was_running = kill_once(warehouse, chance.uniform(0.0, LONGEST_S))
        if (now := rows(warehouse)) != before:
            sys.exit(
                f"kill {kill}: {[name for name in now if now[name] != before[name]]} differ: {now['damage']}"
            )
        sys.stdout.write(f"kill {kill}: {'killed' if was_running else 'had ended'}, all there\n")
        if not was_running:
            shutil.rmtree(warehouse.root)
            shutil.copytree(prepared, warehouse.root)
    maintain(warehouse, keep_days=0)
    if rows(warehouse) != before:
        sys.exit("the last one, left alone, changed rows")


if __name__ == "__main__":
    main()
