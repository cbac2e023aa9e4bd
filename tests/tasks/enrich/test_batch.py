"""A batch of articles to rows: every offset slices back, and an article's rows depend on it alone."""

import subprocess
import sys

import pyarrow as pa
import pytest

from tasks.enrich.batch import EnrichBatch, Enricher, EnrichSettings
from tasks.vocabulary.schemas import TABLES, rows_to_table

FIRST = (
    "QUILLPORT — Mayor Ada Moreno said on Monday that the ferry would stop.\n"
    "“We cannot pay for it,” Moreno told the Quillport Courier. “Nobody can.”\n"
    "She said the decision was final."
)
SECOND = "The harbour board met in Norway.\n“It is a disgrace,” said Bill Tarrant, a spokesman for the board."
LITTER = "Share this article\n"


def row(article_id: str, text: str, **more: object) -> dict[str, object]:
    return {
        "article_id": article_id,
        "document_id": article_id.replace("a", "d", 1),
        "text": text,
        "language": "en",
    } | more


@pytest.fixture(scope="module")
def enricher() -> Enricher:
    return Enricher(EnrichSettings(attribution="rules"))


@pytest.fixture(scope="module")
def articles() -> pa.Table:
    # The raw text of the first has a line of litter after its first paragraph, and its title in front.
    first_line = FIRST.index("\n") + 1
    title = "Ferry to stop: Moreno"
    pieces = [
        {"start": 0, "length": first_line, "raw_start": len(title) + 1, "raw_length": first_line},
        {
            "start": first_line,
            "length": len(FIRST) - first_line,
            "raw_start": len(title) + 1 + first_line + len(LITTER),
            "raw_length": len(FIRST) - first_line,
        },
    ]
    return rows_to_table(
        "articles",
        [
            row("a_1", FIRST, title=title, title_raw_start=0, raw_map=pieces),
            row("a_2", SECOND),
            row("a_3", "Le maire a dit « non ».", language="fr"),
        ],
    )


@pytest.fixture(scope="module")
def batch(enricher: Enricher, articles: pa.Table) -> EnrichBatch:
    return enricher.enrich(articles)


def test_rows_have_the_schemas(batch: EnrichBatch) -> None:
    for table in ("mentions", "quotes", "citations", "rejections"):
        assert getattr(batch, table).schema == TABLES[table]


def test_offsets_slice_back_to_text_and_raw(batch: EnrichBatch) -> None:
    first_line = FIRST.index("\n") + 1
    raw = "Ferry to stop: Moreno\n" + FIRST[:first_line] + LITTER + FIRST[first_line:]
    texts = {"a_1": FIRST, "a_2": SECOND}
    for m in batch.mentions.to_pylist():
        assert texts[m["article_id"]][m["start"] : m["end"]] == m["text"]
        if m["article_id"] == "a_1":
            assert raw[m["raw_start"] : m["raw_end"]] == m["text"]
        else:
            assert m["raw_start"] is None
    for q in batch.quotes.to_pylist():
        if q["is_headline"]:
            continue
        for span in q["spans"]:
            assert texts[q["article_id"]][span["start"] : span["end"]]
        if q["article_id"] == "a_1":
            for span, place in zip(q["spans"], q["raw_spans"], strict=True):
                assert FIRST[span["start"] : span["end"]] == raw[place["start"] : place["end"]]
            assert raw[q["raw_speaker_start"] : q["raw_speaker_end"]] == q["speaker_text"]
        else:
            assert q["raw_spans"] is None


def test_she_is_the_mayor(batch: EnrichBatch) -> None:
    mine = [m for m in batch.mentions.to_pylist() if m["article_id"] == "a_1"]
    she = next(m for m in mine if m["text"] == "She")
    assert she["is_pronoun"]
    assert she["local_name"] == "Ada Moreno"
    assert {m["local_entity"] for m in mine if "Moreno" in m["text"]} == {she["local_entity"]}


def test_an_interrupted_quotation_is_one_row(batch: EnrichBatch) -> None:
    quote = next(q for q in batch.quotes.to_pylist() if q["text"].startswith("We cannot"))
    assert [FIRST[s["start"] : s["end"]] for s in quote["spans"]] == ["We cannot pay for it,", "Nobody can."]
    assert quote["speaker_name"] == "Ada Moreno"


def test_another_language_is_noted_and_no_more(batch: EnrichBatch) -> None:
    assert [(r["document_id"], r["stage"], r["reason"]) for r in batch.rejections.to_pylist()] == [
        ("d_3", "enrich", "language_not_supported")
    ]
    assert "a_3" not in batch.mentions["article_id"].to_pylist()


def test_in_another_language_marks_alone_tell_speech(enricher: Enricher) -> None:
    text = "Il a dit : «Nous ne pouvons pas payer cela.» C'est un « non »."
    quotes = enricher.enrich(rows_to_table("articles", [row("a_9", text, language="fr")])).quotes.to_pylist()
    assert [(q["text"], q["speaker_kind"], q["rule"]) for q in quotes] == [
        ("Nous ne pouvons pas payer cela.", "unknown", "marks_only")
    ]


def test_what_is_too_long_to_read_is_noted(enricher: Enricher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.enrich.batch.LONGEST_TEXT", 40)
    rows = enricher.enrich(rows_to_table("articles", [row("a_1", FIRST)]))
    assert [r["reason"] for r in rows.rejections.to_pylist()] == ["too_long_to_read"]
    assert all(m["end"] <= 40 for m in rows.mentions.to_pylist())


def test_ids_are_unique(batch: EnrichBatch) -> None:
    for table, key in ((batch.mentions, "mention_id"), (batch.quotes, "quote_id")):
        ids = table[key].to_pylist()
        assert len(ids) == len(set(ids))


def test_an_article_gives_the_same_rows_in_any_batch(
    enricher: Enricher, articles: pa.Table, batch: EnrichBatch
) -> None:
    backwards = enricher.enrich(articles.take([2, 1, 0]))
    alone = [enricher.enrich(articles.slice(i, 1)) for i in range(3)]
    for name in ("mentions", "quotes", "citations"):
        together = getattr(batch, name).to_pylist()
        key = lambda r: (r["article_id"], r["start"] if "start" in r else r["spans"][0]["start"], str(r))  # noqa: E731
        assert sorted(getattr(backwards, name).to_pylist(), key=key) == sorted(together, key=key)
        assert [r for one in alone for r in getattr(one, name).to_pylist()] == together


def test_no_articles_no_model() -> None:
    code = (
        "import sys; from tasks.enrich.batch import Enricher; from tasks.vocabulary.schemas import empty;"
        "b = Enricher().enrich(empty('articles')); assert b.quotes.num_rows == 0; assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
