"""The sample newsroom holds together: pages and gold are what the manuscripts say, and each stands in the other."""

import gzip
import html
import json
import re
import sys
from collections import Counter

import pytest
from newsroom_gold import (
    GOLD,
    NEWSROOM,
    SEEDS,
    aliases,
    fold,
    gold,
    gold_by_article,
    pair_up,
    pairwise,
    same_name,
)

sys.path.insert(0, str(SEEDS))
from build import newsroom
from gold import article_key
from manuscript import Manuscript, Paragraph, all_manuscripts, marked
from measure import relation

ARTICLES = [row["article"] for row in gold("articles")]
BROKEN = {"feed-2025-10.jsonl.gz", "quarterly-results.html", "live-storm.html", "tide-tables.html"}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every article's visible text, blanks folded, as a reader of the committed files gets it."""
    out: dict[str, str] = {}
    for path in NEWSROOM.rglob("*.*"):
        name = path.relative_to(NEWSROOM).as_posix()
        if path.suffix in {".html", ".txt"} and path.name not in BROKEN:
            encoding = "cp1252" if path.name == "not-again-ferry-smash.txt" else "utf-8"
            out[name] = visible(path.read_bytes().decode(encoding))
    for line in (NEWSROOM / "records.jsonl").read_text("utf-8").splitlines():
        if '"sk-9001"' not in line:
            record = json.loads(line)
            out[record["id"]] = visible(record.get("html") or record.get("text", ""))
    crawl = gzip.decompress((NEWSROOM / "crawl.warc.gz").read_bytes()).decode()
    for part in crawl.split("WARC/1.0")[1:]:
        url = re.search(r"WARC-Target-URI: (\S+)", part)
        out[url[1]] = visible(part)
    return out


def visible(page: str) -> str:
    shown = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(shown))


def test_files_are_what_the_manuscripts_print():
    for name, data in newsroom(all_manuscripts()).items():
        if not name.endswith(".jsonl.gz"):
            unpack = gzip.decompress if name.endswith(".warc.gz") else bytes
            assert unpack((NEWSROOM / name).read_bytes()) == unpack(data), (
                f"{name}: run python seeds/build.py"
            )


def test_every_article_has_a_page(pages):
    assert len(ARTICLES) == len(set(ARTICLES)) >= 40
    assert set(ARTICLES) <= pages.keys()


def test_every_gold_text_stands_in_its_page(pages):
    for row in gold("articles"):
        page = pages[row["article"]]
        for text in [row["title"], *row["content"], *row["boilerplate"]]:
            assert re.sub(r"\s+", " ", text) in page, (row["article"], text)
        for text in row["not_speech"]:
            assert text in page, (row["article"], text)
    for quote in gold("quotes"):
        for segment in [*quote["segments"], *quote["quoted"]]:
            assert segment in pages[quote["article"]], (quote["article"], segment)
    for citation in gold("citations"):
        assert citation["text"] in pages[citation["article"]], citation


def test_mentions_and_cues_stand_in_their_article():
    printed = {article_key(m.facts): fold(f"{m.title} {m.printed()}") for m in all_manuscripts()}
    for quote in gold("quotes"):
        for field in ("mention", "cue"):
            if quote[field]:
                assert fold(quote[field]) in printed[quote["article"]], (quote["article"], quote[field])


def test_raw_spans_slice_back_to_the_file():
    spanned = [q for q in gold("quotes") if "raw_spans" in q]
    assert {q["article"].rpartition(".")[2] for q in spanned} == {"txt"}
    for quote in spanned:
        data = (NEWSROOM / quote["article"]).read_bytes()
        text = data.decode("cp1252" if b"\x92" in data and b"\xe2" not in data else "utf-8")
        assert [text[a:b] for a, b in quote["raw_spans"]] == quote["segments"]


def test_names_are_told_apart():
    people = {row["name"] for row in gold("entities") if row["kind"] == "PERSON"}
    assert {"Ingrid Halloran", "Declan Halloran", "Edith Garland", "Olive Garland"} <= people
    surnames = Counter(name.split()[-1] for name in people)
    assert {name for name, n in surnames.items() if n > 1} >= {"Halloran", "Garland", "Wend"}
    assert fold("Bill Tarrant") in aliases()[fold("William Tarrant")]


def test_every_feature_has_a_page():
    quotes, citations = gold("quotes"), gold("citations")
    assert {q["kind"] for q in quotes} == {"direct", "mixed", "indirect"}
    kinds = {"person", "organization", "group", "anonymous", "role", "document", "unknown"}
    assert {q["speaker_kind"] for q in quotes} == kinds
    assert {c["kind"] for c in citations} == {"outlet", "agency", "anonymous", "document"}
    for field in (
        "told_to",
        "reason",
        "reported_by",
        "is_fragment",
        "is_headline",
        "is_unmarked",
        "meaning_changed",
    ):
        assert any(q[field] for q in quotes), field
    assert {w["relation"] for w in gold("wordings")} == {
        "identical",
        "truncated",
        "extended",
        "altered",
        "fragment",
    }
    assert {d["kind"] for d in gold("duplicates")} == {"exact", "near", "contained"}
    assert any(d["is_version"] for d in gold("duplicates"))
    assert {a["language"] for a in gold("articles")} == {"en", "fr", "de"}
    assert {a["precision"] for a in gold("articles")} == {"second", "minute", "day", "month", None}
    worded = Counter(w["utterance"] for w in gold("wordings"))
    assert sum(n >= 5 for n in worded.values()) >= 3


def test_outlets_are_invented():
    for row in gold("outlets"):
        assert row["outlet"].endswith(".example")
    for path in GOLD.glob("*.jsonl"):
        assert not re.search(r"https?://(?!\w[\w.]*\.example)", path.read_text("utf-8")), path.name


# ---------------------------------------------------------------- the builder's own rules
def test_marks_nest_and_continue():
    assert list(marked("{1:One {2:two}} said, “{1:three}”")) == [("2", 4, 7), ("1", 0, 7), ("1", 15, 20)]
    assert Paragraph("text", "{1:One} day").words == "One day"
    with pytest.raises(ValueError, match="not closed"):
        list(marked("{1:One"))


def test_title_is_printed_without_marks():
    assert Manuscript("x", {"title": "‘{h:Go}’, she says"}).title == "‘Go’, she says"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The north channel will not reopen until all four buoys are lit", "identical"),
        ("the north channel will not reopen", "truncated"),
        ("The north channel … until all four buoys are lit", "truncated"),
        ("I repeat: the north channel will not reopen until all four buoys are lit", "extended"),
        ("The north channel will reopen until all four buoys are lit", "altered"),
        ("The [channel] will not reopen until all four buoys are lit", "altered"),
        ("[T]he north channel will not reopen", "truncated"),
    ],
)
def test_relation(text, expected):
    assert relation(text, "The north channel will not reopen until all four buoys are lit.") == expected


def test_scorer_pairs_texts_and_names():
    assert pair_up(["we did not order it", "no comment"], ["No comment,", "We did not order it to sail"]) == {
        0: 1,
        1: 0,
    }
    assert same_name("Bill Tarrant", "William Tarrant")
    assert same_name("Harbour Master Ingrid Halloran", "Ingrid Halloran")
    assert not same_name("Declan Halloran", "Ingrid Halloran")
    assert pairwise([("a", "1"), ("a", "1"), ("b", None)]) == 100.0
    assert pairwise([("a", "1"), ("a", "2")]) == 0.0


def test_gold_by_article_holds_every_row():
    assert sum(map(len, gold_by_article("quotes").values())) == len(gold("quotes"))
