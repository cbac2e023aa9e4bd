"""Questions that are asked before a slow one: what they turn away, the slow one would have turned away too."""

import json
import random
import re
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.clean import litter, wording
from tasks.clean.folding import fold, fold_words, word_count, word_counts
from tasks.clean.line_features import NAMES, LineContext, line_features
from tasks.clean.line_model import FILE, load_line_model, read_tree
from tasks.clean.line_places import around, nearest_above, nearest_below, runs
from tasks.clean.line_vocabulary import IS_STOP, LineWords, Vocabulary
from tasks.clean.line_words import STOP
from tasks.clean.mojibake import may_be_garbled, repair
from tasks.clean.scrape import ends_like_sentence

LETTERS = st.characters(codec="ascii", exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x1f")
ANY_LINE = st.text(st.characters(exclude_characters="\n\r"), max_size=60)
SURE = [
    litter.SEE_ALSO, litter.CONTINUES, litter.CREDIT_LINE, litter.COMMENT_FORM, litter.EMBED, litter.PAYWALL, litter.SHARE,
    litter.COPYRIGHT, litter.TERMS, litter.CREDIT_IN_BRACKETS, wording.SHOUT,
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.from_regex(wording.TAIL_START, alphabet=LETTERS))
def test_a_line_that_opens_a_tail_begins_as_one_of_its_heads(line):
    line = line.strip()
    assert wording.begins(wording.head_of(line), wording.TAIL_HEADS) or not wording.TAIL_START.match(line)


@settings(max_examples=80, deadline=None)
@given(st.from_regex(wording.PROMO, alphabet=LETTERS))
def test_no_promotion_is_turned_away(line):
    assert wording.is_promo(line) or "newsletter" in line.lower()


@pytest.mark.parametrize("pattern", SURE, ids=range(len(SURE)))
def test_no_line_of_sure_litter_is_turned_away(pattern):
    @settings(max_examples=40, deadline=None)
    @given(st.from_regex(pattern, alphabet=LETTERS))
    def examine(line):
        line = line.strip()
        assert litter.may_be_sure(line) or not pattern.search(line) or "via " in line.lower()

    examine()


@pytest.mark.parametrize(
    ("hint", "pattern"), wording.TAIL_WITHIN, ids=[hint for hint, _ in wording.TAIL_WITHIN]
)
def test_what_a_pattern_of_tails_finds_holds_its_hint(hint, pattern):
    @settings(max_examples=20, deadline=None)
    @given(st.from_regex(pattern, alphabet=LETTERS))
    def examine(line):
        assert hint in line

    examine()


@pytest.mark.parametrize("quote", ["", "“", '"', "‘“"])
def test_quotes_before_a_line_hide_its_head_from_nobody(quote):
    assert wording.is_promo(f"{quote}Read more: Ten ferries that sank")
    assert wording.is_tail(f"{quote}Copyright 2021 The Skerrow Times")
    assert wording.head_of(f"{quote}The harbour") == "the ha"


def test_places_among_neighbours():
    plain = np.array([False, True, True, False, False, False])
    assert nearest_above(plain).tolist() == [20, 0, 0, 1, 2, 3]
    assert nearest_below(plain).tolist() == [1, 0, 0, 20, 20, 20]
    assert runs(plain).tolist() == [0, 2, 2, 0, 0, 0]
    assert around(plain, 2).tolist() == [2, 2, 2, 2, 1, 0]
    assert around(plain[:1], 2).tolist() == [0]


@given(
    st.lists(
        st.lists(st.sampled_from(["the", "ferry", "sank", "and", "share", "sailed", "said"]), max_size=6),
        max_size=5,
    )
)
def test_words_counted_for_all_lines_at_once_are_counted_as_line_by_line(tokens):
    words = LineWords.of(tokens)
    plain = np.array([len(line) > 2 for line in tokens], bool)
    assert words.count(IS_STOP).tolist() == [sum(word in STOP for word in line) for line in tokens]
    assert words.share_of({"ferry", "sank"}).tolist() == [
        len({"ferry", "sank"} & set(line)) / 2 for line in tokens
    ]
    meaning = [[word for word in line if len(word) > 3 and word not in STOP] for line in tokens]
    for at, (line, share) in enumerate(zip(meaning, words.share_said(plain).tolist(), strict=True)):
        others = set().union(*(m for k, m in enumerate(meaning) if plain[k] and k != at))
        assert share == pytest.approx(sum(word in others for word in line) / len(line) if line else 0.5)


def test_a_vocabulary_outgrows_its_first_table():
    vocabulary = Vocabulary()
    numbers = [vocabulary[f"w{at}"] for at in range(5000)]
    assert numbers == list(range(5000))
    assert len(vocabulary.kinds) >= 5000


def test_forms_of_a_line():
    lines = ["• The Ferry Sank, 12 of 40 said", "“It was late,” she said."]
    context = LineContext(frozenset(), "", [2, 1], [False] * 2, [False] * 2, [False] * 2)
    first, second = (dict(zip(NAMES, row, strict=True)) for row in line_features(lines, context).tolist())
    assert (first["words"], first["bullet"], first["quoted"], second["quoted"]) == (7, 1, 0, 1)
    assert first["caps"] == pytest.approx(3 / 7)
    assert second["caps"] == pytest.approx(1 / 5)
    assert first["digits"] == pytest.approx(4 / 29)
    assert (first["said"], second["said"], second["sentence"]) == (1, 1, 1)


@given(st.lists(ANY_LINE, max_size=6))
def test_lines_folded_together_are_folded_as_each_alone(lines):
    assert [" ".join(words) for words in fold_words(lines)] == [fold(line) for line in lines]
    assert word_counts(lines) == [word_count(line) for line in lines]


@given(st.text('aé .?!”"’)]»:x', max_size=12))
def test_a_sentence_ends_in_its_mark(line):
    assert ends_like_sentence(line) == bool(re.search(r"[.!?…:;][\"'”’»“)\]」』）]*$", line[-6:]))


@given(st.text("donÃ©â€™tÂ caf ", max_size=20))
def test_a_repair_that_is_not_tried_would_have_changed_nothing(line):
    text, pieces = repair(line, 0)
    assert sum(piece.length for piece in pieces) == len(text)
    assert may_be_garbled(line) or text == line


def test_asking_all_nodes_at_once_gives_what_stepping_gives():
    rng = random.Random(3)
    rows = [[rng.choice([0, 0.1, 0.5, 1, 3, 12, 60]) for _ in NAMES] for _ in range(40)]
    trees = json.loads(files("tasks.clean").joinpath(FILE).read_text(encoding="utf-8"))["trees"]

    def step(tree, row):
        node = tree[0]
        while len(node) > 1:
            node = tree[node[2] if np.float32(row[node[0]]) <= np.float32(node[1]) else node[3]]
        return node[0]

    wanted = [sum(step(tree, row) for tree in trees) for row in rows]
    assert load_line_model().log_odds(rows).tolist() == pytest.approx(wanted, abs=1e-4)


def test_the_leaves_to_the_left_are_those_before_a_node():
    #     x0 <= 1 ? (x1 <= 2 ? a : b) : c
    tree = [[0, 1.0, 1, 2], [1, 2.0, 3, 4], [0.3], [0.1], [0.2]]
    nodes, leaves = read_tree(tree)
    assert leaves == [0.1, 0.2, 0.3]
    assert sorted(nodes) == [(0, 1.0, 0b11), (1, 2.0, 0b1)]


def test_a_tree_of_too_many_leaves_is_refused():
    chain = []
    for at in range(16):
        chain += [[0, float(at), 2 * at + 1, 2 * at + 2], [0.0]]
    with pytest.raises(ValueError, match="17 leaves, at most 16"):
        read_tree([*chain, [0.0]])
