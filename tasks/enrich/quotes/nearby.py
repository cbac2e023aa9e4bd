"""Who speaks a quoted segment by the words next to it: a verb of saying right before or behind it, a colon, a credit."""

import re
from bisect import bisect_right

from tasks.enrich.quotes.attach import ends_sentence
from tasks.enrich.quotes.inventory import ASKING, LOOSE, SAYING
from tasks.enrich.quotes.leftover import is_whole_paragraph
from tasks.enrich.quotes.subjects import subject_of
from tasks.enrich.quotes.tree import SUBJECTS, Tree

NEXT = 14  # tokens between the segment and its verb
CREDIT = 8  # tokens of a name with its title
DASH = re.compile(r"\s*(?:[–—―]+|--+|(?<=\s)-|-(?=\s))\s*")
VERBS = SAYING | LOOSE | ASKING


def nearby_speaker(tree: Tree, number: int) -> tuple[int, int | None] | None:
    """Return head token of the speaker and the cue, or None if nothing next to the segment tells."""
    first, last = tree.segment_tokens[number]
    return _behind(tree, number, last) or _credit(tree, number) or _before(tree, first)


def _behind(tree: Tree, number: int, last: int) -> tuple[int, int | None] | None:
    """“...,” said Smith / “...,” Smith said: before the sentence ends or other marks open."""
    if ends_sentence(tree, number):
        return None
    segment = tree.segments[number]
    is_cut = "," in (tree.text[segment.inner_end - 1], tree.text[segment.end : segment.end + 1])
    end = tree.n - 1 if is_cut else tree.paragraphs[last][1]  # after “...?” a new paragraph tells of others
    for i in range(last + 1, min(end, last + NEXT) + 1):
        if tree.segment_of[i] or tree.words[i] in (".", ";", "!", "?"):
            return None
        if tree.pos[i] in ("VERB", "AUX") and tree.lemma[i] in VERBS:
            subject = subject_of(tree, i)
            if subject is not None and last < subject < i + NEXT:
                return subject, i
    return None


def _credit(tree: Tree, number: int) -> tuple[int, int | None] | None:
    """“...” - Jane Smith, a name of its own behind a dash, in the next line or this; the dash may be glued to the mark."""
    dash = DASH.match(tree.text, tree.segments[number].end)
    if dash is None:
        return None
    at = bisect_right(tree.end, dash.end())
    if at >= tree.n or not tree.text[dash.end()].isupper():
        return None
    end = at
    while end <= tree.paragraphs[at][1] and tree.words[end] not in (",", ".", ";", "("):
        if end - at == CREDIT or tree.segment_of[end] or tree.pos[end] in ("VERB", "AUX", "PRON"):
            return None
        end += 1
    named = [i for i in range(at, end) if tree.pos[i] == "PROPN"]
    return next(((i, None) for i in named if not at <= tree.head[i] < end or tree.head[i] == i), None)


def _before(tree: Tree, first: int) -> tuple[int, int | None] | None:
    """Smith said: “...”, also with the quotation in the next paragraph; else whoever acts in a sentence with a colon."""
    at = first - 1
    if at < 0 or tree.words[at] not in (":", ","):
        return None
    low, high = tree.sentences[at]
    for i in range(at, max(low, at - NEXT) - 1, -1):
        if tree.segment_of[i]:
            return None
        if tree.pos[i] in ("VERB", "AUX") and tree.lemma[i] in VERBS:
            subject = subject_of(tree, i)
            if subject is not None and not tree.segment_of[subject]:
                return subject, i
    if tree.words[at] == ":":
        for i in range(low, high + 1):
            if tree.dep[i] in SUBJECTS and tree.dep[tree.head[i]] == "ROOT" and not tree.segment_of[i]:
                return i, None
    return None


def goes_on_list(tree: Tree, number: int) -> bool:
    """Whether the segment is a paragraph of its own right behind another that is one too."""
    if number == 0 or not is_whole_paragraph(tree, number) or not is_whole_paragraph(tree, number - 1):
        return False
    return not tree.text[tree.segments[number - 1].end : tree.segments[number].start].strip(" .\n\r\t\xa0")
