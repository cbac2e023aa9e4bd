"""Every command that the README tells a stranger to type is run, here or by CI, just as it stands there."""

import re
import shlex
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import REPOSITORY, newsloom_here

README = (REPOSITORY / "README.md").read_text()
COMMANDS = ("run", "up", "sql", "export", "snapshots", "diff", "check", "doctor")


def block_lines() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def commands() -> list[str]:
    return [line for line in block_lines() if line.startswith("newsloom ")]


@pytest.mark.parametrize("line", commands())
def test_readme_command_works(line: str, sample_warehouse: Path, tmp_path: Path) -> None:
    arguments = [
        str(tmp_path / "export") if word == "export" and i else word
        for i, word in enumerate(shlex.split(line)[1:])
    ]
    done = newsloom_here(*arguments, "--warehouse", sample_warehouse)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or done.stderr.strip()


def test_ci_runs_the_other_commands_of_the_readme() -> None:
    """`.ci/run` calls the command that tests, and `.ci/fresh-clone` the one that takes in the sample newsroom."""
    others = [line for line in block_lines() if line not in commands()]
    assert others == [".ci/setup && .venv/bin/newsloom run seeds/newsroom", ".ci/test"]
    ci = {name: (REPOSITORY / ".ci" / name).read_text().splitlines() for name in ("run", "fresh-clone")}
    assert others[0] in ci["fresh-clone"]
    assert any(line.split("#")[0].split()[:1] == [".ci/test"] for line in ci["run"])
    assert any(line.split()[:1] == [".ci/fresh-clone"] for line in ci["run"])


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in COMMANDS if f"newsloom {name}" not in README] == []


def test_readme_asks_every_view_and_each_has_rows(sample_export: Path) -> None:
    named = set(re.findall(r"from (\w+_(?:summary|variants|pairs))", " ".join(commands())))
    assert named == {path.stem for path in (REPOSITORY / "sql" / "views").glob("*.sql")}
    assert len(named) == 9
    assert [
        name for name in sorted(named) if pq.read_metadata(sample_export / f"{name}.parquet").num_rows == 0
    ] == []


def test_earlier_snapshots_can_be_asked_and_compared(sample_warehouse: Path) -> None:
    """The README names both in a sentence, with numbers of its own."""
    history = newsloom_here("snapshots", "--warehouse", sample_warehouse).stdout.split("\n")
    ids = [int(line.split()[0]) for line in history if line.strip()]
    first, last = min(ids), max(ids)
    earlier = newsloom_here("sql", "show tables", "--at", str(last), "--warehouse", sample_warehouse)
    assert (earlier.returncode, "quotes" in earlier.stdout) == (0, True)
    changed = newsloom_here("diff", str(last - 1), str(last), "--warehouse", sample_warehouse)
    assert re.search(r"^articles +\d+ added +0 removed", changed.stdout, re.MULTILINE), changed.stderr
    same = newsloom_here("diff", str(last), str(last), "--warehouse", sample_warehouse)
    assert "nothing differs" in same.stdout
    assert first < last
