"""The analysts' door: DuckDB's own client and its Python package open a warehouse, with nothing of ours loaded."""

import json
import platform
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from command_line import REPOSITORY, newsloom_here

PLATFORMS = {("Linux", "x86_64"): "linux_amd64", ("Linux", "aarch64"): "linux_arm64"}
QUERY = (
    "select speaker_name, n_sources, text from quote_summary order by n_sources desc, utterance_id limit 3"
)


def extension(name: str) -> Path:
    """Return the extension's file in its wheel, which is the file that INSTALL downloads."""
    spec = find_spec(f"duckdb_extension_{name}")
    assert spec
    assert spec.origin
    (file,) = Path(spec.origin).parent.glob(f"extensions/v*/{name}.duckdb_extension")
    return file


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder in which the stock client has installed two extensions, as it does by itself with a network."""
    place = PLATFORMS.get((platform.system(), platform.machine()))
    if place is None:
        pytest.skip(f"DuckDB's name for {platform.system()} {platform.machine()} is not known here")
    for name in ("ducklake", "sqlite_scanner"):
        file = extension(name)
        folder = tmp_path / ".duckdb" / "extensions" / file.parent.name / place
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder)
    return tmp_path


def stock_client(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    client = shutil.which("duckdb", path=str(Path(sys.executable).parent))
    assert client, "the DuckDB client is missing: pip install -r requirements-dev.lock"
    # -I keeps the launcher, which is Python, away from this project.
    return subprocess.run(
        [sys.executable, "-I", client, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=home,
        env={"HOME": str(home)},
    )


def test_the_readme_line_for_the_stock_client_works(home: Path, sample_warehouse: Path) -> None:
    (line,) = re.findall(r"^duckdb .*$", (REPOSITORY / "README.md").read_text(), re.MULTILINE)
    read_only, catalog, command, query = re.fullmatch(
        r"duckdb (-readonly) '(\S+)' (-c) \"(.*)\"", line
    ).groups()
    assert "/path/to/warehouse" in catalog
    done = stock_client(
        home,
        read_only,
        catalog.replace("/path/to/warehouse", str(sample_warehouse)),
        "-json",
        command,
        query,
    )
    assert (done.returncode, done.stderr) == (0, "")
    ours = newsloom_here(
        "sql", "select count(*) as n from quote_summary", "--format", "json", "--warehouse", sample_warehouse
    )
    assert len(json.loads(done.stdout)) == json.loads(ours.stdout)[0]["n"] > 100


def test_the_stock_client_sees_what_we_see_and_cannot_write(home: Path, sample_warehouse: Path) -> None:
    catalog = f"ducklake:sqlite:{sample_warehouse}/catalog.sqlite"
    done = stock_client(home, "-readonly", catalog, "-json", "-c", QUERY)
    ours = newsloom_here("sql", QUERY, "--format", "json", "--warehouse", sample_warehouse)
    assert json.loads(done.stdout) == json.loads(ours.stdout)
    refused = stock_client(home, "-readonly", catalog, "-c", "delete from quotes")
    assert (refused.returncode, "read-only" in refused.stderr) == (1, True)


def test_every_view_answers_in_a_plain_python_connection(sample_warehouse: Path, tmp_path: Path) -> None:
    """A fresh process that imports DuckDB alone; its extensions are loaded by hand, for want of a network."""
    views = sorted(path.stem for path in (REPOSITORY / "sql" / "views").glob("*.sql"))
    program = "\n".join(
        [
            "import sys, duckdb",
            "con = duckdb.connect()",
            *(f"con.execute(\"LOAD '{extension(name)}'\")" for name in ("sqlite_scanner", "ducklake")),
            f"con.execute(\"ATTACH 'ducklake:sqlite:{sample_warehouse}/catalog.sqlite' AS w (READ_ONLY)\")",
            'con.execute("USE w")',
            f"print([con.execute(f'select count(*) from {{view}}').fetchone()[0] for view in {views}])",
            "assert not {'flows', 'tasks'} & set(sys.modules)",
        ]
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
        env={"HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    counts = dict(zip(views, json.loads(done.stdout), strict=True))
    assert len(counts) == 9
    assert [view for view, count in counts.items() if not count] == []
