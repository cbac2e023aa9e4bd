"""Numbers about a quoted segment that no extraction holds: is it speech, and does it go on with the quotation before?"""

from bisect import bisect_right

from tasks.enrich.quotes.around import Around
from tasks.enrich.quotes.attach import is_sentence
from tasks.enrich.quotes.inventory import NAMED_BY
from tasks.enrich.quotes.learned.hashing import Floats
from tasks.enrich.quotes.leftover import is_scare, is_whole_paragraph, segment_words
from tasks.enrich.quotes.marks import Segment
from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.tree import SUBJECTS, Tree

NEAR = 40  # tokens of the sentence around the segment that are looked at
FAR = 2000  # characters; farther counts as this far
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "you", "your"})


def loose_numbers(
    tree: Tree, number: int, around: Around, *, probability: Floats, weak: float, share: float
) -> list[float]:
    """Return the features of segment `number`.

    Args:
        tree: the article.
        number: the segment.
        around: the quotations chosen so far.
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
    before = around.before(segment.start)
    after = around.behind(segment.end)
    holder = around.holding(segment.start, segment.end)
    gap = text[before.spans[-1][1] : segment.start] if before else ""
    a, b = tree.sentences[first] if first < tree.n else (0, 0)
    previous = tree.sentences[first - 1] if first > low else (0, -1)
    out_left = [i for i in range(max(a, first - NEAR), first) if not tree.segment_of[i]]
    out_right = [i for i in range(last + 1, min(b, last + NEAR) + 1) if not tree.segment_of[i]]
    cue_left = max((float(probability[i]) for i in out_left), default=0.0)
    cue_right = max((float(probability[i]) for i in out_right), default=0.0)
    cue_previous = max(
        (float(probability[i]) for i in range(max(previous[0], previous[1] - NEAR), previous[1] + 1)),
        default=0.0,
    )
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
            holder,
        )
    ]


def _is_direct(tree: Tree, found: Found) -> bool:
    """Whether the quotation starts with a quoted segment."""
    start = found.spans[0][0]
    at = bisect_right(tree.segments, start, key=_start) - 1  # segments stand in order and do not overlap
    return at >= 0 and start < tree.segments[at].end


def _start(segment: Segment) -> int:
    return segment.start
