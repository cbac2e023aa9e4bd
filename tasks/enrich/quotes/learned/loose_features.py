"""Numbers about a quoted segment that no extraction holds: is it speech, and does it go on with the quotation before?"""

from collections.abc import Sequence

import numpy as np

from tasks.enrich.quotes.attach import is_sentence
from tasks.enrich.quotes.inventory import NAMED_BY
from tasks.enrich.quotes.learned.hashing import Floats
from tasks.enrich.quotes.leftover import is_scare, is_whole_paragraph, segment_words
from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.tree import SUBJECTS, Tree

FAR = 2000  # characters; farther counts as this far
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "you", "your"})
N_NUMBERS = 48


def loose_numbers(
    tree: Tree, number: int, found: Sequence[Found], *, probability: Floats, weak: float, share: float
) -> list[float]:
    """Return the features of segment `number`.

    Args:
        tree: the article.
        number: the segment.
        found: the quotations chosen so far, in order.
        probability: of each token of the article being a cue.
        weak: the best judged probability of an extraction that holds half of the segment and was not kept.
        share: share of the article's letters between marks.
    """
    segment = tree.segments[number]
    text = tree.text
    inner = text[segment.inner_start : segment.inner_end]
    first, last = tree.segment_tokens[number]
    w_first, w_last = segment_words(tree, number)
    words = tree.words[w_first : w_last + 1]
    letters = sum(ch.isalnum() for ch in inner)
    lead = text[max(0, segment.start - 3) : segment.start].rstrip()[-1:]
    behind = text[segment.end : segment.end + 2].lstrip()[:1]
    low, high = tree.paragraphs[first] if first < tree.n else (0, 0)
    tail = inner.rstrip()[-1:]
    before = max(
        (f for f in found if f.spans[-1][1] <= segment.start), key=lambda f: f.spans[-1][1], default=None
    )
    after = min((f for f in found if f.spans[0][0] >= segment.end), key=lambda f: f.spans[0][0], default=None)
    around = next((f for f in found if f.spans[0][0] < segment.start and f.spans[-1][1] > segment.end), None)
    gap = text[before.spans[-1][1] : segment.start] if before else ""
    a, b = tree.sentences[first] if first < tree.n else (0, 0)
    previous = tree.sentences[first - 1] if first > low else (0, -1)
    out_left = [i for i in range(a, first) if not tree.segment_of[i]]
    out_right = [i for i in range(last + 1, min(b, last + 40) + 1) if not tree.segment_of[i]]
    cue_left = max((float(probability[i]) for i in out_left), default=0.0)
    cue_right = max((float(probability[i]) for i in out_right), default=0.0)
    cue_previous = max((float(probability[i]) for i in range(previous[0], previous[1] + 1)), default=0.0)
    titled = sum(w[:1].isupper() for w in words if w[:1].isalpha())
    near = [tree.words[i].lower() for i in range(max(low, first - 3), first)]
    return [
        float(x)
        for x in (
            letters,
            len(words),
            segment.is_closed,
            segment.is_single,
            segment.is_reopened,
            is_whole_paragraph(tree, number),
            first == low,
            last >= high - 1,
            lead == ":",
            lead == ",",
            lead in '.?!”"',
            behind == ",",
            behind == ".",
            behind == "" or behind.isupper() or behind in '“"',
            tail == ",",
            tail in ".!?",
            words[0][:1].isupper() if words else 0,
            titled / max(1, len(words)),
            sum(tree.tag[i] in FINITE for i in range(w_first, w_last + 1)),
            sum(w.lower() in FIRST_PERSON for w in words) / max(1, len(words)),
            any(w in NAMED_BY for w in near),
            is_sentence(tree, number),
            is_scare(tree, number),
            len({tree.sent[i] for i in range(w_first, w_last + 1)}),
            number,
            len(tree.segments),
            share,
            weak,
            cue_left,
            cue_right,
            cue_previous,
            any(tree.dep[i] in SUBJECTS for i in out_left),
            any(tree.dep[i] in SUBJECTS for i in out_right[:6]),
            tree.dep[w_first] in SUBJECTS if w_first < tree.n else 0,
            min(FAR, len(gap)) if before else -1,
            gap.count("\n") if before else -1,
            gap.count(". ") + gap.count("? ") if before else -1,
            len(gap.split()) if before else -1,
            before.score if before else -1,
            len(before.spans) if before else -1,
            before.cue is not None and before.cue[0] >= before.spans[-1][1] if before else -1,
            before.cue is not None and before.cue[1] <= before.spans[0][0] if before else -1,
            text[before.spans[-1][1] - 1] in "”\"'’" if before else -1,
            _is_direct(tree, before) if before else -1,
            min(FAR, after.spans[0][0] - segment.end) if after else -1,
            _is_direct(tree, after) if after else -1,
            after.cue is not None and after.cue[1] <= after.spans[0][0] if after else -1,
            around is not None,
        )
    ]


def _is_direct(tree: Tree, found: Found) -> bool:
    """Whether the quotation starts with a quoted segment."""
    return any(s.start <= found.spans[0][0] < s.end for s in tree.segments)


def unheld(tree: Tree, found: Sequence[Found]) -> list[int]:
    """Numbers of the segments that no quotation touches."""
    spans = sorted(span for f in found for span in f.spans)
    starts = np.array([a for a, _ in spans])
    ends = np.maximum.accumulate(np.array([b for _, b in spans])) if spans else starts
    out = []
    for number, segment in enumerate(tree.segments):
        at = int(np.searchsorted(starts, segment.end)) if spans else 0
        if at == 0 or ends[at - 1] <= segment.start:
            out.append(number)
    return out
