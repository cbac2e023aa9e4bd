"""What one outlet did to a quotation: the typed steps from the fullest wording known to the wording it printed.

Both texts are cut into words with the marks and blanks that follow them; an alignment with a price for opening a gap
(Gotoh 1982) puts what was cut or added into few, whole pieces. The steps rebuild both texts exactly: the `text` of all
steps joined is the quotation, the `base_text` of all steps joined is the fullest form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from tasks.resolve.wording import BRACKETED, ELLIPSIS, SENTENCE_END, word_key, words_of

OpName = Literal["keep", "cut", "add", "replace", "bracket", "ellipsis"]
Relation = Literal["identical", "truncated", "extended", "altered", "fragment"]

# Prices of the alignment, in halves of a kept word. A replaced word must cost more than half of a cut and an added
# one, or words of two different clauses are paired; opening a gap costs so that a cut stays in one piece.
KEPT = 4
REPLACED = -3
GAP_OPEN = -3
GAP_WORD = -1


class Op(NamedTuple):
    """One step: `text` is what the quotation has, `base_text` what the fullest form has."""

    op: OpName
    text: str
    base_text: str


class Token(NamedTuple):
    """A piece of a text; the pieces of a text joined are the text. `key` is what two pieces are compared by."""

    key: str
    start: int
    end: int
    kind: Literal["word", "bracket", "ellipsis"]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A quotation against its utterance's fullest form. `similarity` is the shared words as a share of the words of both."""

    relation: Relation
    ops: tuple[Op, ...]
    similarity: float


def tokens_of(text: str) -> list[Token]:
    """Cut a text into words, bracketed insertions and ellipses, each with the blanks and marks that follow it.

    What stands before the first piece belongs to it.
    """
    brackets = [m.span() for m in BRACKETED.finditer(text)]
    starts: list[tuple[int, str, Literal["word", "bracket", "ellipsis"]]] = [
        (a, f"[{word_key(text[a:b])}]", "bracket") for a, b in brackets
    ]
    for word in words_of(text):
        if not any(a <= word.start < b for a, b in brackets):
            starts.append((word.start, word.key, "word"))
    for m in ELLIPSIS.finditer(text):
        if not any(a <= m.start() < b for a, b in brackets):
            starts.append((m.start(), "…", "ellipsis"))
    starts.sort()
    ends = [a for a, _, _ in starts[1:]] + [len(text)]
    begins = [0, *(a for a, _, _ in starts[1:])]
    return [Token(key, a, b, kind) for (_, key, kind), a, b in zip(starts, begins, ends, strict=False)]


