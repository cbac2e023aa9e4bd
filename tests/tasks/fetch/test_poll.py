"""Feeds polled from an outlet that behaves as outlets do."""

import gzip
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from outlet import Outlet, outlet, page, rss

from tasks.fetch.apart import LIMITS
from tasks.fetch.poll import STATE_FILE, poll
from tasks.fetch.settings import FeedSettings
from tasks.fetch.told import Polled
from tasks.pool.pool import WorkerPool
from tasks.read.documents import read_documents

TORN = b"\x1f\x8b\x08 half a page"
HERE = {"allow_private": ["127.0.0.1"], "delay_seconds": 0}


@pytest.fixture(scope="module")
def server() -> Iterator[Outlet]:
    with outlet() as one:
        yield one


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1, LIMITS) as one:
        yield one


@pytest.fixture
def site(server: Outlet, pool: WorkerPool) -> Outlet:
    server.answers.clear()
    server.asked.clear()
    server.times.clear()
    server.pool = pool
    return server


def polled(site: Outlet, inbox: Path, *feeds: str, later: float = 0.0, **settings: Any) -> Polled:
    given = FeedSettings(feeds=[site[feed] for feed in feeds or ("/feed",)], **(HERE | settings))
    return poll(given, inbox, now=lambda: time.time() + later, pool=site.pool)


def read(inbox: Path) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """What reading makes of the inbox: documents by URL, reasons by URL."""
    documents, reasons = {}, {}
    for batch in read_documents([str(path) for path in sorted(inbox.glob("*.warc.gz"))]):
        documents |= {row["url"]: row for row in batch.documents.to_pylist()}
        reasons |= {row["detail"].partition(": ")[0]: row["reason"] for row in batch.rejections.to_pylist()}
    return documents, reasons


def faults(told: Polled) -> dict[str, tuple[str, bool]]:
    return {"/" + one.url.split("/", 3)[3]: (one.reason, one.is_final) for one in told.pages}


def test_a_new_page_comes_with_its_bytes_time_and_what_the_feed_says(site: Outlet, tmp_path: Path) -> None:
    site.answers["/feed"] = rss(
        site["/a?utm_source=feed"],
        title="Quay to &lt;b&gt;close&lt;/b&gt;",
        pubDate="Tue, 17 Nov 2026 09:30:00 +0100",
    )
    site.answers["/a"] = page("Quay")
    told = polled(site, tmp_path, max_age_days=100_000)
    assert (told.n_fetched, told.n_waiting, told.pages) == (1, 0, [])
    documents, _ = read(tmp_path)
    (document,) = documents.values()
    assert (document["url"], document["raw"]) == (site["/a"], page("Quay"))
    assert document["fetched_at"] is not None
    assert json.loads(document["extra"])["feed"] == {
        "feed": site["/feed"],
        "url": site["/a"],
        "title": "Quay to close",
        "published_at": "2026-11-17T08:30:00+00:00",
    }
    assert site.headers["/a"]["User-Agent"].startswith("Newsloom/")


def test_nothing_is_fetched_twice_and_an_unchanged_feed_is_not_sent_again(
    site: Outlet, tmp_path: Path
) -> None:
    site.answers["/feed"] = (rss(site["/a"], site["/a#comments"]), {"ETag": '"1"'})
    site.answers["/a"] = page("Quay")
    polled(site, tmp_path)
    told = polled(site, tmp_path)
    assert told.feeds[0].outcome == "unchanged"
    site.answers["/feed"] = (rss(site["/a"], site["/b"]), {"ETag": '"2"'})
    site.answers["/b"] = page("Pier")
    assert polled(site, tmp_path).n_fetched == 1
    assert (site.asked["/a"], site.asked["/b"], site.asked["/robots.txt"]) == (1, 1, 1)


