"""One finding that holds words of two: “X,” said Brown. “Y,” added Stone."""

from tasks.enrich.quotes.nearby import nearby_speaker
from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.subjects import cue_words, noun_phrase
from tasks.enrich.quotes.tree import Tree

OWN_CUE = 0.9  # speakers right among the parts set apart, on articles not seen


def set_apart(tree: Tree, found: Found, number_at: dict[int, int]) -> list[Found]:
    """Return the finding, cut where a marked span has a verb of saying and a speaker of its own next to it.

    Args:
        tree: the article.
        found: the finding.
        number_at: numbers of the article's segments by their starts.
    """
    if len(found.spans) < 2:
        return [found]
    for at in range(1, len(found.spans)):
        own = _told(tree, number_at.get(found.spans[at][0]))
        if own is None:
            continue
        if _is_other(found, own):
            rest = _spoken(tree, found, at, len(found.spans), own)
            found.spans = found.spans[:at]
            return [found, *set_apart(tree, rest, number_at)]
        first = _told(tree, number_at.get(found.spans[0][0])) if own[1] == found.cue_head else None
        if first is not None and _is_other(found, first):
            part = _spoken(tree, found, 0, at, first)
            found.spans = found.spans[at:]
            return [part, *set_apart(tree, found, number_at)]
    return [found]


def _told(tree: Tree, number: int | None) -> tuple[int, int] | None:
    """Head of the speaker and verb next to the segment."""
    told = None if number is None else nearby_speaker(tree, number)
    return None if told is None or told[1] is None else (told[0], told[1])


def _is_other(found: Found, told: tuple[int, int]) -> bool:
    return told[1] != found.cue_head and told[0] != found.speaker_head


def _spoken(tree: Tree, found: Found, low: int, high: int, told: tuple[int, int]) -> Found:
    """The spans from number `low` to before `high` as somebody's own words."""
    head, cue = told
    words, name = tree.span(*cue_words(tree, cue)), tree.span(*noun_phrase(tree, head, cue))
    spans = found.spans[low:high]
    return Found(spans, words, name, head, cue, found.score, found.rule, speaker_score=OWN_CUE)
