"""Which words the attribute ruler's patterns name: all others are alike to it."""

from typing import Any

import pytest

from tasks.enrich.fast.words import _NamedForms


@pytest.mark.parametrize(
    ("pattern", "named", "others"),
    [
        ({"TAG": "NN"}, [], ["ferry", "’s"]),
        ({"LOWER": "ca", "TAG": "MD"}, ["ca"], ["can"]),
        ({"ORTH": "Ca"}, ["ca"], ["can"]),
        ({"LOWER": {"IN": ["is", "'s"]}}, ["is", "'s"], ["was"]),
        ({"LOWER": {"REGEX": "^n[ou]thin'$"}}, ["nothin'", "nuthin'"], ["nothing", "thin'"]),
        ({"LOWER": {"NOT_IN": ["is"]}}, ["is", "ferry"], []),
        ({"LOWER": {"FUZZY": "definitely"}}, ["definitly", "ferry"], []),
        ({"ORTH": {"REGEX": "^[A-Z]"}}, ["ferry"], []),
        ({"IS_SPACE": True}, [" ", "\n\n"], ["ferry"]),
    ],
)
def test_the_forms_that_a_pattern_names(pattern: dict[str, Any], named: list[str], others: list[str]) -> None:
    forms = _NamedForms()
    forms.add([pattern])
    assert [form for form in [*named, *others] if form in forms] == named