def test_pages_that_cannot_be_had_are_told_and_become_rejections(site: Outlet, tmp_path: Path) -> None:
    away = "http://127.0.0.2:9/inside"
    paths = ["/gone", "/slow", "/endless", "/loop", "/inward", "/secret/x", "/paper.pdf", "/fault", "/good"]
    site.answers |= {
        "/robots.txt": b"User-agent: *\nDisallow: /secret/\n",
        "/feed": rss(*(site[path] for path in paths), away),
        "/gone": 410,
        "/loop": (302, {"Location": "/loop2"}),
        "/loop2": (302, {"Location": "/loop"}),
        "/inward": (301, {"Location": away}),
        "/paper.pdf": (b"%PDF-1.7", {"Content-Type": "application/pdf"}),
        "/fault": 500,
        "/good": page("Good"),
    }
    told = polled(site, tmp_path, request_seconds=1, megabytes=0.5, per_host=4)
    assert faults(told) == {
        "/gone": ("not_ok", True),
        "/slow": ("timeout", False),
        "/endless": ("too_large", True),
        "/loop": ("redirect_loop", True),
        "/inward": ("private_address", True),
        "/inside": ("private_address", True),
        "/secret/x": ("robots", True),
        "/paper.pdf": ("unsupported_type", True),
        "/fault": ("not_ok", False),
    }
    assert (told.n_fetched, told.n_waiting, told.feeds[0].n_failed) == (1, 2, 9)
    documents, reasons = read(tmp_path)
    assert list(documents) == [site["/good"]]
    assert reasons == {
        site["/gone"]: "not_ok",
        site["/endless"]: "too_large",
        site["/loop"]: "redirect_loop",
        site["/inward"]: "private_address",
        away: "private_address",
        site["/secret/x"]: "robots",
        site["/paper.pdf"]: "unsupported_type",
    }


def test_a_page_that_fails_is_tried_again_and_given_up_in_the_end(site: Outlet, tmp_path: Path) -> None:
    site.answers |= {"/feed": rss(site["/fault"]), "/fault": 500}
    assert faults(polled(site, tmp_path, tries=2)) == {"/fault": ("not_ok", False)}
    polled(site, tmp_path, tries=2)  # too soon
    assert site.asked["/fault"] == 1
    assert faults(polled(site, tmp_path, tries=2, later=3600)) == {"/fault": ("not_ok", True)}
    polled(site, tmp_path, tries=2, later=7200)
    assert site.asked["/fault"] == 2
    assert read(tmp_path)[1] == {site["/fault"]: "not_ok"}


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_rest_gets_it(site: Outlet, tmp_path: Path, status: int) -> None:
    site.answers |= {
        "/feed": rss(site["/a"], site["/b"]),
        "/a": (status, {"Retry-After": "120"}),
        "/b": page("B"),
    }
    told = polled(site, tmp_path)
    assert (told.n_fetched, told.n_waiting, told.pages) == (0, 2, [])
    site.answers["/a"] = page("A")
    assert polled(site, tmp_path, later=60).feeds[0].outcome == "resting"
    assert (site.asked["/a"], site.asked["/b"], site.asked["/feed"]) == (1, 0, 1)
    assert polled(site, tmp_path, later=130).n_fetched == 2


def test_requests_to_a_host_keep_the_distance_that_it_asks_for(site: Outlet, tmp_path: Path) -> None:
    site.answers |= {
        "/robots.txt": b"User-agent: Newsloom\nCrawl-delay: 0.4\n",
        "/feed": rss(site["/a"], site["/b"]),
        "/a": page("A"),
        "/b": page("B"),
    }
    assert polled(site, tmp_path, delay_seconds=0.2).n_fetched == 2
    robots, feed, *pages = site.times
    assert feed - robots > 0.19
    assert all(later - earlier > 0.39 for earlier, later in zip([feed, *pages], pages, strict=False))


def test_a_feed_that_fails_is_told_and_does_not_keep_the_others(site: Outlet, tmp_path: Path) -> None:
    site.answers |= {
        "/broken": b"<html><body>no feed</body></html>",
        "/bomb": (gzip.compress(b" " * 2_000_000), {"Content-Encoding": "gzip"}),
        "/feed": rss(site["/a"]),
        "/a": page("A"),
    }
    told = polled(site, tmp_path, "/broken", "/missing", "/bomb", "/feed", megabytes=0.5)
    assert [(one.outcome, one.fault.partition(":")[0]) for one in told.feeds] == [
        ("failed", "no_feed"),
        ("failed", "not_ok"),
        ("failed", "too_large"),
        ("read", ""),
    ]
    assert (told.n_fetched, told.n_feeds_failed) == (1, 3)
    assert polled(site, tmp_path, "/broken").feeds[0].fault == "it failed before, and is asked again later"


