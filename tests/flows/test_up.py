"""`newsloom up` as a newsroom runs it: files dropped, feeds polled, looked at in the UI, told of trouble, stopped, started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from browser import Browser, browser
from command_line import newsloom, newsloom_here
from outlet import Outlet, outlet, page, rss

from tasks.lake.connect import Warehouse, connect
from tasks.lake.schema import ensure_schema
from tasks.vocabulary.schemas import rows_to_table

PATIENCE_S = 300.0
AGE_S = 60.0
DRAWN_S = 2.5  # the graph of a run moves into its place
EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> [us](javascript:alert(1)) | **now**"
N_ARTICLES = 10  # as many as are compared with earlier runs


def await_(what: Callable[[], Any], process: "subprocess.Popen[str]") -> Any:
    deadline = time.monotonic() + PATIENCE_S
    while not (found := what()):
        assert process.poll() is None, "newsloom up has ended"
        assert time.monotonic() < deadline, "newsloom up did not get there"
        time.sleep(0.5)
    return found


@contextmanager
def up(folder: Path, port: int, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    """Start it, wait until it says that it is up, and see that nothing of it is left after SIGTERM."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "up",
        "--port",
        str(port),
        "--warehouse",
        "wh",
        "--inbox",
        "inbox",
    ]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment | settings | {"PREFECT_HOME": str(folder / "prefect")},
        stderr=(folder / "terminal.txt").open("w"),
        text=True,
    )
    try:
        await_(lambda: "Newsloom is up" in (folder / "terminal.txt").read_text(), process)
        children = psutil.Process(process.pid).children(recursive=True)
        yield process
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
        assert [child for child in children if child.is_running()] == []
    finally:
        process.kill()
        process.wait()


@dataclass
class Newsroom:
    """One that is up, with an outlet that it reads."""

    folder: Path
    port: int
    site: Outlet
    process: "subprocess.Popen[str]"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    def ask(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}", data, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def sql(self, query: str) -> list[dict[str, Any]]:
        done = newsloom_here("sql", query, "--warehouse", self.folder / "wh", "--format", "json")
        assert done.returncode == 0, done.stderr
        return (
            [json.loads(line) for line in done.stdout.splitlines()]
            if done.stdout.startswith("{")
            else json.loads(done.stdout)
        )

    def told(self, event: str) -> dict[str, Any] | None:
        """What the webhook was told of an event."""
        heard = (json.loads(body) for body in self.site.posted)
        return next((one for one in heard if one["event"] == event), None)


def drop(inbox: Path) -> None:
    """Put articles without a date into the inbox, and a page that holds nothing."""
    inbox.mkdir()
    for number in range(N_ARTICLES):
        words = f"Kettle {number} whistled across valley {number} while neighbours counted {number} geese beside the old mill."
        (inbox / f"note-{number}.txt").write_text(
            f"Note {number} from the valley\n\n{words}\n\n{words[::-1]}\n"
        )
    (inbox / "blank.html").write_text("   ")
    for path in inbox.iterdir():
        os.utime(path, (time.time() - AGE_S,) * 2)


def publish(site: Outlet, folder: Path) -> None:
    """Let the outlet have a feed of two pages, of which one is gone, and one address that is no feed."""
    quoted = EVIL.replace("<", "&lt;")
    hostile = page("Quay closes").replace(
        b"We shall lose a summer", f"{quoted} We shall lose a summer".encode()
    )
    site.answers |= {
        "/feed": rss(site["/quay"], site["/gone"]),
        "/quay": hostile,
        "/gone": (410, {"reason": EVIL}),
        "/other": b"<html>no feed</html>",
    }
    feeds = [site["/feed"], site["/other"]]
    (folder / "feeds.toml").write_text(f'feeds = {feeds}\nallow_private = ["127.0.0.1"]\ndelay_seconds = 0\n')


