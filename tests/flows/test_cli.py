"""The command line as a person meets it: exit status, one-line errors, output in every form."""

import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import NEWSROOM, REPOSITORY, Done, newsloom, newsloom_here

from tasks.lake.connect import Warehouse, connect

COMMANDS = ("run", "up", "sql", "export", "snapshots", "diff", "check", "doctor", "completion")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    done = newsloom_here(command, "--help")
    assert done.returncode == 0
    assert re.search(rf"^\s+newsloom {command}\b", done.stdout, re.MULTILINE)


def test_a_run_tells_its_stages_the_most_carried_words_and_where_to_look_next(sample_run: Done) -> None:
    told = sample_run.stderr
    for stage in ("read", "clean", "dedupe", "enrich", "stories", "resolve", "publish"):
        assert re.search(rf"^{stage} .* s$", told, re.MULTILINE), stage
    assert re.search(r"\d+ articles, \d+ quotes, \d+ duplicates, \d+ rejections: snapshot \d+", told)
    assert re.search(r"Most carried\n  .+: “.+”\n      .+", told)
    assert 'Look next:  newsloom sql "from quote_summary" --warehouse ' in told
    assert (sample_run.stdout, "INFO" in told) == ("", False)


def test_the_same_run_again_says_so(sample_warehouse: Path) -> None:
    done = newsloom("run", NEWSROOM, "--warehouse", sample_warehouse)
    assert done.returncode == 0
    assert "Nothing new" in done.stderr


def test_sql_formats(sample_warehouse: Path, tmp_path: Path) -> None:
    query = "select count(*) as n from articles"
    said = {
        form: newsloom_here("sql", query, "--format", form, "--warehouse", sample_warehouse).stdout
        for form in ("json", "csv", "table")
    }
    (row,) = json.loads(said["json"])
    assert row["n"] >= 30
    assert said["csv"] == f"n\n{row['n']}\n"
    assert str(row["n"]) in said["table"]
    command = [sys.executable, "-m", "flows.cli", "sql", query, "--format", "parquet"]
    done = subprocess.run([*command, "--warehouse", sample_warehouse], capture_output=True, check=True)
    assert pq.read_table(io.BytesIO(done.stdout)).to_pylist() == [row]


def test_prompt_reads_queries_from_standard_input(sample_warehouse: Path) -> None:
    queries = "select 40\n + 2 as answer;\n\nselect 'no semicolon' as last"
    done = newsloom("sql", "--warehouse", sample_warehouse, input=queries)
    assert (done.returncode, "42" in done.stdout, "no semicolon" in done.stdout) == (0, True, True)


def test_prompt_that_is_fed_by_a_pipe_stops_at_an_error(sample_warehouse: Path) -> None:
    done = newsloom_here("sql", "--warehouse", sample_warehouse, stdin="from nowhere;\nselect 42;\n")
    assert (done.returncode, "nowhere" in done.stderr, done.stdout) == (1, True, "")


@pytest.fixture
def heeded() -> Iterator[None]:
    """Let what is started heed Ctrl-C, even where these tests run in the background of a shell that has them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
def test_prompt_for_a_person_goes_on_after_an_error(sample_warehouse: Path) -> None:
    """In a terminal: the prompt is shown, an error is told, the next query runs, Ctrl-C drops a line, Ctrl-D leaves."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "flows.cli", "sql", "--warehouse", str(sample_warehouse)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=REPOSITORY)
    os.close(theirs)

    def type_in(line: str) -> None:
        os.write(ours, line.encode())

    def press_ctrl_c() -> None:
        process.send_signal(signal.SIGINT)

    try:
        told = heard(ours, "newsloom> ", lambda: None)
        told += heard(ours, "newsloom> ", lambda: type_in("from nowhere;\n"))
        told += heard(ours, "      ... ", lambda: type_in("select 1 +\n"))
        told += heard(ours, "newsloom> ", press_ctrl_c, patience_s=5)
        told += heard(ours, "newsloom> ", lambda: type_in("select 40 + 2 as answer;\n"))
        told += heard(ours, None, lambda: type_in("\x04"))
        assert process.wait(60) == 0, told
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert ("does not exist" in told, "42" in told, "Ctrl-D leaves" in told) == (True, True, True), told


