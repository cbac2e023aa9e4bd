"""Bytes become text as a browser would show them."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.vocabulary.encodings import codec_name, declared_encoding, decode, is_text

POLISH = "Rząd zapowiedział, że wróci do sprawy. " * 8
RUSSIAN = "Правительство обещало вернуться к этому вопросу позже. " * 8
JAPANESE = "政府はこの問題に戻ると約束した。" * 8


@given(st.text())
def test_utf8_is_read_as_it_is(text):
    if "\x00" not in text and not text.startswith(("\ufeff", "\x2b")):
        assert decode(text.encode()) == (text, "utf-8", True)


@given(st.binary(), st.sampled_from([None, "utf-8", "latin1", "shift_jis", "no-such", "rot13", "utf-7"]))
def test_any_bytes_are_read_somehow_and_the_same_again(raw, label):
    first = decode(raw, label)
    again = decode(raw, first.encoding)
    assert again.text == first.text
    first.text.encode("utf-8")  # no halves of characters


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (POLISH, "iso-8859-2", "ISO-8859-2"),
        (POLISH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "shift_jis", "Shift_JIS"),
        (JAPANESE, "euc_jp", "x-euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        ("“Yes,” she said – naïve.", "cp1252", "iso-8859-1"),
        ("政府承诺回到这个问题。", "gb18030", "gb2312"),
    ],
)
def test_a_declared_encoding_is_believed_where_the_bytes_allow(text, encoding, label):
    page = f'<html><head><meta charset="{label}"></head><p>{text}'.encode(encoding)
    assert declared_encoding(page) == label
    assert decode(page, declared_encoding(page)).text.endswith(text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp")],
)
def test_without_a_label_the_encoding_is_guessed(text, encoding):
    assert decode(text.encode(encoding)).text == text


def test_utf8_wins_over_a_label_that_lies():
    assert decode("Café “Zoë”".encode(), "iso-8859-1") == ("Café “Zoë”", "utf-8", True)


def test_windows_quotation_marks_in_a_page_that_says_latin_1():
    assert decode(b"\x93Yes,\x94 she said.", "iso-8859-1").text == "“Yes,” she said."


def test_utf8_cut_within_a_character_is_still_utf8():
    raw = ("“Żółć”, rzekł. " * 20).encode()
    assert decode(raw[:-5]).text.startswith("“Żółć”, rzekł. “Żółć”")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_and_utf32_with_and_without_a_mark(encoding):
    assert decode("Storm over Skerrow".encode(encoding)).text == "Storm over Skerrow"


def test_the_mark_of_utf8_stays_as_open_would_leave_it():
    assert decode(b"\xef\xbb\xbfStorm").text == "\ufeffStorm"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ISO-8859-1", "windows-1252"),
        ("utf8", "utf-8"),
        ("rot13", None),
        ("zlib", None),
        ("", None),
        ("x\x00", None),
    ],
)
def test_labels_mean_what_they_mean_on_the_web(label, name):
    assert codec_name(label) == (name and codec_name(name))


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 some text",
        b"\x89PNG\r\n",
        b"PK\x03\x04" + b"a" * 100,
        b"\x00" * 200,
        bytes(range(256)) * 4,
        os.urandom(4096),
    ],
)
def test_binary_data_are_no_text(raw):
    assert not is_text(raw, decode(raw).text)


@pytest.mark.parametrize(
    "text",
    ["Wind rose.", "Wind\x00 rose over the channel " * 30, "\x1b[1mbold\x1b[0m " + "words " * 20, JAPANESE],
)
def test_odd_characters_are_borne(text):
    assert is_text(text.encode(), decode(text.encode()).text)
