"""Records: a JSON line, a CSV or a Parquet row says what its article is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.vocabulary.document import Rejected
from tasks.vocabulary.record import (
    body_of,
    canonical_json,
    extra_of,
    parse_record,
    readable_json,
    stated_fields,
    time_of,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (rb'{"text": "Wind rose."}', "Wind rose."),
        (b'\xef\xbb\xbf{"text": "marked"}', "marked"),
        (b'{"text": "a\ttab"}', "a\ttab"),
        (rb'{"text": "half \ud83d of it"}', "half \ufffd of it"),
        (rb'{"text": "whole \ud83d\ude00"}', "whole \U0001f600"),
        (b'{"text": "caf\xe9"}', "café"),
        (b'{"text": "first", "text": "last"}', "last"),
        (b'{"text": "kept", "score": NaN}', "kept"),
    ],
)
def test_what_scrapers_write_is_read(line, text):
    assert body_of(parse_record(line).record).text == text


@pytest.mark.parametrize(
    ("line", "is_plain"),
    [
        (b'{"text": "Wind rose."}', True),
        (b'{"text": "caf\xc3\xa9", "text2": 1}', True),
        (b'{"text": "first", "text": "last"}', False),
        (rb'{"text": "half \ud83d"}', False),
        (b'{"text": "a\ttab"}', False),
        (b'\xef\xbb\xbf{"text": "marked"}', False),
        (b'{"text": "caf\xe9"}', False),
    ],
)
def test_a_plain_line_reads_the_same_everywhere(line, is_plain):
    assert parse_record(line).is_plain is is_plain


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        (b"{nope", "Expecting property name"),
        (b'{"text": "cut o', "Unterminated string"),
        (b"[1, 2]", "a list and not an object"),
        (b"null", "a null and not an object"),
        (b'"text"', "a string and not an object"),
        (b'[{"text": "one"},', "write one object a line"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", "4300 digits"),
    ],
)
def test_what_is_no_record_says_why(line, detail):
    with pytest.raises(Rejected, match=detail) as error:
        parse_record(line)
    assert error.value.reason == "not_json"


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_the_canonical_form_is_that_of_an_equal_record(record):
    shuffled = dict(reversed(list(record.items())))
    assert canonical_json(shuffled) == canonical_json(record)
    assert canonical_json({**record, "nothing": None}) == canonical_json(record)
    again = parse_record(readable_json(record)).record
    if "\ufffd" not in str(again):
        assert canonical_json(again) == canonical_json(record)


def test_a_number_beyond_measure_is_no_json():
    assert (
        readable_json({"n": float("inf"), "m": [1.5, {"k": float("nan")}]})
        == b'{"m": [1.5, {"k": null}], "n": null}'
    )


def test_the_page_comes_before_the_text():
    assert body_of({"html": "<p>page", "text": "text"}) == ("<p>page", None)
    assert body_of({"html": "  ", "text": "text"}) == (None, "text")


@pytest.mark.parametrize(
    "record", [{}, {"body": "Wind rose."}, {"text": ""}, {"text": " \n"}, {"text": 7}, {"html": None}]
)
def test_a_record_without_html_or_text_is_rejected(record):
    with pytest.raises(Rejected, match="neither `html` nor `text`") as error:
        body_of(record)
    assert error.value.reason == "no_text"


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Ada Moor", "Ben Quill"], ("Ada Moor", "Ben Quill")),
        ("Ada Moor; Ben Quill", ("Ada Moor", "Ben Quill")),
        ("Ada Moor and Ben Quill", ("Ada Moor and Ben Quill",)),
        ('["Ada Moor", "Ben Quill"]', ("Ada Moor", "Ben Quill")),
        ([{"name": "Ada Moor"}, None, ""], ("Ada Moor",)),
        ([], None),
        (7, None),
        (" ", None),
    ],
)
def test_authors_come_as_a_list_or_a_string(authors, names):
    assert stated_fields({"authors": authors}).authors == names


def test_what_a_record_states():
    stated = stated_fields(
        {
            "title": " Storm ",
            "published_at": 1_700_000_000,
            "source": "Skerrow Today",
            "language": "en",
            "modified_at": {},
        }
    )
    assert stated.title == "Storm"
    assert stated.published_at == "2023-11-14T22:13:20+00:00"
    assert stated.source == "Skerrow Today"
    assert stated.language == "en"
    assert stated.modified_at is None


def test_unknown_fields_are_kept():
    record = {"text": "x", "section": "Sea", "tags": ["ferry"], "score": None, "count": 3}
    assert extra_of(record) == '{"count": 3, "section": "Sea", "tags": ["ferry"]}'
    assert extra_of({"text": "x", "id": 1}) is None


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-10-03T09:30:00Z", datetime(2025, 10, 3, 9, 30, tzinfo=UTC)),
        ("2025-10-03T09:30:00+02:00", datetime(2025, 10, 3, 7, 30, tzinfo=UTC)),
        ("2025-10-03 09:30", datetime(2025, 10, 3, 9, 30, tzinfo=UTC)),
        ("2025-10-03", datetime(2025, 10, 3, tzinfo=UTC)),
        ("20251003", datetime(2025, 10, 3, tzinfo=UTC)),
        ("Fri, 03 Oct 2025 09:30:00 +0200", datetime(2025, 10, 3, 7, 30, tzinfo=UTC)),
        (1_759_483_800, datetime(2025, 10, 3, 9, 30, tzinfo=UTC)),
        (1_759_483_800_000, datetime(2025, 10, 3, 9, 30, tzinfo=UTC)),
        ("1759483800.5", datetime(2025, 10, 3, 9, 30, 0, 500_000, tzinfo=UTC)),
        ("last Friday", None),
        ("0001-01-01T00:00:00+14:00", None),
        (True, None),
        (None, None),
    ],
)
def test_moments_in_many_spellings(value, moment):
    assert time_of(value) == moment
