"""Codes of strings: a label's is its string's, however many kinds there are."""

import pytest

from tasks.enrich.quotes.learned.hashing import CODES, LOWER_CODES, label_codes


@pytest.mark.parametrize("n_kinds", [0, 1, 3, 256, 300])
def test_labels_have_the_codes_of_their_strings(n_kinds):
    kinds = [f"label {k}" for k in range(n_kinds)]
    columns = [kinds, kinds[::-1], []]
    assert label_codes(columns).tolist() == [CODES[label] for column in columns for label in column]


def test_words_are_coded_in_lower_case():
    assert LOWER_CODES.array(["Said", "SAID", "said"]).tolist() == [CODES["said"]] * 3
