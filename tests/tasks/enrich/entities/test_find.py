"""Mentions of an article: sentences in, who and what they name out."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.enrich.entities.find import find_mentions
from tasks.enrich.entities.mention import LABELS, Mention
from tasks.enrich.parse import Parser

PARSER = Parser()


def mentions(text: str) -> list[Mention]:
    return find_mentions(PARSER.parse([text])[0])


def named(text: str) -> dict[str, str]:
    """Each mention's words and the name it was resolved to."""
    return {text[m.start : m.end]: m.local_name for m in mentions(text)}


def test_surname_title_and_possessive_are_one_person() -> None:
    found = named(
        "Gov. Ada Moreno met reporters on Monday.\nMs. Moreno said the bridge was safe.\nMoreno’s critics disagreed."
    )
    assert found["Ms. Moreno"] == found["Moreno"] == "Ada Moreno"


def test_people_who_share_a_surname_stay_apart() -> None:
    text = "John Tarrant and his wife Mary Tarrant came early.\nMrs. Tarrant said she was happy."
    found = {text[m.start : m.end]: m.local_entity for m in mentions(text)}
    assert found["John Tarrant"] != found["Mary Tarrant"]
    assert found["Mrs. Tarrant"] == found["Mary Tarrant"]


def test_an_acronym_defined_in_the_text_is_its_long_form() -> None:
    text = (
        "The Quillport Harbour Authority (QHA) closed the pier on Friday.\n"
        "The QHA gave no reason. Fishermen asked the QHA to think again."
    )
    assert {m.local_entity for m in mentions(text) if "QHA" in text[m.start : m.end]} == {
        m.local_entity for m in mentions(text) if "Authority" in text[m.start : m.end]
    }


def test_a_city_and_its_state_are_one_place() -> None:
    assert "Manhattan Beach, Calif." in named(
        "The firm is based in Manhattan Beach, Calif., and sells boats."
    )


def test_a_people_is_not_its_country() -> None:
    text = "Norway won. The Norwegians cheered, and Norway’s king waved."
    found = {text[m.start : m.end]: m.local_entity for m in mentions(text)}
    assert found["Norwegians"] != found["Norway"]


def test_he_and_she_by_gender_and_nearness() -> None:
    text = (
        "Anna Velde, the mayor of Quillport, met John Tarrant on Monday.\n"
        "She told him that the pier would stay closed. He thanked her."
    )
    found = [(text[m.start : m.end], m.local_name) for m in mentions(text) if m.is_pronoun]
    assert found == [
        ("She", "Anna Velde"),
        ("him", "John Tarrant"),
        ("He", "John Tarrant"),
        ("her", "Anna Velde"),
    ]


def test_he_in_a_quotation_is_not_who_speaks() -> None:
    text = "John Tarrant sued Peter Velde. “He took all that we had in the bank,” Tarrant said in court."
    he = next(m for m in mentions(text) if m.is_pronoun)
    assert he.local_name == "Peter Velde"


def test_whom_a_quotation_names_does_not_say_it() -> None:
    text = (
        "The demand for Peter Velde's resignation is absurd, envoy John Tarrant said on Monday. "
        "“They name the condition that President Peter Velde should resign,” he said."
    )
    he = next(m for m in mentions(text) if m.is_pronoun)
    assert he.local_name == "John Tarrant"


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Vesna Parr, 34, was found safe on Sunday.", "Vesna Parr", "PERSON"),
        ("The Bulgarian-Turkish border was closed for hours.", "Turkish", "NORP"),
        ("Ministers told Quillnews.com that they would go.", "Quillnews.com", "ORG"),
        ("The couple left with their daughter Blue Tolmar on Friday.", "Blue Tolmar", "PERSON"),
        ("Police closed the Delhi-Noida border to all of them.", "Noida", "GPE"),
        ("Savers are covered by QFCX. The QFCX fund has 4 million.", "QFCX", "ORG"),
        (
            "The strikes hit the Islamic State, still fighting, and Islamic State fighters fled.",
            "Islamic State",
            "ORG",
        ),
    ],
)
def test_what_a_tagger_misses(text: str, name: str, label: str) -> None:
    assert (name, label) in [(text[m.start : m.end], m.label) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The CEO resigned and the new CEO was named.", "CEO"),
        ("THE QFCX FUND IS CLOSED TO ALL. ASK THE QFCX NOW.", "QFCX"),
        ("NOTICE: It holds. They say NOTICE: It holds.", "NOTICE"),
        ("Nobody reads page2 of it, page2 said.", "page2"),
        ("Secretary of State Ada Brandt came. The Secretary of State left.", "State"),
        ("On Tuesday, spokesman Rear Adm. Jan Brandt deferred it. Rear Adm. Jan Brandt left.", "Rear Adm."),
    ],
)
def test_what_is_no_name(text: str, name: str) -> None:
    assert name not in [text[m.start : m.end] for m in mentions(text) if m.label in ("ORG", "PERSON")]


def test_a_pronoun_before_a_name_is_no_part_of_it() -> None:
    text = "Mr. Tarrant Dr. J. R. Velde, M.D. (QHA) she Quillport Harbour Authority"
    found = [(text[m.start : m.end], m.is_pronoun) for m in mentions(text)]
    assert found[-2:] == [("she", True), ("Quillport Harbour Authority", False)]


def test_numbers_follow_the_order_of_the_text() -> None:
    text = "Norway beat Denmark. Denmark’s coach, Ole Brandt, left. Brandt was in tears, and Sweden laughed."
    seen = list(dict.fromkeys(m.local_entity for m in mentions(text) if not m.is_pronoun))
    assert seen == sorted(seen) == list(range(len(seen)))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Mr. Tarrant", "Ada Moreno", "Moreno’s", "he", "she", "said", "“Yes,”", "Paris, Texas", "the U.S.", "(QHA)",
             "Quillport Harbour Authority", ".", "\n", "American", "Dr. J. R. Velde, M.D.", "of", "—", "in Norway"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_whatever_the_text_mentions_are_sound(words: list[str]) -> None:
    text = " ".join(words)
    found = mentions(text)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    names: dict[int, str] = {}
    for m in found:
        assert text[m.start : m.end].strip() == text[m.start : m.end] != ""
        assert m.label in LABELS
        assert names.setdefault(m.local_entity, m.local_name) == m.local_name
