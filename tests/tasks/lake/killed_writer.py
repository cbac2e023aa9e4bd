"""Kill a writer again and again while it publishes; say on stdout what the lake holds after each kill.

`python killed_writer.py WAREHOUSE KILLS`; exits with 1 and a reason as soon as anything is lost or half there.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from invented_newsroom import stage

from tasks.lake.connect import Warehouse, connect
from tasks.lake.lock import writer_lock
from tasks.lake.publish import publish

ARTICLES_A_RUN = 20
QUOTES_AN_ARTICLE = 3


def rows_of(run: int) -> dict[str, list[dict[str, object]]]:
    """Twenty articles that belong to one run and no other."""
    names = [f"{run:06d}_{number:02d}" for number in range(ARTICLES_A_RUN)]
    text = "The minister spoke. " * 40
    return {
        "documents": [
            {"document_id": f"d_{n}", "origin": n, "raw": text.encode(), "raw_sha256": "0", "n_bytes": len(text)}
            for n in names
        ],
        "articles": [{"article_id": f"a_{n}", "document_id": f"d_{n}", "text": text} for n in names],
        "quotes": [
            {"quote_id": f"q_{n}_{i}", "article_id": f"a_{n}", "text": "x", "kind": "direct", "spans": [{"start": 0, "end": 1}]}
            for n in names
            for i in range(QUOTES_AN_ARTICLE)
        ],
    }  # fmt: skip


def write_until_killed(warehouse: Warehouse, folder: Path, first: int, acknowledge: int) -> None:
    """Publish run after run; write a byte to the pipe before the first and after each."""
    with writer_lock(warehouse, "kill test"), connect(warehouse, threads=1) as con:
        run = first
        while True:
            staged = stage(folder, rows_of(run))
            os.write(acknowledge, b"s")
            publish(con, staged, [], {"run_id": f"r_{run:06d}"})
            os.write(acknowledge, b"c")
            run += 1


def look(warehouse: Warehouse) -> tuple[int, str]:
    """Return how many runs are in the lake, and what is wrong with it."""
    with connect(warehouse, read_only=True, threads=1) as con:
        runs, highest = con.execute(
            "SELECT count(run_id), coalesce(max(run_id), 'r_0') FROM runs"
        ).fetchall()[0]
        documents = con.execute("SELECT count(raw), sum(octet_length(raw)) FROM documents").fetchall()[0]
        articles = con.execute(
            "SELECT count(DISTINCT article_id), sum(length(text)) FROM articles"
        ).fetchall()[0]
        quotes = con.execute("SELECT count(DISTINCT quote_id) FROM quotes").fetchall()[0]
    wrong = [
        f"{found} instead of {wanted}"
        for found, wanted in (
            (documents[0], runs * ARTICLES_A_RUN),
            (articles[0], runs * ARTICLES_A_RUN),
            (documents[1], articles[1]),
            (quotes[0], runs * ARTICLES_A_RUN * QUOTES_AN_ARTICLE),
            (int(highest.partition("_")[2]), runs),
        )
        if found != wanted
    ]
    return runs, "; ".join(wrong)


def kill_once(warehouse: Warehouse, folder: Path, first: int, delay: float) -> int:
    """Let a writer work, kill it `delay` seconds after it began a publish; return how many it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write_until_killed(warehouse, folder, first, writing)
        os._exit(0)
    os.close(writing)
    os.read(reading, 1)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    acknowledged = b""
    while some := os.read(reading, 4096):
        acknowledged += some
    os.close(reading)
    return acknowledged.count(b"c")


def main() -> None:
    """Kill as often as asked."""
    warehouse, kills = Warehouse.at(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(7)
    before = 0
    for kill in range(kills):
        acknowledged = kill_once(
            warehouse, warehouse.root.parent / "staged", before + 1, chance.uniform(0.0, 1.2)
        )
        runs, wrong = look(warehouse)
        if wrong or not before + acknowledged <= runs <= before + acknowledged + 1:
            sys.exit(f"kill {kill}: {runs} runs after {before} and {acknowledged} acknowledged; {wrong}")
        sys.stdout.write(f"kill {kill}: {acknowledged} acknowledged, {runs - before} there\n")
        before = runs


if __name__ == "__main__":
    main()
