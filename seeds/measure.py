"""What the gold does not take from marks but measures on the copy: which articles repeat, and how wordings differ."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from manuscript import Manuscript

SHINGLE_WORDS = 5
NEAR = 0.5  # Jaccard from which two articles are near-duplicates
CONTAINED = 0.7  # share of the smaller in the larger from which it is contained
LONG_RUN = 8  # words that must be shared for two wordings to be one utterance
BRACKETED = re.compile(r"\[[^\]]*\]")
ELLIPSIS = re.compile(r"…|\.\.\.")
Row = dict[str, Any]


def words(text: str) -> list[str]:
    """Return the words as compared: lower case, no apostrophes, British and American spelling alike, "[N]o" as "no"."""
    text = re.sub(r"\[(\w)\](?=\w)", r"\1", text)
    folded = re.findall(r"\w+", text.lower().replace("’", "").replace("'", ""))
    return [re.sub(r"(?<=\w{3})ize$", "ise", word) for word in folded]


def shingles(manuscript: Manuscript) -> set[tuple[str, ...]]:
    """Return the distinct runs of five words of an article's copy."""
    text = words(" ".join(p.words for p in manuscript.paragraphs if p.role in {"text", "heading"}))
    return {tuple(text[i : i + SHINGLE_WORDS]) for i in range(len(text) - SHINGLE_WORDS + 1)}


def duplicates(manuscripts: Mapping[str, Manuscript]) -> list[Row]:
    """Return every pair of articles that repeat one another, with the figures; versions of one page are marked."""
    runs = {key: shingles(manuscript) for key, manuscript in manuscripts.items()}
    rows: list[Row] = []
    for a, b in combinations(sorted(runs), 2):
        shared = len(runs[a] & runs[b])
        jaccard, containment = shared / len(runs[a] | runs[b]), shared / min(len(runs[a]), len(runs[b]))
        if jaccard < NEAR and containment < CONTAINED:
            continue
        page = manuscripts[a].facts.get("version_of")
        rows.append(
            {
                "article_a": a,
                "article_b": b,
                "kind": "exact" if jaccard == 1 else "near" if jaccard >= NEAR else "contained",
                "jaccard": round(jaccard, 3),
                "containment": round(containment, 3),
                "is_version": page is not None and page == manuscripts[b].facts.get("version_of"),
            }
        )
    return rows


def relate(quotes: Sequence[Row]) -> list[Row]:
    """Compare each wording of an utterance with the fullest: most of the speaker's own words, fewest edits."""
    wordings: dict[str, list[Row]] = defaultdict(list)
    for quote in quotes:
        if quote["utterance"]:
            wordings[quote["utterance"]].append(quote)
    rows = []
    for label, group in sorted(wordings.items()):
        fullest = " ".join(min(group, key=_fullness)["quoted"])
        for quote in group:
            text = " ".join(quote["quoted"])
            rows.append(
                {
                    "utterance": label,
                    "article": quote["article"],
                    "text": text,
                    "fullest": fullest,
                    "relation": "fragment" if quote["is_fragment"] else relation(text, fullest),
                    "meaning_changed": quote["meaning_changed"],
                }
            )
    return rows


def relation(text: str, fullest: str) -> str:
    """Name what was done to the fullest wording.

    `truncated` lacks an end, or a middle where an ellipsis owns up to it; `extended` goes on at an end; a word
    changed, put in brackets or left out of the middle without a sign is `altered`.
    """
    base = words(fullest)
    if BRACKETED.search(re.sub(r"\[\w\](?=\w)", "", text)):
        return "altered"
    if words(text) == base:
        return "identical"
    at = 0
    for part in filter(None, map(words, ELLIPSIS.split(text))):
        found = _find(base[at:], part)
        if found is None:
            return "extended" if _goes_on(words(text), base) else "altered"
        at += found + len(part)
    return "truncated"


def _fullness(quote: Row) -> tuple[bool, int, int]:
    text = " ".join(quote["quoted"])
    edits = len(BRACKETED.findall(text)) + len(ELLIPSIS.findall(text))
    return quote["is_fragment"], -len(words(BRACKETED.sub("", text))), edits


def _goes_on(text: Sequence[str], base: Sequence[str]) -> bool:
    """Whether the text has the base's beginning or end, or all of it, and words before or after."""
    ends = range(LONG_RUN, min(len(text), len(base)) + 1)
    return _find(text, base) is not None or any(text[-n:] == base[:n] or text[:n] == base[-n:] for n in ends)


def _find(whole: Sequence[str], part: Sequence[str]) -> int | None:
    return next((i for i in range(len(whole) - len(part) + 1) if whole[i : i + len(part)] == part), None)