def remember_dated_runs(folder: Path) -> None:
    """Give the warehouse six runs in which every article had a date."""
    row = {"n_new": 40, "n_undated": 0, "n_quotes": 12, "n_unattributed": 2}
    times = [datetime.now(UTC) - timedelta(days=day) for day in range(1, 7)]
    rows = rows_to_table("runs", [row | {"run_id": f"r_{at:%Y%m%d}", "started_at": at} for at in times])
    with connect(Warehouse.at(folder / "wh")) as con:
        ensure_schema(con)
        con.register("runs_before", rows)
        con.execute("INSERT INTO runs BY NAME SELECT * FROM runs_before")


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    with outlet() as site:
        drop(folder / "inbox")
        publish(site, folder)
        remember_dated_runs(folder)
        with up(folder, port, NEWSLOOM_WEBHOOK=site["/hook"]) as process:
            room = Newsroom(folder, port, site, process)
            await_(lambda: list(room.inbox.glob("done/*/note-0.txt")), process)
            yield room


@pytest.mark.slow
def test_dropped_files_and_pages_of_feeds_are_taken_in(newsroom: Newsroom) -> None:
    (reason,) = newsroom.inbox.glob("failed/*/blank.html.reason.txt")
    assert reason.read_text().startswith("empty: ")
    (archive,) = newsroom.inbox.glob("done/*/feeds-*.warc.gz")
    found = {
        row["origin"].partition("#")[0]: row["url"]
        for row in newsroom.sql("select origin, url from documents")
    }
    assert len(found) == N_ARTICLES + 1
    assert found[str(newsroom.inbox / archive.name)] == newsroom.site["/quay"]
    (gone,) = newsroom.sql("select reason, detail from rejections where origin like '%warc%'")
    assert (gone["reason"], gone["detail"].partition(": ")[0]) == ("not_ok", newsroom.site["/gone"])
    line = f"{N_ARTICLES + 1} files taken in, 1 in"
    await_(lambda: line in (newsroom.folder / "terminal.txt").read_text(), newsroom.process)
    assert (
        "1 page fetched from 2 feeds, 1 feed failed, 1 page could not be had"
        in (newsroom.folder / "terminal.txt").read_text()
    )
    begin_a_run_that_fails(newsroom)  # what comes of it is looked at below, when it has tried twice


def test_events_tell_what_was_made_from_what(newsroom: Newsroom) -> None:
    wanted = {
        "filter": {"event": {"name": ["newsloom.run.committed", "prefect.asset.materialization.succeeded"]}}
    }
    expected = {"documents", "articles", "quotes", str(newsroom.folder / "wh")}

    def have_come() -> bool:  # they are sent while the run goes on, and written down a little later
        events = newsroom.ask("events/filter", wanted)["events"]
        return expected <= {one["resource"]["prefect.resource.name"] for one in events}

    await_(have_come, newsroom.process)


def begin_a_run_that_fails(newsroom: Newsroom) -> None:
    """Run `ingest` with feeds that cannot be read; it tries twice."""
    (deployment,) = newsroom.ask("deployments/filter", {"deployments": {"name": {"any_": ["ingest"]}}})
    (newsroom.folder / "wrong.toml").write_text("feeds = [")
    wrong = deployment["parameters"]["parameters"] | {"feeds": str(newsroom.folder / "wrong.toml")}
    newsroom.ask(f"deployments/{deployment['id']}/create_flow_run", {"parameters": {"parameters": wrong}})


def be_late(newsroom: Newsroom) -> None:
    """Send the event that Prefect sends of a run of a deployment that has not begun in time."""
    run = newsroom.ask("flow_runs/filter", {"flows": {"name": {"any_": ["ingest"]}}})[0]
    event = {
        "id": str(uuid.uuid4()),
        "occurred": datetime.now(UTC).isoformat(),
        "event": "prefect.flow-run.Late",
        "resource": {"prefect.resource.id": f"prefect.flow-run.{run['id']}"},
        "related": [
            {
                "prefect.resource.id": f"prefect.deployment.{run['deployment_id']}",
                "prefect.resource.role": "deployment",
            }
        ],
    }
    newsroom.ask("events", [event])


PICTURES: dict[str, tuple[str, ...]] = {
    "newsloom-report": ("Slowest stage", "We shall lose a summer", "<script>", "Drift", "blank"),
    "newsloom-counts": ("publish",),
    "newsloom-quality": ("share of articles without a date", "DRIFT", "1.00"),
    "newsloom-rejections": ("not_ok", "empty"),
    "newsloom-feeds": ("/feed", "no_feed"),
    "newsloom-feed-pages": ("/gone", "left out", EVIL),
    "newsloom-last-run": ("The last run",),
    "newsloom-enrich": ("newsloom-enrich",),
}