def _trace(a: Sequence[str], b: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Align two lists of keys at the least price; return pairs of indices, None on the side of a gap.

    Three tables as usual: ending in a pair, in a gap in b (a word added), in a gap in a (a word cut).
    """
    n, m = len(a), len(b)
    low = -(10**9)
    pair = [[low] * (m + 1) for _ in range(n + 1)]
    added = [[low] * (m + 1) for _ in range(n + 1)]
    cut = [[low] * (m + 1) for _ in range(n + 1)]
    pair[0][0] = 0
    for j in range(1, m + 1):
        cut[0][j] = GAP_OPEN + GAP_WORD * j
    for i in range(1, n + 1):
        added[i][0] = GAP_OPEN + GAP_WORD * i
        key, here, adding, cutting = a[i - 1], pair[i], added[i], cut[i]
        above_pair, above_added, above_cut = pair[i - 1], added[i - 1], cut[i - 1]
        for j in range(1, m + 1):  # comparisons: max() costs half as much again
            best, other, third = above_pair[j - 1], above_added[j - 1], above_cut[j - 1]
            best = other if other > best else best  # noqa: FURB136
            best = third if third > best else best  # noqa: FURB136
            here[j] = best + (KEPT if key == b[j - 1] else REPLACED)
            opened, other, longer = above_pair[j], above_cut[j], above_added[j]
            opened = (other if other > opened else opened) + GAP_OPEN  # noqa: FURB136
            adding[j] = GAP_WORD + (longer if longer > opened else opened)  # noqa: FURB136
            opened, other, longer = here[j - 1], adding[j - 1], cutting[j - 1]
            opened = (other if other > opened else opened) + GAP_OPEN  # noqa: FURB136
            cutting[j] = GAP_WORD + (longer if longer > opened else opened)  # noqa: FURB136
    tables = {"pair": pair, "cut": cut, "added": added}
    # Of equals the one that leaves out the end: what both begin with stays in one piece.
    state = max(("cut", "added", "pair"), key=lambda name: tables[name][n][m])
    i, j = n, m
    steps: list[tuple[int | None, int | None]] = []
    while i or j:
        if state == "pair":
            score = KEPT if a[i - 1] == b[j - 1] else REPLACED
            wanted = pair[i][j] - score
            i, j = i - 1, j - 1
            steps.append((i, j))
            state = next(name for name in ("pair", "cut", "added") if tables[name][i][j] == wanted)
        elif state == "added":
            wanted = added[i][j] - GAP_WORD
            i -= 1
            steps.append((i, None))
            state = "added" if added[i][j] == wanted else "pair" if pair[i][j] + GAP_OPEN == wanted else "cut"
        else:
            wanted = cut[i][j] - GAP_WORD
            j -= 1
            steps.append((None, j))
            state = "cut" if cut[i][j] == wanted else "pair" if pair[i][j] + GAP_OPEN == wanted else "added"
    return steps[::-1]


def _pairs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Align two lists of keys; what both begin and end with is paired without a table where one holds the other."""
    if a == b:
        return [(i, i) for i in range(len(a))]
    for whole, part, swap in ((b, a, False), (a, b, True)):
        at = next((k for k in range(len(whole) - len(part) + 1) if whole[k : k + len(part)] == part), None)
        if at is None or not part:
            continue
        pairs = [(k - at if at <= k < at + len(part) else None, k) for k in range(len(whole))]
        return [(k, i) for i, k in pairs] if swap else list(pairs)
    return _trace(a, b)


def _same_letters(tokens: Sequence[Token], bases: Sequence[Token]) -> bool:
    """Whether two runs differ in nothing but where words are divided: "far-reaching" and "far reaching"."""
    return bool(tokens and bases) and "".join(t.key for t in tokens) == "".join(b.key for b in bases)


def _run_name(tokens: Sequence[Token], bases: Sequence[Token]) -> OpName:
    """Name a run of differing pieces as one step."""
    if any(t.kind == "bracket" for t in tokens) or all(b.kind == "bracket" for b in bases or tokens):
        return "bracket"
    if any(t.kind == "ellipsis" for t in tokens) and not any(t.kind == "word" for t in tokens):
        return "ellipsis"
    if tokens and bases:
        return "replace"
    return "add" if tokens else "cut"


def _merged(
    steps: Sequence[tuple[bool, Token | None, Token | None]], base: str
) -> Iterator[tuple[OpName, list[Token], list[Token]]]:
    """Join neighbouring steps of one sort.

    A cut beside a bracket or an ellipsis is what these stand for, a cut beside an addition is a replacement; but
    whole sentences of the base that come before or after all that is kept are cut, whatever stands next to them.
    """
    runs = [(kept, list(run)) for kept, run in groupby(steps, key=lambda step: step[0])]
    for at, (kept, run) in enumerate(runs):
        tokens = [t for _, t, _ in run if t is not None]
        bases = [b for _, _, b in run if b is not None]
        if kept or _same_letters(tokens, bases):
            yield "keep", tokens, bases
            continue
        ends = [k + 1 for k, b in enumerate(bases[:-1]) if SENTENCE_END.search(base, b.start, b.end)]
        before = ends[-1] if at == 0 and len(runs) > 1 and tokens and ends else 0
        after = ends[0] if at == len(runs) - 1 and at and tokens and ends else len(bases)
        if before:
            yield "cut", [], bases[:before]
        yield _run_name(tokens, bases[before:after]), tokens, bases[before:after]
        if after < len(bases):
            yield "cut", [], bases[after:]


def _slice(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""


def _relation(ops: Sequence[Op]) -> Relation:
    inner = [op.op for op in ops[1:-1]]
    names = {op.op for op in ops}
    if names <= {"keep"}:
        return "identical"
    if names <= {"keep", "cut", "ellipsis"} and "cut" not in inner:
        return "truncated"
    if names <= {"keep", "add", "ellipsis", "cut"} and not {"add", "cut"} & set(inner) and "add" in names:
        return "extended"
    return "altered"


def align(text: str, base: str, *, is_fragment: bool = False) -> Aligned:
    """Align a quotation with the fullest form of its utterance.

    `truncated` cuts at the ends, or inside where an ellipsis owns up to it; `extended` has words at an end that the
    fullest form lacks; anything else that differs is `altered`. A fragment is always a `fragment`.
    """
    if text == base and any(c.isalnum() for c in text):  # most quotations are printed once
        return Aligned("fragment" if is_fragment else "identical", (Op("keep", text, base),), 1.0)
    tokens, bases = tokens_of(text), tokens_of(base)
    if not tokens or not bases:
        whole = tuple(op for op in (Op("add", text, ""), Op("cut", "", base)) if op.text or op.base_text)
        return Aligned("fragment" if is_fragment else "altered", whole, 0.0)
    pairs = _pairs([t.key for t in tokens], [t.key for t in bases])
    steps = []
    for i, j in pairs:
        token, other = (None if i is None else tokens[i]), (None if j is None else bases[j])
        same = token is not None and other is not None and (token.kind, token.key) == (other.kind, other.key)
        steps.append((same, token, other))
    ops: list[Op] = []
    for name, ts, bs in _merged(steps, base):
        step = Op(name, _slice(text, ts), _slice(base, bs))
        if ops and ops[-1].op == name == "keep":
            last = ops.pop()
            step = Op(name, last.text + step.text, last.base_text + step.base_text)
        ops.append(step)
    kept = sum(1 for same, token, _ in steps if same and token is not None and token.kind == "word")
    both = sum(t.kind == "word" for t in (*tokens, *bases))
    relation: Relation = "fragment" if is_fragment else _relation(ops)
    return Aligned(relation, tuple(ops), round(2 * kept / both, 4) if both else 0.0)
