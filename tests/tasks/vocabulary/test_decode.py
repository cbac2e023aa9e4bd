"""A row of `documents` gives its text back, from the raw bytes alone."""

import pytest

from tasks.vocabulary.decode import MARKDOWN, PAGE, RECORD, TEXT, decode_document
from tasks.vocabulary.document import Rejected


def row(raw, media_type, **columns):
    return {"document_id": "d_1", "origin": "storm.txt", "media_type": media_type, "raw": raw, **columns}


def test_a_text_keeps_its_own_newlines():
    assert decode_document(row(b"Storm\r\n\r\nWind rose.\r\n", TEXT)).text == "Storm\r\n\r\nWind rose.\r\n"


def test_a_page_and_a_markdown_text():
    assert decode_document(row(b"<p>Wind", PAGE)).html == "<p>Wind"
    assert decode_document(row(b"# Wind", MARKDOWN)).text == "# Wind"


def test_the_encoding_of_the_row_is_used():
    assert decode_document(row("Rząd".encode("iso-8859-2"), PAGE, encoding="iso8859-2")).html == "Rząd"


def test_a_record_says_what_its_article_is():
    raw = '{"id": 7, "text": "Wind rose.", "title": "Storm", "authors": ["Ada Moor"], "source": "Skerrow Today"}'
    document = decode_document(
        row(raw.encode(), RECORD, external_id="7", url="https://skerrowtoday.example/7")
    )
    assert document.text == "Wind rose."
    assert document.html is None
    assert document.stated.title == "Storm"
    assert document.stated.authors == ("Ada Moor",)
    assert (document.external_id, document.url) == ("7", "https://skerrowtoday.example/7")


@pytest.mark.parametrize(
    ("raw", "media_type", "reason"),
    [(b" \n", TEXT, "empty"), (b"{", RECORD, "not_json"), (b"{}", RECORD, "no_text")],
)
def test_what_holds_no_article_is_rejected(raw, media_type, reason):
    with pytest.raises(Rejected) as error:
        decode_document(row(raw, media_type))
    assert error.value.reason == reason
