"""Content for sure cues that the tagger left without any."""

import numpy as np
import pytest

from tasks.enrich.parse import Parser
from tasks.enrich.quotes.learned.crf import BEGIN, END, INNER, N_LABELS, OUT
from tasks.enrich.quotes.learned.likely import (
    SOME,
    SURE_CUE,
    VERY_SURE_CUE,
    with_clause_content,
    with_likely_content,
)
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import Windows, read_windows
from tasks.enrich.quotes.tree import Tree


def labelled(chances, *, sure=0.9, labels=None):
    """Labels of one window whose rows are content with these chances."""
    n = len(chances)
    marginals = np.zeros((n, N_LABELS), dtype=np.float32)
    marginals[:, INNER], marginals[:, OUT] = chances, 1 - np.array(chances)
    rows = np.arange(n)
    windows = Windows(np.zeros(n, np.int64), rows, np.array([0, n]), rows, rows, rows)
    given = np.full(n, OUT) if labels is None else np.array(labels)
    return with_likely_content(given, marginals, windows, np.array([sure], dtype=np.float32)).tolist()


def test_what_is_likely_if_there_is_content_is_content():
    # “He told (them) (that) ⟨the lamps burn⟩ (again)”: where it begins and ends is in doubt, that there is some is not.
    assert labelled([0.0, 0.1, 0.2, 0.45, 0.45, 0.4, 0.2]) == [OUT, OUT, OUT, BEGIN, INNER, END, OUT]


def test_parts_apart_are_runs_of_their_own():
    assert labelled([0.4, 0.4, 0.0, 0.4, 0.0]) == [BEGIN, END, OUT, BEGIN, OUT]


@pytest.mark.parametrize(("sure", "most"), [(SURE_CUE - 0.01, 0.45), (0.9, SOME - 0.01)])
def test_in_doubt_whether_anything_is_said_nothing_is(sure, most):
    assert set(labelled([0.0, most, most, 0.0], sure=sure)) == {OUT}


def test_what_is_tagged_stays():
    tagged = [OUT, BEGIN, END, OUT, OUT, OUT]
    assert labelled([0.0, 0.9, 0.9, 0.4, 0.4, 0.4], labels=tagged) == tagged


def test_windows_beside_each_other_stay_apart():
    chances = np.array([0.0, 0.4, 0.4, 0.0])
    marginals = np.zeros((4, N_LABELS), dtype=np.float32)
    marginals[:, INNER], marginals[:, OUT] = chances, 1 - chances
    rows = np.arange(4)
    windows = Windows(np.array([0, 0, 1, 1]), rows, np.array([0, 2, 4]), rows, rows, rows)
    sure = np.array([0.9, 0.9], dtype=np.float32)
    found = with_likely_content(np.full(4, OUT), marginals, windows, sure)
    assert found.tolist() == [OUT, BEGIN, BEGIN, OUT]


def clause_of(cue, *, sure):
    """What a cue of “He told us that the lamps burn.” is given where the tagger tagged nothing."""
    parse = Parser().parse(["He told us that the lamps burn."])[0]
    table = TokenTable([parse], [Tree(parse).segments], [False])
    cues = np.array([parse.words.index(cue)])
    windows = read_windows(table, cues)
    none = np.full(len(windows.token), OUT)
    labels = with_clause_content(none, windows, table, cues, np.array([sure], dtype=np.float32))
    return [parse.words[t] for t in windows.token[labels != OUT].tolist()]


def test_a_very_sure_cue_has_the_clause_that_hangs_on_it():
    assert clause_of("told", sure=VERY_SURE_CUE) == ["that", "the", "lamps", "burn"]


def test_a_less_sure_cue_or_one_without_a_clause_has_nothing():
    assert clause_of("told", sure=VERY_SURE_CUE - 0.01) == []
    assert clause_of("burn", sure=VERY_SURE_CUE) == []
