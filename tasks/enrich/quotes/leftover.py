"""Quoted segments that no cue has claimed: parts of a quotation, quotations without a cue, or no speech."""

import re

from tasks.enrich.quotes.around import Around, unheld
from tasks.enrich.quotes.attach import ENDS_CONTINUED, is_sentence
from tasks.enrich.quotes.inventory import NAMED_BY
from tasks.enrich.quotes.records import Found, Span
from tasks.enrich.quotes.subjects import noun_phrase, subject_of
from tasks.enrich.quotes.tree import SUBJECTS, Tree
from tasks.enrich.quotes.wordlist import words

UNCUED_LETTERS = 30  # a quotation without a cue is at least this long, else it must be worded as a sentence
CHAIN_GAP = 400  # characters between a quotation and the paragraph that goes on with it
SURE = {"interrupted": 0.85, "continued": 0.8, "chain": 0.6, "lead-in": 0.6, "fragment": 0.5}


def claim_leftover(tree: Tree, found: list[Found]) -> list[Found]:
    """Return the findings with each unclaimed segment joined to one, made one of its own, or left out."""
    out = sorted(found, key=lambda f: f.spans[0])
    around = Around(out)
    touched: Found | None = None  # the last one joined or made: its end may lie behind what `around` knows
    for number in unheld(tree, out):
        segment = tree.segments[number]
        before = around.before(segment.start)
        if touched is not None and (before is None or touched.spans[-1][1] > before.spans[-1][1]):
            before = touched
        if before is not None and _goes_on(tree, before, number):
            before.spans.append((segment.start, segment.end))
            touched = before
            continue
        made = _alone(tree, number, before)
        if made is not None:
            out.append(made)
            touched = made
    return sorted(out, key=lambda f: f.spans[0])


def is_whole_paragraph(tree: Tree, number: int) -> bool:
    """Whether nothing but the segment stands in its paragraph."""
    segment = tree.segments[number]
    low = tree.text.rfind("\n", 0, segment.start) + 1
    high = tree.text.find("\n", segment.end)
    high = len(tree.text) if high < 0 else high
    return not tree.text[low : segment.start].strip() and not tree.text[segment.end : high].strip(
        " .\xa0\t\r"
    )


def _goes_on(tree: Tree, before: Found, number: int) -> bool:
    """Whether the segment is a further part of the quotation before it."""
    segment = tree.segments[number]
    gap = tree.text[before.spans[-1][1] : segment.start]
    last_mark = tree.text[before.spans[-1][1] - 1]
    if "\n" in gap:
        return (
            ((is_whole_paragraph(tree, number) and len(gap.strip()) == 0) or segment.is_reopened)
            and len(gap) < CHAIN_GAP
            and not gap.strip().count("\n")
        )
    if before.cue is None or before.cue[0] < before.spans[-1][1] or last_mark not in "”\"'’»":
        return False
    # “X,” he said. “Y” and “X,” he said, “Y”: what lies between is the cue clause alone.
    inner = gap.strip().rstrip(".,:;—–- ")
    sentences = len(re.findall(r"[.!?]\s+[A-Z“\"]", gap))
    return sentences == 0 and len(inner) <= 160


def _alone(tree: Tree, number: int, before: Found | None) -> Found | None:
    """A quotation without a cue, or None if the segment is no speech."""
    segment = tree.segments[number]
    span = (segment.start, segment.end)
    first, last = segment.start, segment.end
    inner = tree.text[segment.inner_start : segment.inner_end]
    letters = sum(ch.isalnum() for ch in inner)
    whole = is_whole_paragraph(tree, number)
    led_in = tree.text[max(0, first - 2) : first].strip()[-1:] in (":", ",")
    spoken = is_sentence(tree, number)
    if (letters > UNCUED_LETTERS and (whole or spoken or led_in)) or (
        spoken and (whole or led_in) and letters > 12
    ):
        head = _lead_in(tree, number)
        if head is not None:
            return _with_head(tree, [span], head, "lead-in")
        if before is not None and before.speaker is not None and first - before.spans[-1][1] < 2 * CHAIN_GAP:
            return Found([span], None, before.speaker, before.speaker_head, None, SURE["chain"], "chain")
        return Found([span], None, None, None, None, SURE["chain"], "chain")
    if is_scare(tree, number):
        return None
    head = _fragment_speaker(tree, number)
    if head is None or last - first > 400:
        return None
    return _with_head(tree, [span], head, "fragment")


def _with_head(tree: Tree, spans: list[Span], head: int, rule: str) -> Found:
    low, high = noun_phrase(tree, head)
    return Found(spans, None, tree.span(low, high), head, None, SURE[rule], rule)


def _lead_in(tree: Tree, number: int) -> int | None:
    """The subject of the sentence that ends right before the segment, as in “Smith was glad. ‘We won.’”."""
    at = tree.segment_tokens[number][0] - 1
    if at < 0 or tree.para[at] != tree.para[at + 1] or tree.segment_of[at]:
        return None
    low, high = tree.sentences[at]
    for i in range(low, high + 1):
        if tree.dep[i] in SUBJECTS and not tree.segment_of[i] and tree.pos[i] in ("PROPN", "PRON", "NOUN"):
            return i
    return None


def is_scare(tree: Tree, number: int) -> bool:
    """Whether the marks stand for a name, a title, a term or irony: no words of somebody's."""
    segment = tree.segments[number]
    first, last = segment_words(tree, number)
    if first > last:
        return True
    before = [tree.words[i].lower() for i in range(max(0, first - 4), first)]
    if any(w in NAMED_BY for w in before[-3:]):
        return True
    words = tree.words[first : last + 1]
    inner = tree.text[segment.inner_start : segment.inner_end]
    titled = sum(w[:1].isupper() for w in words if w[:1].isalpha())
    plain = sum(w[:1].islower() for w in words if len(w) > 3)
    return titled > 0 and plain == 0 and not ENDS_CONTINUED.search(inner) and titled * 2 >= len(words)


def segment_words(tree: Tree, number: int) -> tuple[int, int]:
    """First and last token between the marks."""
    first, last = tree.segment_tokens[number]
    segment = tree.segments[number]
    while first <= last and tree.end[first] <= segment.inner_start:
        first += 1
    while last >= first and tree.start[last] >= segment.inner_end:
        last -= 1
    return first, last


def _fragment_speaker(tree: Tree, number: int) -> int | None:
    """Whose words a marked phrase inside a sentence must be: the subject of the telling verb that governs it."""
    first, last = segment_words(tree, number)
    inside = range(first, last + 1)
    top = next((i for i in inside if tree.head[i] not in inside or tree.head[i] == i), first)
    at = top
    for _ in range(8):
        if tree.head[at] == at:
            break
        at = tree.head[at]
        if at in inside or tree.pos[at] not in ("VERB", "AUX"):
            continue
        if tree.lemma[at] in _TELLING or _modal_refusal(tree, at):
            subject = subject_of(tree, at)
            if subject is not None and subject not in inside:
                return subject
    if tree.pos[top] in ("VERB", "AUX") and _modal_refusal(tree, top):
        return subject_of(tree, top)
    return None


def _modal_refusal(tree: Tree, verb: int) -> bool:
    return any(tree.dep[c] == "neg" for c in tree.children[verb]) and any(
        tree.tag[c] == "MD" for c in tree.children[verb]
    )


_TELLING = words(
    """
    say call describe tell claim charge deny promise vow warn stress urge report announce refer cite
    decry praise criticize denounce brand dub label argue suggest insist remind accuse confirm emphasize
    pledge mention reject demand oppose condemn express voice
    """
)
