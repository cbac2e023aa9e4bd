"""The command line as a person meets it: exit status, one-line errors, and every command of the README."""

import json
import os
import re
import shlex
import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import NEWSROOM, REPOSITORY, newsloom

COMMANDS = ("run", "sql", "export", "snapshots", "diff", "check", "doctor", "completion")


def readme_commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (REPOSITORY / "README.md").read_text(), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("newsloom ")]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    done = newsloom(command, "--help")
    assert done.returncode == 0
    assert re.search(rf"^\s+newsloom {command}\b", done.stdout, re.MULTILINE)


def test_every_command_is_in_the_readme() -> None:
    text = (REPOSITORY / "README.md").read_text()
    assert [name for name in COMMANDS if name != "completion" and f"newsloom {name}" not in text] == []


@pytest.mark.parametrize("line", readme_commands())
def test_readme_command_works(line: str, sample_warehouse: Path, tmp_path: Path) -> None:
    arguments = [
        str(tmp_path / "export") if word == "export" and i else word
        for i, word in enumerate(shlex.split(line)[1:])
    ]
    done = newsloom(*arguments, "--warehouse", sample_warehouse)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or done.stderr.strip()


def test_readme_views_have_rows(sample_export: Path) -> None:
    named = set(re.findall(r"from (\w+_(?:summary|variants|pairs))", " ".join(readme_commands())))
    assert len(named) == 9
    assert [
        name for name in sorted(named) if pq.read_metadata(sample_export / f"{name}.parquet").num_rows == 0
    ] == []


def test_summary_of_a_run_names_the_most_carried_words(sample_warehouse: Path) -> None:
    done = newsloom("run", NEWSROOM, "--warehouse", sample_warehouse)
    assert done.returncode == 0
    assert "Nothing new" in done.stderr


def test_sql_formats(sample_warehouse: Path) -> None:
    query = "select count(*) as n from articles"
    rows = json.loads(newsloom("sql", query, "--format", "json", "--warehouse", sample_warehouse).stdout)
    assert rows[0]["n"] >= 30
    assert (
        newsloom("sql", query, "--format", "csv", "--warehouse", sample_warehouse).stdout
        == f"n\n{rows[0]['n']}\n"
    )


def test_prompt_reads_queries_from_standard_input(sample_warehouse: Path) -> None:
    done = newsloom("sql", "--warehouse", sample_warehouse, input="select 40 + 2 as answer;\n")
    assert (done.returncode, "42" in done.stdout) == (0, True)


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
    done = newsloom(*arguments, *place)
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    if status == 1:
        assert len(done.stderr.strip().splitlines()) == 1


def test_the_warehouse_is_a_plain_ducklake(sample_warehouse: Path) -> None:
    """Its catalog is SQLite, and names the views that the stock client finds."""
    with sqlite3.connect(sample_warehouse / "catalog.sqlite") as catalog:
        views = {
            name
            for (name,) in catalog.execute("select view_name from ducklake_view where end_snapshot is null")
        }
    assert {"quote_summary", "run_summary"} <= views


def test_completion_scripts_are_printed() -> None:
    assert "_NEWSLOOM_COMPLETE" in newsloom("completion", "bash").stdout


def test_a_run_without_a_configured_api_starts_one_server_and_stops_it(tmp_path: Path) -> None:
    article = tmp_path / "in" / "ferry.txt"
    article.parent.mkdir()
    article.write_text(
        "Ferry resumes\n\nThe ferry to Holm resumed on Monday, harbour master Ida Brandt said in a statement.\n"
    )
    env = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    env["PREFECT_HOME"] = str(tmp_path / "prefect")
    done = newsloom("run", article.parent, "--warehouse", tmp_path / "warehouse", env=env)
    assert done.returncode == 0, done.stderr
    assert "Starting a Prefect server" in done.stderr
    log = (tmp_path / "warehouse" / "logs" / "prefect-server.log").read_text()
    port = re.search(r"http://127\.0\.0\.1:(\d+)", log)
    assert port
    listening = Path("/proc/net/tcp").read_text()
    assert f":{int(port[1]):04X} 00000000:0000 0A" not in listening


def test_deep_check_names_a_damaged_file(prefect_server: str, tmp_path: Path) -> None:
    article = tmp_path / "ferry.txt"
    article.write_text(
        "Ferry resumes\n\nThe ferry to Holm resumed on Monday, harbour master Ida Brandt said in a statement.\n"
    )
    warehouse = tmp_path / "warehouse"
    assert newsloom("run", article, "--warehouse", warehouse).returncode == 0
    assert (
        "every data file is as it was written" in newsloom("check", "--deep", "--warehouse", warehouse).stdout
    )
    victim = max((warehouse / "data").rglob("*.parquet"), key=lambda path: path.stat().st_size)
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 0xFF
    victim.write_bytes(content)
    done = newsloom("check", "--deep", "--warehouse", warehouse)
    assert (done.returncode, victim.name in done.stdout) == (1, True)
