"""Write seeds/gold: what must come out of the sample newsroom, told by the marks in the manuscripts."""

import html
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from manuscript import Manuscript, marked
from measure import duplicates, relate

SHOWN_WORDS = 3  # a line of fewer words may well stand in an article too
MARKS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“"}
REJECTED = {
    "skerrowtoday.example/feed-2025-10.jsonl.gz": "a download that was cut off",
    "northernledger.example/quarterly-results.html": "bytes that are no text",
    "dailylantern.example/live-storm.html": "a page that is only script",
    "harbourgazette.example/tide-tables.html": "an empty file",
    "records.jsonl line 3": "a line that is no JSON",
    "records.jsonl line 4": "a record with neither text nor html",
}
Row = dict[str, Any]


def article_key(facts: dict[str, str]) -> str:
    """Return the name of an article in the gold: its file, its record's id, or its address in the crawl."""
    if facts["file"].endswith(".jsonl"):
        return facts["id"]
    return facts["url"] if facts["file"].endswith(".warc.gz") else facts["file"]


def article_row(manuscript: Manuscript) -> Row:
    """Make the row of articles.jsonl."""
    facts = manuscript.facts
    shown: dict[str, list[str]] = {"furniture": [], "litter": [], "text": [], "caption": []}
    for paragraph in manuscript.paragraphs:
        shown.setdefault(paragraph.role, []).append(paragraph.words)
    return {
        "article": article_key(facts),
        "source": facts["source"],
        "title": manuscript.title or None,
        "authors": [name for name in facts.get("authors", "").split("; ") if name],
        "published": facts.get("published"),
        "precision": facts.get("precision"),
        "modified": facts.get("modified"),
        "dateline": facts.get("dateline"),
        "agencies": [name for name in facts.get("agencies", "").split("; ") if name],
        "language": facts.get("language", "en"),
        "story": facts["story"],
        "content": shown["text"] + shown.get("heading", []),
        "boilerplate": shown["furniture"] + shown["litter"] + shown["caption"],
        "not_speech": manuscript.not_speech,
    }


def quote_rows(manuscript: Manuscript) -> list[Row]:
    """Make the rows of quotes.jsonl, in the order of the copy."""
    pieces: dict[str, list[str]] = defaultdict(list)
    for copy in [manuscript.facts.get("title", ""), *(p.copy for p in manuscript.paragraphs)]:
        plain = re.sub(r"\{\w+:|\}", "", copy)
        for mark, start, end in sorted(marked(copy), key=lambda m: m[1]):
            pieces[mark].append(plain[start:end])
    rows = []
    for mark, segments in pieces.items():
        meaning = manuscript.quotes[mark]
        kind, parts = meaning["kind"], [part for segment in segments for part in quoted_parts(segment)]
        rows.append(
            {
                "article": article_key(manuscript.facts),
                "segments": segments,
                "quoted": segments if kind == "direct" else [] if kind == "indirect" else parts,
                "kind": kind,
                "speaker": meaning["speaker"] or None,
                "speaker_kind": meaning["speaker_kind"],
                "mention": meaning["mention"] or None,
                "cue": meaning["cue"] or None,
                "told_to": meaning.get("told"),
                "reason": meaning.get("reason"),
                "reported_by": meaning.get("by"),
                "utterance": meaning.get("u"),
                "is_fragment": "frag" in meaning,
                "is_headline": "headline" in meaning,
                "is_optional": "opt" in meaning,  # whether it is a quotation is a matter of taste
                "is_unmarked": "qa" in meaning,  # an answer in an interview, without quotation marks
                "meaning_changed": meaning.get("changed"),  # why; "?": not to be judged
            }
        )
    return rows


def quoted_parts(text: str) -> list[str]:
    """Return what stands between quotation marks; an apostrophe inside a word is no mark."""
    parts = []
    for opening, closing in MARKS.items():
        parts += re.findall(
            rf"(?<!\w){re.escape(opening)}([^{re.escape(opening + closing)}]+?){re.escape(closing)}(?!\w)",
            text,
        )
    return sorted(parts, key=text.index)


def outlet_rows(manuscripts: list[Manuscript], pages: dict[str, str]) -> list[Row]:
    """Make the rows of outlets.jsonl: an outlet's name and the words that stand on every page of it."""
    names = {m.facts["outlet"]: m.facts["source"] for m in manuscripts}
    rows = []
    for domain, page in sorted(pages.items()):
        lines = [line for line in page.splitlines() if "$" not in line and "<title" not in line]
        shown = re.sub(
            r"<(script|head)\b.*?</\1>|<input[^>]*>|<!--.*?-->", "", "\n".join(lines), flags=re.DOTALL
        )
        pieces = (piece.strip() for piece in re.split(r"<[^>]+>|\n", shown))
        rows.append(
            {
                "outlet": domain,
                "name": names[domain],
                "boilerplate": [
                    html.unescape(p) for p in pieces if len(p.split()) >= SHOWN_WORDS and p != names[domain]
                ],
            }
        )
    return rows


def write_gold(
    folder: Path, manuscripts: list[Manuscript], texts: dict[str, bytes], pages: dict[str, str]
) -> None:
    """Write every gold file; quotes of text files also get their raw offsets.

    Args:
        folder: where to.
        manuscripts: every article.
        texts: the files of scraped text, path → bytes.
        pages: every outlet's template, domain → page.

    Raises:
        ValueError: a quotation cannot be found in the file that should hold it.
    """
    quotes = [row for m in manuscripts for row in quote_rows(m)]
    encodings = {m.facts["file"]: m.facts.get("encoding", "utf-8") for m in manuscripts}
    for quote in quotes:
        if quote["article"] in texts:
            quote["raw_spans"] = find_segments(
                texts[quote["article"]].decode(encodings[quote["article"]]), quote
            )
    tables: dict[str, list[Row]] = {
        "articles": [article_row(m) for m in manuscripts],
        "quotes": quotes,
        "wordings": relate(quotes),
        "duplicates": duplicates({article_key(m.facts): m for m in manuscripts}),
        "citations": [{"article": article_key(m.facts)} | c for m in manuscripts for c in m.citations],
        "entities": [{"article": article_key(m.facts)} | e for m in manuscripts for e in m.entities],
        "outlets": outlet_rows(manuscripts, pages),
        "rejections": [{"input": name, "because": why} for name, why in REJECTED.items()],
    }
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        (folder / f"{name}.jsonl").write_text("".join(lines), "utf-8")


def find_segments(text: str, quote: Row) -> list[list[int]]:
    """Return [start, end] of each segment; the segments follow one another in the text."""
    spans: list[list[int]] = []
    at = 0
    for segment in quote["segments"]:
        start = text.find(segment, at)
        if start < 0:
            raise ValueError(f"{quote['article']}: not found in the file: {segment}")
        if not spans and text.count(segment) > 1 and not quote["is_headline"]:
            start = text.rfind(segment) if len(quote["segments"]) == 1 and len(segment.split()) < 3 else start
        spans.append([start, start + len(segment)])
        at = start + len(segment)
    return spans
