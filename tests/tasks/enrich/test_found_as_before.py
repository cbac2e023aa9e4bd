"""Patterns that begin with a letter find what the plainer ones found, which tried every character."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.enrich.citations.outlets import FORMED
from tasks.enrich.entities.spans import _AFTER_HONORIFIC
from tasks.enrich.entities.spread import _DEFINED, _WORD

TEXT = st.text("MrsD. (AB)@#-x \n9", max_size=24) | st.lists(
    st.sampled_from(["Mrs", "Mr. ", "Dr", " ", "Ada", "The ", "Skerrow ", "Times", "(PA)", "x", "-", "\n"]),
    max_size=9,
).map("".join)


def spans(pattern, text):
    return [(match.span(), match.groups()) for match in re.finditer(pattern, text)]


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_patterns_find_what_plainer_ones_find(text):
    assert spans(_WORD, text) == spans(r"(?<![\w@#-])[A-Z0-9]\w*", text)
    assert spans(_AFTER_HONORIFIC, text) == spans(r"\b(?:Mr|Mrs|Ms|Dr)\.?\s+(\w[\w’'-]*)", text)
    assert [m[1] for m in _DEFINED.finditer(text)] == re.findall(r"\s*\(([A-Z]{2,8})\)", text)
    last = FORMED.pattern.partition("{0,2}")[2]
    assert spans(FORMED, text) == spans(r"\b(?:[A-Z][\w’'-]*[ ]){1,3}" + last, text)
