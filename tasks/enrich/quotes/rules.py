"""Quotations by rules over marks and parse: what the reader does without a learned model."""

from bisect import bisect_left

from tasks.enrich.citations.outlets import is_named_as_outlet
from tasks.enrich.quotes.attach import (
    ends_open,
    is_sentence,
    segment_before,
    segment_behind,
    starts_clause,
)
from tasks.enrich.quotes.complement import complement_of, trim
from tasks.enrich.quotes.inventory import KNOWN_VERBS, LOOSE, NOUNS, SAYING
from tasks.enrich.quotes.records import Found, Span
from tasks.enrich.quotes.refusals import is_refusal, is_so_called
from tasks.enrich.quotes.subjects import noun_phrase, subject_of
from tasks.enrich.quotes.tree import Tree

# Of all attributions by each rule on the training set, the share that is right
# (benchmarks/quotes_calibration.py).
SURE = {"marks": 0.93, "clause": 0.62, "naming": 0.6, "infinitive": 0.45, "noun": 0.45, "according": 0.85}


def find_by_rules(tree: Tree) -> list[Found]:
    """Return what the rules find in the body, in order, without overlap."""
    out: list[Found] = []
    taken: set[int] = set()
    for cue in range(tree.n):
        if tree.segment_of[cue]:
            continue
        found = _read_verb(tree, cue, taken) if tree.pos[cue] in ("VERB", "AUX") else None
        if found is None and tree.pos[cue] == "NOUN" and tree.lemma[cue] in NOUNS:
            found = _read_noun(tree, cue)
        if found is None and tree.words[cue].lower() == "according":
            found = _read_according(tree, cue)
        if found is None:
            continue
        inside = {i for a, b in found.spans for i in _tokens(tree, a, b)}
        if len(inside & taken) * 4 > len(inside) and not _is_second_hand(tree, found, inside, taken):
            continue
        taken |= inside
        out.append(found)
    return sorted(out, key=lambda found: found.spans[0])


def second_hand(tree: Tree, outer: Found) -> list[Found]:
    """What somebody else says within a report of an outlet or body: “the Journal reported that she called it ‘...’”."""
    head = outer.speaker_head
    if head is None or outer.speaker is None or len(outer.spans) != 1:
        return []
    if tree.ents[head] != "ORG" and not is_named_as_outlet(tree.text[slice(*outer.speaker)]):
        return []
    tokens = _tokens(tree, *outer.spans[0])
    out = []
    for i in tokens:
        if tree.pos[i] == "VERB" and not tree.segment_of[i]:
            found = _read_verb(tree, i, set())
            if found is None or found.speaker_head is None or found.speaker_head not in tokens:
                continue
            inside = [k for a, b in found.spans for k in _tokens(tree, a, b)]
            is_held = all(k in tokens for k in inside) and len(inside) < len(tokens)
            if is_held and any(tree.segment_of[k] for k in inside):
                found.rule = "second hand"
                out.append(found)
                break
    return out


def _is_second_hand(tree: Tree, found: Found, inside: set[int], taken: set[int]) -> bool:
    """Whether it is marked words within what another reports: “the Journal reported that she called it ...”."""
    return (
        inside <= taken
        and found.speaker_head is not None
        and found.speaker_head in taken
        and any(tree.segment_of[i] for i in inside)
        and not tree.segment_of[found.speaker_head]
    )


def _tokens(tree: Tree, start: int, end: int) -> range:
    return range(bisect_left(tree.end, start + 1), bisect_left(tree.start, end))


def _read_verb(tree: Tree, cue: int, taken: set[int]) -> Found | None:
    """Read one verb as a cue: marked words before and behind it first, then its clause."""
    lemma = tree.lemma[cue]
    if lemma not in KNOWN_VERBS or is_refusal(tree, cue) or is_so_called(tree, cue):
        return None
    marked = _marked(tree, cue, taken) if lemma in SAYING or lemma in LOOSE else []
    clause = complement_of(tree, cue)
    if marked:
        spans = [(tree.segments[k].start, tree.segments[k].end) for k in marked]
        covered = {i for k in marked for i in range(tree.segment_tokens[k][0], tree.segment_tokens[k][1] + 1)}
        if clause and not (set(range(clause[0], clause[1] + 1)) & covered):
            clause = None
        if (
            clause
            and clause[0] > cue
            and len([i for i in range(clause[0], clause[1] + 1) if i not in covered]) > 2
        ):
            spans = _merge([*spans, trim(tree, *clause)])
        return _found(tree, cue, spans, "marks")
    if clause is None:
        return None
    spans = [whole_marks(tree, trim(tree, *clause), cue)]
    if spans[0][0] >= spans[0][1]:
        return None
    return _found(tree, cue, spans, "clause")


