"""Score an export of the sample newsroom against its gold; all figures are percentages, 100 is best.

python tests/seeds/score_newsroom.py EXPORT_DIR [--misses]
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from newsroom_corpus import score_groups, score_names, score_rejections
from newsroom_gold import Export, Row, fold, gold, gold_by_article, overlap, pair_up, pairwise, same_name
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
    for score in (_score_quotes, _score_citations, score_groups, score_names, score_rejections):
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


# ---------------------------------------------------------------- quotations
def _slices(row: Row, article: Row, column: str) -> list[str]:
    text = article["title"] if row["is_headline"] else article["text"]
    return [text[s["start"] : s["end"]] for s in row[column] or []]


def _score_quotes(tally: Tally, export: Export) -> dict[str, float]:
    labels: list[tuple[str, str | None]] = []
    predicted, wanted = export.by_article("quotes"), gold_by_article("quotes")
    alignments = {row["quote_id"]: row for row in export.rows("quote_alignments")}
    wordings = {(row["article"], row["text"]): row for row in gold("wordings")}
    for row in gold("articles"):
        key, article = row["article"], export.articles.get(row["article"])
        if not article or row["language"] != "en":
            continue
        marked, found, pairs = _marked_speech(wanted[key], predicted[key], article)
        seen: set[str] = set()
        for i, (part, quote) in enumerate(marked):
            match = found[pairs[i]][1] if i in pairs else None
            tally.add("quotes_recall", match, key, part[:90], None)
            labels += [(quote["utterance"], match and match["utterance_id"])] if quote["utterance"] else []
            if not match or match["quote_id"] in seen:
                continue
            seen.add(match["quote_id"])
            _score_quote(tally, key, quote, match)
            if wording := wordings.get((key, " ".join(quote["quoted"]))):
                _score_wording(tally, key, wording, alignments.get(match["quote_id"], {}))
        for j, (part, quote) in enumerate(found):
            tally.add(
                "quotes_precision", j in pairs.values(), key, f"no quotation ({quote['rule']})", part[:90]
            )
        for words in row["not_speech"]:
            taken = [part for part, _ in found if fold(part) == fold(words)]
            tally.add("not_speech_left", not taken, key, "no quotation", words)
        _score_clauses(tally, key, wanted[key], predicted[key], article)
    return {"utterances_f": pairwise(labels)}


Parts = list[tuple[str, Row]]


def _marked_speech(
    wanted: list[Row], predicted: list[Row], article: Row
) -> tuple[Parts, Parts, dict[int, int]]:
    """Pair the words between quotation marks, those in headlines apart from those in the text."""
    marked: Parts = [(part, q) for q in wanted if not q["is_unmarked"] for part in q["quoted"]]
    found: Parts = [
        (part, q)
        for q in predicted
        if q["kind"] != "indirect" and not _is_answer(q, article)
        for part in _slices(q, article, "quoted_spans")
    ]
    pairs: dict[int, int] = {}
    for headline in (True, False):
        mine = [i for i, (_, q) in enumerate(marked) if q["is_headline"] == headline]
        theirs = [j for j, (_, q) in enumerate(found) if q["is_headline"] == headline]
        pairs |= {
            mine[i]: theirs[j]
            for i, j in pair_up([marked[i][0] for i in mine], [found[j][0] for j in theirs]).items()
        }
    return marked, found, pairs


def _is_answer(row: Row, article: Row) -> bool:
    """Whether direct speech stands without quotation marks, as the answers of an interview do."""
    if row["kind"] != "direct" or row["is_headline"] or not row["spans"]:
        return False
    start = row["spans"][0]["start"]
    return article["text"][max(0, start - 2) : start].strip()[-1:] not in tuple("\"'“‘«„")


def _score_clauses(tally: Tally, key: str, wanted: list[Row], predicted: list[Row], article: Row) -> None:
    """Score what is quoted without marks: whole clauses of mixed and indirect quotations, answers in interviews."""
    clauses = [q for q in wanted if q["kind"] != "direct" or q["is_unmarked"]]
    found = [q for q in predicted if q["kind"] != "direct" or _is_answer(q, article)]
    texts = [" ".join(_slices(q, article, "spans")) for q in found]
    pairs = pair_up([" ".join(q["segments"]) for q in clauses], texts)
    for i, quote in enumerate(clauses):
        if quote["is_optional"]:
            continue
        figure = "answers_recall" if quote["is_unmarked"] else f"{quote['kind']}_recall"
        tally.add(figure, i in pairs, key, " ".join(quote["segments"])[:90], None)
        if i in pairs and quote["kind"] == "indirect" and quote["speaker"]:
            match = found[pairs[i]]
            got = f"{match['speaker_name']} / {match['speaker_text']}"
            tally.add("indirect_speaker", _same_speaker(quote, match), key, quote["speaker"], got)
    for j, quote in enumerate(found):
        if quote["kind"] == "indirect":
            tally.add("indirect_precision", j in pairs.values(), key, "no quotation", texts[j][:90])


def _same_speaker(want: Row, got: Row) -> bool:
    names = (
        [got["speaker_name"]]
        if want["speaker_kind"] == "person"
        else [got["speaker_name"], got["speaker_text"]]
    )
    return any(same_name(w, g) for w in (want["speaker"], want["mention"]) for g in names if w and g)


def _score_quote(tally: Tally, key: str, want: Row, got: Row) -> None:
    place = f"{key} “{want['segments'][0][:40]}”"
    if want["speaker"]:
        tally.add(
            "speaker",
            _same_speaker(want, got),
            place,
            want["speaker"],
            f"{got['speaker_name']} / {got['speaker_text']}",
        )
        tally.add(
            "speaker_kind",
            want["speaker_kind"] == got["speaker_kind"],
            place,
            want["speaker_kind"],
            got["speaker_kind"],
        )
    if want["cue"] and not want["is_headline"]:
        tally.add(
            "cue", {*fold(want["cue"]).split()} & {*fold(got["cue"]).split()}, place, want["cue"], got["cue"]
        )
    if want["told_to"]:
        tally.add(
            "told_to", same_name(want["told_to"], got["told_to"]), place, want["told_to"], got["told_to"]
        )
    if want["is_headline"]:
        tally.add("headline", got["is_headline"], place, "headline", got["is_headline"])


def _score_wording(tally: Tally, key: str, want: Row, got: Row) -> None:
    place = f"{key} “{want['text'][:40]}”"
    tally.add(
        "relation", want["relation"] == got.get("relation"), place, want["relation"], got.get("relation")
    )
    if want["meaning_changed"] != "?" and want["relation"] != "identical":
        ok = bool(want["meaning_changed"]) == bool(got.get("meaning_changed"))
        tally.add("meaning_changed", ok, place, want["meaning_changed"], got.get("meaning_reason"))


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
