"""Score who said what: quotations, speakers, wordings."""

from newsroom_gold import Export, Row, fold, gold, gold_by_article, pair_up, pairwise, same_name
from newsroom_tally import Tally


def _slices(row: Row, article: Row, column: str) -> list[str]:
    text = article["title"] if row["is_headline"] else article["text"]
    return [text[s["start"] : s["end"]] for s in row[column] or []]


def score_quotes(tally: Tally, export: Export) -> dict[str, float]:
    """Score quotations, their speakers, the wordings of an utterance and who is put together."""
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
