"""The best extractions first, each with the words that better ones leave it."""

import numpy as np
import pytest

from tasks.enrich.parse import Parser
from tasks.enrich.quotes.learned.choose import choose
from tasks.enrich.quotes.learned.edits import no_edits
from tasks.enrich.quotes.learned.extraction import Extractions, nothing_extracted
from tasks.enrich.quotes.tree import Tree

TEXT = "“The lamps stay lit tonight,” Brown said. “Nobody goes home yet,” she added, and “not one of us”."


@pytest.fixture(scope="module")
def tree():
    return Tree(Parser().parse([TEXT])[0])


def quoted(tree, *extractions):
    """What is chosen of (cue, parts, score), all given as words of the text."""

    def token(words):
        at = TEXT.index(words)
        return next(i for i in range(tree.n) if tree.end[i] > at)

    def run(words):
        return token(words), max(i for i in range(tree.n) if tree.start[i] < TEXT.index(words) + len(words))

    order = sorted(extractions, key=lambda e: TEXT.index(e[0]))
    n = len(order)
    found = Extractions(
        np.array([token(cue) for cue, _, _ in order]),
        [[run(part) for part in parts] for _, parts, _ in order],
        np.zeros((n, 1), np.float32),
        nothing_extracted().marked,
        no_edits(),
    )
    scores = np.array([score for _, _, score in order], dtype=np.float32)
    chosen = choose(tree, 0, found, range(n), scores=scores, voices=[None] * n)
    return {TEXT[slice(*f.cue)]: [TEXT[a:b] for a, b in f.spans] for f in chosen}


FIRST, SECOND, THIRD = "“The lamps stay lit tonight,”", "“Nobody goes home yet,”", "“not one of us”"


def test_what_a_better_one_leaves_alone_is_kept(tree):
    # “... lit tonight,” is said whoever adds the rest; that “said” was given both is no reason to lose it.
    found = quoted(tree, ("said", [FIRST, SECOND], 0.8), ("added", [SECOND, THIRD], 0.9))
    assert found == {"said": [FIRST], "added": [SECOND, THIRD]}


def test_who_is_left_nothing_is_not_kept(tree):
    found = quoted(tree, ("said", [SECOND], 0.8), ("added", [SECOND, THIRD], 0.9))
    assert found == {"added": [SECOND, THIRD]}


def test_a_few_plain_words_that_are_left_are_no_quotation(tree):
    found = quoted(tree, ("said", [SECOND, "she added"], 0.8), ("added", [SECOND, THIRD], 0.9))
    assert found == {"added": [SECOND, THIRD]}


def test_what_is_cut_down_is_as_sure_as_what_is_left_of_it(tree):
    # Of “said”, which had all of the text, a better one leaves a part: now “added” is surer of what both want.
    parts = [FIRST, SECOND, THIRD]
    found = quoted(tree, ("said", parts, 0.7), ("Brown", [FIRST], 0.9), ("added", [THIRD], 0.6))
    assert found == {"Brown": [FIRST], "said": [SECOND], "added": [THIRD]}


def test_a_cue_is_not_among_its_own_words(tree):
    found = quoted(tree, ("said", [TEXT[: TEXT.index(" she added")]], 0.9))
    assert found == {"said": [FIRST, SECOND]}
