"""Print the sample newsroom from manuscripts and templates, and the gold: what must be found in it.

Run `python seeds/build.py` after a change to a manuscript or a template, and commit what it writes.
"""

import gzip
import html
import io
import json
import re
import string
import sys
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

sys.path.insert(0, str(Path(__file__).parent))
from gold import write_gold
from manuscript import Manuscript, all_manuscripts

HERE = Path(__file__).parent
VARIABLE = re.compile(r"\$(\w+)")
RECORDS = "records.jsonl"
CRAWL = "crawl.warc.gz"
SCRIPT_ONLY = """<!doctype html>
<html><head><title>Live: storm tracker</title><script src="/static/app.2f91.js"></script></head>
<body><div id="root"></div>
<script>window.__BOOT__={"route":"/live/storm","flags":[1,0,1]};startApp(window.__BOOT__);</script>
<noscript><img src="/pixel.gif" alt=""></noscript></body></html>
"""


def read_template(domain: str, form: str) -> tuple[dict[str, str], str]:
    """Return how an outlet sets each kind of paragraph, and its page."""
    setting, _, page = (HERE / "templates" / f"{domain}.{form}").read_text("utf-8").partition("%%\n")
    styles = {
        key.strip(): value.strip() for key, _, value in (line.partition(":") for line in setting.splitlines())
    }
    return styles, page


def fill(template: str, values: dict[str, str]) -> str:
    """Fill `$name`; a line with a name that has no value for this article is left out."""
    lines = [
        string.Template(line).substitute(values)
        for line in template.splitlines(keepends=True)
        if all(values.get(name) for name in VARIABLE.findall(line))
    ]
    return "".join(lines)


def set_page(manuscript: Manuscript) -> str:
    """Set a manuscript in its outlet's template."""
    facts = manuscript.facts
    form = "html" if facts.get("form", "") == "html" or facts["file"].endswith((".html", CRAWL)) else "txt"
    styles, page = read_template(facts["outlet"], facts.get("form", form))
    escape = _as_html if form == "html" else str
    body = "\n".join(
        styles[p.role].replace("$text", escape(p.words)).replace("\\n", "\n") for p in manuscript.paragraphs
    )
    people = [name for name in facts.get("authors", "").split("; ") if name]
    values = {key: escape(value) for key, value in facts.items()} | {
        "title": escape(manuscript.title),
        "title_attr": html.escape(manuscript.title),
        "title_json": json.dumps(manuscript.title, ensure_ascii=False),
        "authors_json": json.dumps([{"@type": "Person", "name": name} for name in people]) if people else "",
        "body": body,
    }
    return fill(page, values)


def to_record(manuscript: Manuscript) -> dict[str, object]:
    """Make the record of a feed or an export from a content system."""
    facts = manuscript.facts
    record: dict[str, object] = {"id": facts["id"], "url": facts.get("url")}
    record["html" if facts.get("form") == "html" else "text"] = set_page(manuscript)
    if facts.get("stated", "yes") == "yes":
        record |= {
            "title": manuscript.title,
            "authors": facts["authors"].split("; ") if facts.get("authors") else [],
        }
        record |= {
            "modified_at": facts.get("modified"),
            "published_at": facts.get("published"),
            "source": facts["source"],
        }
    if "desk_code" in facts:
        record["desk_code"] = facts["desk_code"]
    return {key: value for key, value in record.items() if value is not None}


def to_crawl(pages: list[tuple[str, str]]) -> bytes:
    """Write pages as the responses of a crawl; the same bytes on every day."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, (url, page) in enumerate(pages, start=1):
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        named = {
            "WARC-Date": "2025-11-20T06:00:00Z",
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        }
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(page.encode()),
                http_headers=headers,
                warc_headers_dict=named,
            )
        )
    return out.getvalue()


def broken_files() -> dict[str, bytes]:
    """Return what goes wrong in every newsroom: a cut download, a page of bytes, a script."""
    record = json.dumps({"id": "st-feed-1", "text": " ".join(f"Sailing {n} is on time." for n in range(400))})
    return {
        "skerrowtoday.example/feed-2025-10.jsonl.gz": gzip.compress(record.encode(), mtime=0)[:600],
        "northernledger.example/quarterly-results.html": bytes(range(256)) * 8,
        "dailylantern.example/live-storm.html": SCRIPT_ONLY.encode(),
        "harbourgazette.example/tide-tables.html": b"",
    }


def newsroom(manuscripts: list[Manuscript]) -> dict[str, bytes]:
    """Return every file of the newsroom, path → bytes."""
    files = broken_files()
    records: list[str] = []
    crawled: list[tuple[str, str]] = []
    for manuscript in manuscripts:
        target = manuscript.facts["file"]
        if target == RECORDS:
            records.append(json.dumps(to_record(manuscript), ensure_ascii=False))
        elif target == CRAWL:
            crawled.append((manuscript.facts["url"], set_page(manuscript)))
        else:
            files[target] = set_page(manuscript).encode(manuscript.facts.get("encoding", "utf-8"))
    if records:
        empty = {"id": "sk-9002", "title": "The regatta in pictures", "source": "Skerrow Today"}
        records[2:2] = [
            '{"id": "sk-9001", "title": "Harbour lights, "text": the export stopped',
            json.dumps(empty),
        ]
        files[RECORDS] = ("\n".join(records) + "\n").encode()
    if crawled:
        files[CRAWL] = to_crawl(crawled)
    return files


def main() -> None:
    """Write seeds/newsroom and seeds/gold."""
    manuscripts = all_manuscripts()
    files = newsroom(manuscripts)
    for old in (HERE / "newsroom").rglob("*"):
        if old.is_file() and old.relative_to(HERE / "newsroom").as_posix() not in files:
            old.unlink()
    for name, data in files.items():
        path = HERE / "newsroom" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (name.endswith(".gz") and path.exists() and _unpacked(path.read_bytes()) == _unpacked(data)):
            path.write_bytes(data)
    texts = {name: data for name, data in files.items() if name.endswith(".txt")}
    pages = {t.stem: read_template(t.stem, t.suffix[1:])[1] for t in (HERE / "templates").iterdir()}
    write_gold(HERE / "gold", manuscripts, texts, pages)
    print(f"{len(manuscripts)} articles, {len(files)} files")


def _as_html(text: str) -> str:
    return html.escape(text, quote=False)


def _unpacked(data: bytes) -> bytes:
    """Unpack as far as it goes: packers differ from one zlib to the next."""
    try:
        return gzip.decompress(data)
    except EOFError:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read1(1 << 16)


if __name__ == "__main__":
    main()
