"""A feed in, its articles out."""

import json

import pytest

from tasks.fetch.apart import listed_apart
from tasks.fetch.entries import Entry, NoFeed, listed, normal
from tasks.pool.outcomes import PoolLimits
from tasks.pool.pool import WorkerPool

BASE = "https://gazette.example/feeds/all"
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>
<title type="html">Quay &amp;amp; pier</title><link rel="alternate" href="/2026/quay?utm_medium=atom"/>
<published>2026-11-17T08:30:00Z</published><author><name>Ida Lund</name></author></entry></feed>"""
NEWS = b"""<?xml version="1.0"?><n:urlset xmlns:n="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><n:url><n:loc>https://gazette.example/2026/quay</n:loc>
 <news:news><news:publication><news:name>Gazette</news:name></news:publication>
 <news:publication_date>2026-11-17T09:30:00+01:00</news:publication_date><news:title>Quay</news:title></news:news></n:url></n:urlset>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "https://gazette.example/2026/quay", "title": "Quay", "date_published": "2026-11-17T08:30:00Z", "authors": [{"name": "Ida Lund"}]},
            {"id": "mailto:desk@gazette.example"},
            "no item",
        ],
    }
).encode()  # fmt: skip
URL, AT = "https://gazette.example/2026/quay", "2026-11-17T08:30:00+00:00"


@pytest.mark.parametrize(
    ("body", "entry"),
    [
        (ATOM, Entry(URL, "Quay & pier", AT, ("Ida Lund",))),
        (NEWS, Entry(URL, "Quay", AT)),
        (JSON, Entry(URL, "Quay", AT, ("Ida Lund",))),
    ],
    ids=["atom", "news sitemap", "json feed"],
)
def test_each_kind_of_feed_is_read(body: bytes, entry: Entry) -> None:
    assert listed(body, BASE).entries == [entry]


@pytest.mark.parametrize("body", [b"", b"<html><p>no</p></html>", b'{"a": 1}', b"{", b"\x00\xff\xfe"])
def test_what_is_no_feed_says_so(body: bytes) -> None:
    with pytest.raises(NoFeed):
        listed(body, BASE)


def test_a_feed_built_to_hang_its_reader_is_none() -> None:
    hostile = b"<rss " + b"".join(b"a%d='1' " % number for number in range(100_000)) + b"></rss>"
    with WorkerPool(1, PoolLimits(seconds=0.5, seconds_per_item=0.0)) as pool:
        with pytest.raises(NoFeed, match="timeout"):
            listed_apart(pool, hostile, BASE)
        assert listed_apart(pool, ATOM, BASE).entries[0].url == URL
        with pytest.raises(NoFeed, match="neither RSS"):
            listed_apart(pool, b"<html></html>", BASE)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://me:pw@gazette.example/",
        "http://[::1",
        "data:text/html,x",
    ],
)
def test_what_is_no_web_address_is_left_out(url: str) -> None:
    assert normal(url, BASE) is None