def whole_marks(tree: Tree, span: Span, cue: int) -> Span:
    """Widen a clause that ends or begins within a quoted segment to the whole of it."""
    start, end = span
    tokens = _tokens(tree, start, end)
    for number in sorted({tree.segment_of[tokens[0]], tree.segment_of[tokens[-1]]} - {0}) if tokens else ():
        segment = tree.segments[number - 1]
        if segment.start <= tree.start[cue] < segment.end:
            continue
        if segment.end > end and not tree.text[end : segment.end].count("\n"):
            end = segment.end
        start = min(start, segment.start)
    at = tree.start[cue]
    return (
        (max(start, tree.end[cue]), end) if at < span[0] else (start, min(end, at) if span[1] <= at else end)
    )


def _marked(tree: Tree, cue: int, taken: set[int]) -> list[int]:
    """Numbers of the segments that are this cue's by position."""
    out = []
    before = segment_before(tree, cue)
    if before is not None and tree.segment_tokens[before][0] not in taken and (ends_open(tree, before)):
        out.append(before)
    behind = segment_behind(tree, cue)
    if behind is not None and (
        (starts_clause(tree, behind) and is_sentence(tree, behind))
        or tree.segment_tokens[behind][0] <= cue + 1
        or (starts_clause(tree, behind) and bool(out))
    ):
        out.append(behind)
    return out


def _read_noun(tree: Tree, cue: int) -> Found | None:
    """“his statement that ...”, “claims that ...”."""
    clause = next(
        (c for c in tree.children[cue] if tree.dep[c] in ("acl", "ccomp", "relcl") and c > cue), None
    )
    if clause is None or tree.words[tree.left[clause]].lower() not in ("that", "whether"):
        return None
    found = _found(tree, cue, [trim(tree, tree.left[clause], tree.right[clause])], "noun")
    owner = tree.child(cue, "poss")
    if owner is None:
        of = next(
            (
                c
                for c in tree.children[cue]
                if tree.dep[c] == "prep" and tree.lemma[c] in ("of", "by", "from")
            ),
            None,
        )
        owner = tree.child(of, "pobj") if of is not None else None
    if owner is None and tree.dep[cue] in ("dobj", "attr"):
        owner = subject_of(tree, tree.head[cue])
    return _with_speaker(tree, found, owner, None)


def _read_according(tree: Tree, cue: int) -> Found | None:
    """“..., according to the report”: the rest of the sentence is the content."""
    to = next((c for c in tree.children[cue] if tree.lemma[c] == "to"), None)
    name = tree.child(to, "pobj") if to is not None else None
    if to is None or name is None:
        return None
    low, high = tree.sentences[cue]
    first, last = cue, max(tree.right[cue], tree.right[to])
    parts = []
    if last + 1 < high and first - low <= 1:
        parts.append(trim(tree, last + 1, high))
    elif first > low:
        parts.append(trim(tree, low, first - 1))
    spans = [s for s in parts if s[1] > s[0]]
    if not spans:
        return None
    found = Found(spans, tree.span(cue, to), None, None, cue, SURE["according"], "according")
    return _with_speaker(tree, found, name, None)


def _found(tree: Tree, cue: int, spans: list[Span], rule: str) -> Found:
    first = last = cue
    for c in tree.children[cue]:
        if tree.dep[c] in ("prt", "neg", "aux", "auxpass") and abs(c - cue) <= 3:
            first, last = min(first, c), max(last, c)
    if any(tree.segment_of[i] for i in range(first, last + 1)):
        first = last = cue
    found = Found(_merge(spans), tree.span(first, last), None, None, cue, SURE[rule], rule)
    subject = subject_of(tree, cue)
    if rule == "marks" and (subject is None or any(a <= tree.start[subject] < b for a, b in spans)):
        subject = _next_to_marks(tree, cue, spans)
    return _with_speaker(tree, found, subject, cue)


def _next_to_marks(tree: Tree, cue: int, spans: list[Span]) -> int | None:
    """The name between quotation and cue, where the parse lost the subject: “...,” Smith, a lawyer, said."""
    ends = [b for _, b in spans if b <= tree.start[cue]]
    at = bisect_left(tree.start, max(ends)) if ends else cue + 1
    for i in range(at, min(tree.n, at + 4)):
        if tree.segment_of[i]:
            return None
        if tree.pos[i] in ("PROPN", "NOUN", "PRON"):
            while tree.head[i] == i + 1 and tree.dep[i] in ("compound", "nmod", "amod"):
                i += 1  # noqa: PLW2901 - climbs to the head of the name
            return i
    return None


def _with_speaker(tree: Tree, found: Found, head: int | None, cue: int | None) -> Found:
    if head is None or any(a <= tree.start[head] < b for a, b in found.spans):
        return found
    first, last = noun_phrase(tree, head, cue)
    while last > first and any(a < tree.end[last] and tree.start[last] < b for a, b in found.spans):
        last -= 1
    found.speaker, found.speaker_head = tree.span(first, last), head
    return found


def _merge(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
