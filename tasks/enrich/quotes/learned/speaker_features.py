"""Numbers about a token that may name the speaker of a quotation without a cue."""

from tasks.enrich.quotes.learned.hashing import Floats
from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.subjects import RELATIVE
from tasks.enrich.quotes.tree import SUBJECTS, Tree

BEFORE, BEHIND = 90, 30  # tokens around the segment in which the speaker is looked for
PEOPLE = frozenset({"PERSON", "ORG", "NORP"})
THIRD = frozenset({"he", "she"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def speaker_candidates(tree: Tree, first: int, last: int, before: Found | None) -> list[int]:
    """Tokens that may be the speaker's head: subjects and people's names near, and the head of the last speaker."""
    # Who speaks in the next paragraph has a quotation of his own.
    low, high = max(0, first - BEFORE), min(tree.paragraphs[last][1], last + BEHIND)
    out = [
        i
        for i in (*range(low, first), *range(last + 1, high + 1))
        if not tree.segment_of[i]
        and tree.pos[i] in NOMINAL
        and (tree.dep[i] in SUBJECTS or tree.dep[i] in ("agent", "pobj", "poss", "appos", "ROOT"))
        and (tree.dep[i] in SUBJECTS or tree.ents[i] == "PERSON" or tree.words[i].lower() in THIRD)
        and tree.words[i].lower() not in RELATIVE
    ]
    if before is not None and before.speaker_head is not None and before.speaker_head not in out:
        out.append(before.speaker_head)
    return out


def speaker_numbers(
    tree: Tree, candidate: int, first: int, last: int, *, before: Found | None, probability: Floats
) -> list[float]:
    """Return the features of one candidate for the segment from token `first` to `last`."""
    verb = tree.head[candidate]
    is_before = candidate < first
    gap = first - candidate if is_before else candidate - last
    low, high = (candidate, first) if is_before else (last, candidate)
    paragraphs = abs(tree.para[candidate] - tree.para[first if is_before else last])
    sentences = abs(tree.sent[candidate] - tree.sent[first if is_before else last])
    inside_marks = sum(1 for i in range(low + 1, high, 4) if tree.segment_of[i])
    word = tree.words[candidate].lower()
    is_last = before is not None and before.speaker_head == candidate
    return [
        float(x)
        for x in (
            is_before,
            gap,
            paragraphs,
            sentences,
            inside_marks,
            tree.dep[candidate] in SUBJECTS,
            tree.dep[candidate] in ("pobj", "poss"),
            tree.ents[candidate] == "PERSON",
            tree.ents[candidate] in PEOPLE,
            word in THIRD,
            word in ("i", "you", "we", "it", "this", "that"),
            word == "they",
            tree.pos[candidate] == "PROPN",
            tree.pos[candidate] == "NOUN",
            tree.dep[verb] == "ROOT",
            tree.dep[verb] in ("ccomp", "relcl", "advcl", "acl"),
            probability[verb],
            is_last,
            before.score if is_last and before else -1,
            first - tree.paragraphs[first][0],
            tree.paragraphs[last][1] - last,
            tree.depth_of(candidate),
            sum(1 for f in (before,) if f is not None and f.spans[-1][1] > tree.start[candidate]),
        )
    ]
