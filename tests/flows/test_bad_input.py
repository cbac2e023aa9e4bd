"""A folder in which nearly everything is wrong: each fault has its row, and every good article comes through."""

import gzip
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
from command_line import REPOSITORY, TIMEOUT_S, newsloom_here

from tasks.lake.connect import Warehouse, connect

GOOD = (
    "The ferry to Holm will sail again on Monday, the harbour office said. "
    "“We have waited long enough for the north channel,” said Ida Brandt, the harbour master. "
    "Nobody was hurt when the {name} ran aground in fog last week."
)
JAPANESE = (
    "知事は火曜日、新しい港の計画を発表した。工事は来年の春に始まる予定だという。"
    "「漁師のみなさんと話し合って決めます」と知事は述べた。住民からは期待と不安の声が上がっている。"
)


def page(body: str) -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>A page</title></head><body>{body}</body></html>".encode()
    )


def records(*rows: object) -> bytes:
    return b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows)


def write_inputs(folder: Path) -> None:
    """Every kind of fault, each beside a good article where a file holds several."""
    files = {
        "empty.txt": b"",
        "blank.html": b" \n\t \n",
        "no-rows.csv": b"id,text\n",
        "no-lines.jsonl": b"",
        "noise.txt": bytes(range(256)) * 40,
        "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        "minutes.docx": b"PK\x03\x04",
        "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(64),
        "no-ending": b"words",
        "cut.html.gz": gzip.compress(page(f"<article><p>{GOOD}</p></article>"))[:-12],
        "not-compressed-at-all.txt.gz": GOOD.format(name="Petrel").encode(),
        "page-under-a-text-name.txt": page(f"<article><h1>A page</h1><p>{GOOD}</p></article>"),
        "deep.html": page("<div>" * 100_000 + GOOD),
        "script.html": page("<script>document.write('news')</script>"),
        "three-words.txt": b"Ferry sails again",
        "tokyo.txt": JAPANESE.encode("shift_jis"),
        "feed.jsonl": records(
            {"id": "j1", "text": GOOD.format(name="Heron")},
            b"{this is no JSON}\n",
            {"id": "j2", "title": "A record without text"},
            {"id": "j1", "text": GOOD.format(name="Gannet")},
            ["no", "object"],
            {"id": "j3", "text": GOOD.format(name="Curlew"), "url": "https://valley.example/ferry"},
        ),
        "good/one.txt": GOOD.format(name="Tern").encode(),
        "good/two.html": page(f"<article><h1>Ferry sails</h1><p>{GOOD}</p><p>{GOOD}</p></article>"),
    }
    lines = records(*({"id": f"g{n}", "text": GOOD.format(name=f"Gull {n}")} for n in range(12)))
    files["cut.jsonl.gz"] = gzip.compress(lines, 0)[:-600]  # stored as they are: the last two are lost
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    with (folder / "huge.html").open("wb") as huge:
        huge.write(b"<!doctype html><html><body><p>")
        huge.truncate(200_000_000)


WANTED = {
    "empty.txt": ("read", "empty"),
    "blank.html": ("read", "empty"),
    "no-rows.csv": ("read", "empty"),
    "no-lines.jsonl": ("read", "empty"),
    "noise.txt": ("read", "not_text"),
    "picture.html": ("read", "not_text"),
    "minutes.docx": ("read", "unsupported_type"),
    "photo.jpg": ("read", "unsupported_type"),
    "no-ending": ("read", "unsupported_type"),
    "cut.html.gz": ("read", "truncated_gzip"),
    "cut.jsonl.gz": ("read", "truncated_gzip"),
    "huge.html": ("read", "too_large"),
    "feed.jsonl#line=2": ("read", "not_json"),
    "feed.jsonl#line=3": ("read", "no_text"),
    "feed.jsonl#line=4": ("read", "duplicate_id"),
    "feed.jsonl#line=5": ("read", "not_json"),
    "nowhere.txt": ("read", "not_found"),
    "deep.html": ("clean", "too_deep"),  # the opening tags alone are fewer than a page may have
    "script.html": ("clean", "script_only"),
    "three-words.txt": ("clean", "too_short"),
    "tokyo.txt": ("enrich", "language_not_supported"),
}
KEPT = {
    "not-compressed-at-all.txt.gz",
    "page-under-a-text-name.txt",
    "feed.jsonl#line=1",
    "feed.jsonl#line=6",
    "good/one.txt",
    "good/two.html",
    "tokyo.txt",  # an article, of which entities and quotations are not read
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "inbox").mkdir()
    write_inputs(folder / "inbox")
    return folder


