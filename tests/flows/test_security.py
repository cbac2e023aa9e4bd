"""What strangers and hostile pages may not do: read, write, reach out, learn secrets, or act in a reader's browser."""

import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import psutil
import pytest
from command_line import REPOSITORY, newsloom_here

from flows.server import is_healthy, stop
from flows.up import _refuse_strangers
from tasks.lake.connect import Warehouse
from tasks.lake.query import reader, run_sql
from tasks.vocabulary.errors import NewsloomError

if TYPE_CHECKING:
    from conftest import Small

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

CANARY = "kestrel-7f3a9"
RULES = ("--workers", "0", "--attribution", "rules")
PATIENCE_S = 180


@pytest.fixture
def calls() -> Iterator[tuple[int, list[str]]]:
    """A web server of this machine: its port, and what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def parse_request(self) -> bool:  # whatever the method
            asked.append(str(self.raw_requestline))
            return super().parse_request()

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, asked
        server.shutdown()


HOSTILE_SQL = (
    "FROM 'http://127.0.0.1:{port}/a.parquet'",
    "FROM read_csv('http://127.0.0.1:{port}/a.csv')",
    "FROM read_parquet('s3://bucket/a.parquet')",
    "FROM read_json_auto('http://127.0.0.1:{port}/a.json')",
    "INSTALL spatial FROM 'http://127.0.0.1:{port}'",
    "LOAD '{folder}/a.duckdb_extension'",
    "ATTACH 'http://127.0.0.1:{port}/a.duckdb'",
    "ATTACH 'ducklake:sqlite:{folder}/catalog.sqlite' AS other",
    "COPY articles TO 'http://127.0.0.1:{port}/a.parquet'",
    "COPY articles TO '{folder}/stolen.csv'",
    "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "FROM '{folder}/secret.parquet'",
    "FROM '{data}/../secret.parquet'",
    "FROM '{data}/main/../../secret.parquet'",
    "FROM read_parquet('{folder}/secret.parquet')",
    "FROM parquet_metadata('{folder}/secret.parquet')",
    "FROM read_blob('{folder}/*')",
    "FROM sqlite_scan('{folder}/catalog.sqlite', 'ducklake_metadata')",
    "SELECT getenv('HOME')",
    "FROM duckdb_secrets()",
    "SET allowed_directories = ['/']",
    "DELETE FROM articles",
    "FROM (DELETE FROM articles RETURNING *)",
    "WITH gone AS (DELETE FROM articles RETURNING *) FROM gone",
)


def test_an_analysts_sql_reaches_nothing_else(
    small: "Small", calls: tuple[int, list[str]], tmp_path: Path
) -> None:
    warehouse = Path(shutil.copytree(small.folder, tmp_path / "warehouse"))
    shutil.copy(
        next((warehouse / "data" / "main" / "articles").glob("*.parquet")), warehouse / "secret.parquet"
    )
    port, asked = calls
    files = sorted(warehouse.rglob("*"))
    with reader(Warehouse.at(warehouse)) as con:
        for sql in HOSTILE_SQL:
            query = sql.format(port=port, folder=warehouse, data=warehouse / "data")
            with pytest.raises((NewsloomError, duckdb.Error)):
                raise AssertionError(f"{query} gave {run_sql(con, query).fetchall()[:1]}")
        assert run_sql(con, "SELECT count(DISTINCT text) FROM articles").fetchall() == [(3,)]
    assert asked == []
    assert sorted(warehouse.rglob("*")) == files


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "newsroom.example"])
def test_an_address_for_strangers_needs_a_password(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_SERVER_API_AUTH_STRING", raising=False)
    with pytest.raises(NewsloomError, match="PREFECT_SERVER_API_AUTH_STRING"):
        _refuse_strangers(host)
    for own in ("127.0.0.1", "localhost", "::1", "127.9.9.9"):
        _refuse_strangers(own)
    monkeypatch.setenv("PREFECT_SERVER_API_AUTH_STRING", "someone:something")
    _refuse_strangers(host)


def test_secrets_are_told_nowhere(small: "Small", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "PREFECT_API_KEY", "PGPASSWORD", "NEWSLOOM_TOKEN"):
        monkeypatch.setenv(name, CANARY)
    monkeypatch.setenv("PREFECT_SERVER_API_AUTH_STRING", f"editor:{CANARY}")
    warehouse = Path(shutil.copytree(small.folder, tmp_path / "warehouse"))
    text = tmp_path / "rain.txt"
    text.write_text(
        "The rain will stop on Monday, the weather office said. “It has rained enough,” said Ida Brandt."
    )
    told = [newsloom_here("run", text, "--warehouse", warehouse, *RULES)]
    assert told[0].returncode == 0, told[0].stderr
    told.append(newsloom_here("doctor", "--warehouse", warehouse))
    monkeypatch.setenv("PREFECT_API_URL", f"http://editor:{CANARY}@127.0.0.1:1/api")
    told.append(newsloom_here("doctor", "--warehouse", warehouse))
    told.append(newsloom_here("run", text, "--warehouse", warehouse))
    monkeypatch.setenv(
        "NEWSLOOM_CATALOG", f"postgres:host=127.0.0.1 port=1 dbname=x user=editor password={CANARY}"
    )
    for command in (["doctor"], ["sql", "from articles"], ["check"]):
        told.append(newsloom_here(*command, "--warehouse", warehouse))
    assert [one.args for one in told if CANARY in one.stdout + one.stderr] == []
    assert [
        path for path in warehouse.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()
    ] == []


TAKEN = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
LINK = "[Read on](javascript:alert(1)) ![x](http://127.0.0.1:9/x.png) | # **bold**"


def hostile_inputs(folder: Path) -> Path:
    """Markup and Markdown wherever a page can put them: title, outlet, speaker, words, file name."""
    folder.mkdir()
    records = [
        {
            "id": str(number),
            "title": f"{evil} headline {number}",
            "source": f"{evil} Post",
            "text": f"“We {evil} have waited long enough for the north channel,” said Ida Brandt. It rained on Monday.",
        }
        for number, evil in enumerate((TAKEN, LINK))
    ]
    (folder / "records.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    (folder / "<img src=x onerror=document.title='taken'>[a](javascript:alert(2)).docx").write_bytes(
        b"PK\x03\x04"
    )
    return folder


@contextmanager
def prefect_with_ui(home: Path, folder: Path) -> Iterator[tuple[int, str]]:
    """The API's server with its pages; yields its process id and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    settings = {
        "PREFECT_HOME": str(home),
        "PREFECT_UI_API_URL": f"{url}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_API_URL": "",
    }
    with (folder / "prefect.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "flows.api_server", url.rpartition(":")[2]],
            cwd=REPOSITORY,
            env=os.environ | settings,
            stdout=log,
            stderr=log,
        )
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not is_healthy(f"{url}/api", timeout=2):
            assert server.poll() is None, (folder / "prefect.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield server.pid, url
    finally:
        stop(server, 10)


def artifacts(url: str) -> list[dict[str, Any]]:
    request = urllib.request.Request(
        f"{url}/api/artifacts/filter", b"{}", {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def page_in_chromium(chromium: str, url: str, profile: Path) -> str:
    """Return a page as Chromium has built it after its scripts have run."""
    switches = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    )
    more = f"--disable-component-update --disable-sync --user-data-dir={profile} --virtual-time-budget=15000 --dump-dom"
    done = subprocess.run(
        [chromium, *switches.split(), *more.split(), url],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return done.stdout


def test_hostile_pages_do_nothing_in_the_browser(prefect_home: Path, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine to look at the artifacts with")
    inputs = hostile_inputs(tmp_path / "inputs")
    with prefect_with_ui(prefect_home, tmp_path) as (pid, url):
        listening = [one.laddr.ip for one in psutil.Process(pid).net_connections() if one.status == "LISTEN"]
        assert set(listening) == {"127.0.0.1"}
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "run", inputs, "--warehouse", tmp_path / "warehouse", *RULES],
            cwd=REPOSITORY,
            env=os.environ | {"PREFECT_API_URL": f"{url}/api", "PREFECT_HOME": str(prefect_home)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        (report,) = [one for one in artifacts(url) if one["key"] == "newsloom-report"]
        page = page_in_chromium(chromium, f"{url}/artifacts/artifact/{report['id']}", tmp_path / "chromium")
    assert "Left out" in page  # the report is shown
    assert "headline" in page or "Post" in page
    shown = page.partition("<body")[2]
    assert "&lt;img src=x onerror=" in shown
    for harm in (
        "<title>taken",
        '<img src="x"',
        'href="javascript:',
        'src="http://127.0.0.1:9',
        "<strong>bold",
    ):
        assert harm not in page, harm