def test_a_site_whose_robots_cannot_be_read_is_left_alone_for_now(site: Outlet, tmp_path: Path) -> None:
    site.answers |= {"/robots.txt": 500, "/feed": rss(site["/a"]), "/a": page("A")}
    assert polled(site, tmp_path).feeds[0].fault.startswith("robots_unreachable: ")
    site.answers["/robots.txt"] = 404
    assert polled(site, tmp_path, later=7200).n_fetched == 1


def test_a_page_that_leads_to_one_that_is_had_is_not_kept_twice(site: Outlet, tmp_path: Path) -> None:
    site.answers |= {
        "/feed": rss(site["/a"]),
        "/a": page("A"),
        "/short": (302, {"Location": "/a?utm_source=x"}),
    }
    polled(site, tmp_path)
    site.answers["/feed"] = rss(site["/short"])
    told = polled(site, tmp_path)
    assert (told.n_fetched, told.n_waiting, told.pages, site.asked["/a"]) == (0, 0, [], 1)


def test_a_wrong_charset_in_the_header_keeps_the_bytes(site: Outlet, tmp_path: Path) -> None:
    raw = page("Fähre nach Åsund", "windows-1252")
    site.answers |= {"/feed": rss(site["/a"]), "/a": (raw, {"Content-Type": "text/html; charset=utf-8"})}
    polled(site, tmp_path)
    (document,) = read(tmp_path)[0].values()
    assert document["raw"] == raw


def test_what_a_killed_poll_had_is_handed_over_by_the_next(site: Outlet, tmp_path: Path) -> None:
    site.answers |= {"/feed": rss(site["/a"], site["/b"]), "/a": page("A"), "/b": page("B")}

    class Killed(BaseException):
        pass

    def killed_after_one(share: float) -> None:
        (kept,) = tmp_path.glob("*.part")
        with kept.open("ab") as torn:
            torn.write(TORN)
        kept.rename(kept.with_suffix(".kept"))  # so that ending in an orderly way finds nothing to hand over
        raise Killed

    given = FeedSettings(feeds=[site["/feed"]], **HERE)
    with pytest.raises(Killed):
        poll(given, tmp_path, progress=killed_after_one)
    (kept,) = tmp_path.glob("*.kept")
    name = kept.name.removesuffix(".kept")
    kept.rename(tmp_path / f"{name}.part")
    with sqlite3.connect(tmp_path / STATE_FILE) as con:  # as it stood at the kill
        con.execute(
            "INSERT INTO archives VALUES (?, ?)",
            (name, (tmp_path / f"{name}.part").stat().st_size - len(TORN)),
        )
    told = poll(given, tmp_path)
    assert told.archives[0] == name
    assert (set(read(tmp_path)[0]), site.asked["/a"]) == ({site["/a"], site["/b"]}, 1)
    assert read(tmp_path)[1] == {}


def test_a_sitemap_index_is_followed_to_its_recent_sitemaps(site: Outlet, tmp_path: Path) -> None:
    index = f"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>{site["/new.xml.gz"]}</loc><lastmod>{time.strftime("%Y-%m-%d")}</lastmod></sitemap>
        <sitemap><loc>{site["/old.xml"]}</loc><lastmod>2001-01-01</lastmod></sitemap></sitemapindex>"""
    news = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{site["/a"]}</loc></url>
        <url><loc>{site["/b"]}</loc><lastmod>2001-01-01</lastmod></url></urlset>"""
    site.answers |= {"/feed": index.encode(), "/new.xml.gz": gzip.compress(news.encode()), "/a": page("A")}
    told = polled(site, tmp_path)
    assert (told.n_fetched, told.feeds[0].n_listed, told.feeds[0].n_old) == (1, 2, 1)
    assert not site.asked["/old.xml"]