@pytest.fixture(scope="module")
def servers() -> list[psutil.Process]:
    """The processes that served an API while the run went on."""
    return []


@pytest.fixture(scope="module")
def done(place: Path, servers: list[psutil.Process]) -> "subprocess.CompletedProcess[str]":
    """The run over all of it, as on a machine on which no Prefect API is configured and none has ever run."""
    env = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    env["PREFECT_HOME"] = str(place / "prefect")
    command = [sys.executable, "-m", "flows.cli", "run", place / "inbox", place / "nowhere.txt"]
    said = place / "said.txt"
    with said.open("w") as stderr:
        process = psutil.Popen(
            [*command, "--warehouse", place / "warehouse"], cwd=REPOSITORY, env=env, stderr=stderr
        )
        deadline = time.monotonic() + TIMEOUT_S
        while process.poll() is None:
            assert time.monotonic() < deadline, said.read_text()
            for child in process.children():
                if child not in servers and "flows.api_server" in " ".join(command_of(child)):
                    servers.append(child)
            time.sleep(0.2)
    return subprocess.CompletedProcess(command, process.returncode, "", said.read_text())


def command_of(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def ask(place: Path, query: str) -> list[tuple]:
    with connect(Warehouse.at(place / "warehouse"), read_only=True) as con:
        return con.execute(query).fetchall()


def name_of(place: Path, origin: str) -> str:
    return origin.removeprefix(f"{place}/").removeprefix("inbox/")


def test_the_run_says_which_path_is_not_there_and_takes_in_the_others(done) -> None:
    """Status 1: it ran, but not all of it could be done."""
    assert done.returncode == 1, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("newsloom: no such file or folder: ")
    assert last.endswith("nowhere.txt; the other inputs were taken in")
    assert "Traceback" not in done.stderr


def test_every_fault_has_its_row(place: Path, done) -> None:
    rows = ask(place, "select origin, stage, reason, detail from rejections")
    assert {name_of(place, origin): (stage, reason) for origin, stage, reason, _ in rows} == WANTED
    assert len(rows) == len(WANTED)
    assert all(detail and "\n" not in detail for *_, detail in rows)


def test_every_good_article_comes_through(place: Path, done) -> None:
    origins = {
        name_of(place, origin)
        for (origin,) in ask(place, "select origin from articles join documents using (document_id)")
    }
    feed = {name for name in origins if name.startswith("cut.jsonl.gz#line=")}
    assert origins - feed == KEPT
    lines = sorted(int(name.rpartition("=")[2]) for name in feed)
    assert lines == list(range(1, len(lines) + 1))  # all that stand before the cut
    assert 8 <= len(lines) < 12
    spoken = ask(place, "select count(distinct article_id) from quotes where speaker_name = 'Ida Brandt'")
    assert spoken == [(len(origins) - 1,)]  # all but the Japanese one
    assert ask(place, "select language from articles where text like '%知事%'") == [("ja",)]


def test_the_counts_add_up(place: Path, done) -> None:
    """Each input is a document or rejected by reading, each document an article or rejected by cleaning."""
    ((n_in, n_new, n_rejected),) = ask(place, "select n_in, n_new, n_rejected from runs")
    ((n_documents, n_articles),) = ask(
        place, "select (select count(*) from documents), (select count(*) from articles)"
    )
    by_stage = Counter(stage for stage, _ in WANTED.values())
    assert n_in == n_documents + by_stage["read"]
    assert n_documents == n_articles + by_stage["clean"]
    assert (n_new, n_rejected) == (n_articles, len(WANTED))
    assert f"{n_rejected} rejections: snapshot" in done.stderr
    told = newsloom_here(
        "sql",
        "select n_in, n_rejected_read, n_rejected_clean, n_rejected_enrich from run_summary",
        "--format",
        "csv",
        "--warehouse",
        place / "warehouse",
    )
    assert (
        told.stdout.splitlines()[1] == f"{n_in},{by_stage['read']},{by_stage['clean']},{by_stage['enrich']}"
    )


def test_what_was_kept_passes_every_check(place: Path, done) -> None:
    checked = newsloom_here("check", "--warehouse", place / "warehouse")
    assert checked.returncode == 0, checked.stdout


def test_one_server_was_started_for_the_run_and_is_gone(done, servers: list[psutil.Process]) -> None:
    assert "Starting a Prefect server" in done.stderr
    assert len(servers) == 1
    assert not psutil.pid_exists(servers[0].pid) or not servers[0].is_running()
