"""Which quoted segments are a cue's by position: before it (“X,” he said) or behind it (he said: “X”)."""

import re

from tasks.enrich.quotes.tree import Tree

REACH = 45  # tokens between a segment and its cue; 99 % of those in the training set are nearer
SENTENCE_END = frozenset({".", "!", "?"})
ENDS_CONTINUED = re.compile(r"[,?!…—–-]\W*$|\.\.\.\W*$")


def segment_before(tree: Tree, cue: int) -> int | None:
    """Return the number of the segment that ends before the cue in the same run of text, or None.

    Between them no sentence may end; the segment's last sign tells whether its sentence goes on.
    """
    at = cue - 1
    while at >= 0 and cue - at <= REACH:
        number = tree.segment_of[at]
        if number and number != tree.segment_of[cue]:
            segment = tree.segments[number - 1]
            if tree.para[at] != tree.para[cue] and not ENDS_CONTINUED.search(
                tree.text[segment.start : segment.end]
            ):
                return None
            return number - 1
        if tree.words[at] in SENTENCE_END or tree.words[at] in (";", ":"):
            return None
        at -= 1
    return None


def segment_behind(tree: Tree, cue: int) -> int | None:
    """Return the number of the first segment behind the cue before its sentence ends, or None."""
    at = cue + 1
    high = tree.paragraphs[cue][1]
    while at <= high and at - cue <= REACH:
        number = tree.segment_of[at]
        if number and number != tree.segment_of[cue]:
            return number - 1
        if tree.words[at] in SENTENCE_END or tree.words[at] == ";":
            return None
        at += 1
    if at > high and at < tree.n and tree.words[high] == ":" and tree.segment_of[at]:
        return tree.segment_of[at] - 1  # “... told the court:” and the quotation in a paragraph of its own
    return None


def ends_open(tree: Tree, number: int) -> bool:
    """Whether the segment's last sign shows that the sentence goes on behind it (a comma, a dash, ? or !)."""
    segment = tree.segments[number]
    return bool(ENDS_CONTINUED.search(tree.text[segment.inner_start : segment.inner_end].rstrip())) or (
        tree.text[segment.end : segment.end + 1] == ","
    )


def ends_sentence(tree: Tree, number: int) -> bool:
    """Whether what follows the segment is a new sentence: its last sign is a full stop, or a paragraph ends there."""
    if ends_open(tree, number):
        return False
    segment = tree.segments[number]
    inner = tree.text[segment.inner_start : segment.inner_end].rstrip()
    last = tree.segment_tokens[number][1]
    ends_paragraph = last == tree.paragraphs[last][1] if last < tree.n else True
    return ends_paragraph or inner[-1:] == "."


def starts_clause(tree: Tree, number: int) -> bool:
    """Whether a comma or colon leads into the segment."""
    segment = tree.segments[number]
    return tree.text[max(0, segment.start - 3) : segment.start].rstrip()[-1:] in (",", ":")


def is_sentence(tree: Tree, number: int) -> bool:
    """Whether the segment is worded as a sentence: a capital first, a finite verb or closing sign inside."""
    segment = tree.segments[number]
    inner = tree.text[segment.inner_start : segment.inner_end]
    letters = re.sub(r"^\W+", "", inner)
    if not letters[:1].isupper():
        return False
    first, last = tree.segment_tokens[number]
    finite = any(tree.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(first, last + 1))
    return finite or bool(re.search(r"[.,!?…]\W*$", inner))
