"""Score an export of the sample newsroom against its gold; all figures are percentages, 100 is best.

python tests/seeds/score_newsroom.py EXPORT_DIR [--misses]
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from newsroom_corpus import score_groups, score_names, score_rejections
from newsroom_gold import Export, Row, fold, gold, gold_by_article, overlap, same_name
from newsroom_quotes import score_quotes
from newsroom_tally import Tally


def score_newsroom(export_dir: Path, misses: list[str] | None = None) -> dict[str, float]:
    """Return the figures; `misses`, if given, is filled with a line for each wrong answer.

    Names ending in `_recall` count what the gold has, `_precision` what the export has; the others are shares of the
    gold's answers that are right.
    """
    export, tally = Export(export_dir), Tally()
    for key, want in ((row["article"], row) for row in gold("articles")):
        got = export.articles.get(key)
        tally.add("articles", got, key, "an article", None)
        if got:
            _score_article(tally, key, want, got)
    figures: dict[str, float] = {}
    for score in (score_quotes, _score_citations, score_groups, score_names, score_rejections):
        figures |= score(tally, export)
    if misses is not None:
        misses += tally.misses
    return dict(sorted((tally.figures() | figures).items()))


# ---------------------------------------------------------------- articles
def _instant(text: str) -> datetime:
    time = datetime.fromisoformat(text if len(text) > 7 else f"{text}-01")
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _score_article(tally: Tally, key: str, want: Row, got: Row) -> None:
    say = lambda figure, ok, field: tally.add(figure, ok, key, want.get(field), got.get(field))  # noqa: E731
    say("title", fold(want["title"]) == fold(got["title"]), "title")
    say("authors", {*map(fold, want["authors"])} == {*map(fold, got["authors"] or [])}, "authors")
    say("dateline", fold(want["dateline"]) == fold(got["dateline"]), "dateline")
    say("language", want["language"] == got["language"], "language")
    tally.add(
        "source", fold(want["source"]) == fold(got["source_name"]), key, want["source"], got["source_name"]
    )
    if want["published"]:
        same = got["published_at"] and _instant(want["published"]) == got["published_at"].astimezone(UTC)
        tally.add("published", same, key, want["published"], str(got["published_at"]))
        ok = want["precision"] == got["published_precision"] or {
            want["precision"],
            got["published_precision"],
        } <= {"second", "minute"}
        tally.add("precision", ok, key, want["precision"], got["published_precision"])
    else:
        tally.add("published", got["published_at"] is None, key, None, str(got["published_at"]))
    if want["modified"]:
        same = got["modified_at"] and _instant(want["modified"]) == got["modified_at"].astimezone(UTC)
        tally.add("modified", same, key, want["modified"], str(got["modified_at"]))
    agencies = {*map(fold, got["agencies"] or [])}
    tally.add(
        "agencies",
        {*map(fold, want["agencies"])} <= agencies or want["agencies"] == [want["source"]],
        key,
        want["agencies"],
        got["agencies"],
    )
    text = fold(got["text"])
    for paragraph in want["content"]:
        kept = fold(paragraph) in text or _kept(paragraph, got["text"]) >= 0.8
        tally.add("content_kept", kept, key, paragraph[:80], "lost")
    lines = [fold(line) for line in got["text"].split("\n")]
    litter = next(row["boilerplate"] for row in gold("outlets") if row["name"] == want["source"])
    for piece in [*want["boilerplate"], *litter]:
        there = any(fold(piece) and (f" {fold(piece)} " in f" {line} ") for line in lines)
        tally.add("boilerplate_removed", not there, key, "gone", piece[:80])


def _kept(paragraph: str, text: str) -> float:
    words, there = fold(paragraph).split(), fold(text)
    runs = [" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))]
    return sum(run in there for run in runs) / len(runs)


# ---------------------------------------------------------------- citations
def _score_citations(tally: Tally, export: Export) -> dict[str, float]:
    names: dict[str | None, list[str]] = {
        s["source_id"]: [s["name"], *(s["aliases"] or [])] for s in export.rows("sources")
    }
    predicted, wanted = export.by_article("citations"), gold_by_article("citations")
    for row in gold("articles"):
        key, article = row["article"], export.articles.get(row["article"])
        if not article or row["language"] != "en":
            continue
        outlets = [
            [c["cited_name"], *names.get(c["cited_source_id"], [])]
            for c in predicted[key]
            if c["kind"] in ("outlet", "agency")
        ]
        credited = [[name] for name in article["agencies"] or []]
        told = [q["told_to"] for q in gold_by_article("quotes")[key] if q["told_to"]]
        for c in wanted[key]:
            if c["kind"] in ("outlet", "agency"):
                ok = any(same_name(c["name"], name) for group in outlets + credited for name in group)
                tally.add("outlets_recall", ok, key, c["name"], outlets)
            else:
                hits = [
                    p
                    for p in predicted[key]
                    if p["kind"] not in ("outlet", "agency") and overlap(c["text"], p["text"]) > 0.3
                ]
                tally.add(
                    f"{c['kind']}_sources_recall", hits, key, c["text"], [p["text"] for p in predicted[key]]
                )
                if hits and c["reason"]:
                    ok = any(overlap(c["reason"], p["reason"] or "") >= 0.5 for p in hits)
                    tally.add("reasons", ok, key, c["reason"], [p["reason"] for p in hits])
        known = [c["name"] for c in wanted[key]] + row["agencies"] + told
        for group in outlets:
            ok = any(same_name(w, name) for w in known for name in group if name)
            tally.add("outlets_precision", ok, key, known, group)
    return {}


if __name__ == "__main__":
    missed: list[str] = []
    for figure, value in score_newsroom(Path(sys.argv[1]), missed).items():
        sys.stdout.write(f"{figure:24} {value:6.1f}\n")
    if "--misses" in sys.argv:
        sys.stdout.write("\n".join(missed) + "\n")