@pytest.mark.slow
def test_a_person_sees_it_in_the_ui(newsroom: Newsroom, tmp_path: Path) -> None:
    pictures = Path(os.environ.get("NEWSLOOM_PICTURES", tmp_path))
    home = f"http://127.0.0.1:{newsroom.port}"
    with browser(tmp_path, pictures) as tab:
        tab.see(f"{home}/dashboard", "Flow Runs", "Completed", picture="dashboard")
        (run,) = newsroom.ask(
            "flow_runs/filter",
            {
                "flows": {"name": {"any_": ["ingest"]}},
                "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}},
            },
        )
        tab.see(f"{home}/runs/flow-run/{run['id']}", "ingest", "Completed", "feeds", picture="flow-run")
        nothing_acts(tab)
        (inner,) = newsroom.ask("flow_runs/filter", {"flows": {"name": {"any_": ["newsloom"]}}})
        page = f"{home}/runs/flow-run/{inner['id']}"
        tab.see(page, "Completed", "Task Runs", picture="graph", settle_s=DRAWN_S)
        assert tab.run("document.querySelector('.flow-run-graph canvas, canvas') !== null")
        nodes = [node for _, node in newsroom.ask(f"flow_runs/{inner['id']}/graph-v2")["nodes"]]
        stages = {node["label"].partition("-")[0]: len(node["parents"]) for node in nodes}
        assert stages["read"] == 0
        assert all(stages[name] for name in ("clean", "dedupe", "enrich", "stories", "resolve", "publish"))
        latest = {one["key"]: one["latest_id"] for one in newsroom.ask("artifacts/latest/filter", {})}
        for key, words in PICTURES.items():
            tab.see(f"{home}/artifacts/artifact/{latest[key]}", key, *words, picture=key)
            nothing_acts(tab)
        (deployment,) = newsroom.ask("deployments/filter", {"deployments": {"name": {"any_": ["ingest"]}}})
        form = tab.see(
            f"{home}/deployments/deployment/{deployment['id']}/run", "Parameters", "Inbox", picture="form"
        )
        assert "Folder where articles are dropped" in form


def nothing_acts(tab: Browser) -> None:
    """See that what a page or a host has sent is shown as the characters that it is."""
    assert tab.run("document.title") != "owned"
    assert tab.run("document.querySelectorAll('img[src=x], a[href^=\"javascript:\"]').length") == 0


@pytest.mark.slow
def test_the_webhook_is_told_of_drift_and_of_a_run_that_failed(newsroom: Newsroom) -> None:
    drift = await_(lambda: newsroom.told("newsloom.drift"), newsroom.process)
    assert "share of articles without a date is 1.00, usually 0.00" in drift["text"]
    failed = await_(lambda: newsroom.told("prefect.flow-run.Failed"), newsroom.process)
    assert "wrong.toml is not TOML" in failed["text"]
    be_late(newsroom)
    late = await_(lambda: newsroom.told("prefect.flow-run.Late"), newsroom.process)
    assert late["link"].startswith(f"http://127.0.0.1:{newsroom.port}/runs/flow-run/")
    names = sorted(one["name"] for one in newsroom.ask("automations/filter", {}))
    assert names == ["Newsloom: a run failed", "Newsloom: quality has drifted", "Newsloom: runs are late"]


@pytest.mark.slow
def test_schedules_outlive_a_restart_and_automations_go_with_the_webhook(newsroom: Newsroom) -> None:
    newsroom.process.send_signal(signal.SIGTERM)
    assert newsroom.process.wait(PATIENCE_S) == 0
    with up(newsroom.folder, newsroom.port) as process:
        await_(lambda: newsroom.ask("automations/filter", {}) == [], process)
        deployments = newsroom.ask("deployments/filter", {})
        schedules = {one["name"]: [each["active"] for each in one["schedules"]] for one in deployments}
        assert schedules == {"ingest": [True], "maintenance": [True], "reprocess": []}


def test_other_machines_are_let_in_only_with_a_password(tmp_path: Path) -> None:
    done = newsloom("up", "--host", "0.0.0.0", "--warehouse", tmp_path / "wh", "--inbox", tmp_path / "inbox")
    assert done.returncode == 1
    assert "set PREFECT_SERVER_API_AUTH_STRING" in done.stderr