def heard(terminal: int, awaited: str | None, act: Callable[[], None], patience_s: float = 60) -> str:
    """Act, and return what a terminal shows until it ends with `awaited` or closes; after long silence act again.

    A signal that comes just before readline begins to wait is lost, so one may need a second try.
    """
    told = b""
    for _ in range(2):
        act()
        while select.select([terminal], [], [], patience_s)[0]:
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # Linux's way to say that the other side is closed
                piece = b""
            told += piece
            if not piece or (awaited and told.decode(errors="replace").endswith(awaited)):
                return told.decode(errors="replace")
    raise AssertionError(f"{awaited!r} does not come: {told!r}")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["run"], 2, "nothing to read"),
        (["run", "no/such/file.txt"], 2, "no such file or folder: no/such/file.txt"),
        (["run", "x", "--workers", "-1"], 2, "--workers"),
        (["sql", "select 1", "--format", "xml"], 2, "--format"),
        (["nonsense"], 2, "nonsense"),
        (["sql", "select 1", "--warehouse", "no/such/warehouse"], 1, "there is no warehouse at"),
        (["diff", "1", "9999"], 1, "9999"),
        (["sql", "select nothing from nowhere"], 1, "nowhere"),
        (["sql", "drop table articles"], 1, "reading only"),
        (["sql", "select 1", "--at", "9999"], 1, "9999"),
    ],
)
def test_errors_are_one_clear_line(
    arguments: list[str], status: int, said: str, sample_warehouse: Path
) -> None:
    place = [] if "--warehouse" in arguments or status == 2 else ["--warehouse", str(sample_warehouse)]
    done = newsloom_here(*arguments, *place)
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    if status == 1:
        assert len(done.stderr.strip().splitlines()) == 1


def test_an_error_has_a_traceback_only_under_debug(tmp_path: Path) -> None:
    arguments = ["sql", "select 1", "--warehouse", str(tmp_path / "none")]
    done = newsloom("--debug", *arguments)
    assert (done.returncode, "Traceback" in done.stderr, "there is no warehouse at" in done.stderr) == (
        1,
        True,
        True,
    )


def test_a_reader_that_has_seen_enough_is_no_error(sample_warehouse: Path) -> None:
    """As in `newsloom sql … | head -1`."""
    command = [sys.executable, "-m", "flows.cli", "sql", "from quotes", "--format", "csv"]
    with subprocess.Popen(
        [*command, "--warehouse", sample_warehouse],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=REPOSITORY,
    ) as process:
        assert process.stdout.readline().startswith(b"quote_id,")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(shell: str) -> None:
    done = newsloom_here("completion", shell)
    assert (done.returncode, "_NEWSLOOM_COMPLETE" in done.stdout) == (0, True)


def test_deep_check_names_a_damaged_file(sample_warehouse: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, warehouse)
    whole = newsloom_here("check", "--deep", "--warehouse", warehouse)
    assert (whole.returncode, "every data file is as it was written" in whole.stdout) == (0, True)
    victim = max((warehouse / "data").rglob("*.parquet"), key=lambda path: path.stat().st_size)
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 0xFF
    victim.write_bytes(content)
    done = newsloom_here("check", "--deep", "--warehouse", warehouse)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{victim.name} has other bytes than were written" in done.stdout


def test_check_shows_the_rows_that_offend(sample_warehouse: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, warehouse)
    with connect(Warehouse.at(warehouse)) as con:
        con.execute(
            'update mentions set "end" = "end" + 1 where mention_id = (select min(mention_id) from mentions)'
        )
    done = newsloom_here("check", "--warehouse", warehouse)
    assert (done.returncode, "✗ mention_offsets: 1 rows" in done.stdout) == (1, True), done.stdout
