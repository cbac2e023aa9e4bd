"""Names of people, organisations and places, by example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.vocabulary.names import (
    demonym_of,
    fold_name,
    gender_of,
    is_acronym,
    org_key,
    plain_name,
    same_person,
    split_name,
    strip_titles,
    territory,
    titles_of,
)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Rear Adm. John Ross", "John Ross"),
        ("Secretary of State Ada Moreno", "Ada Moreno"),
        ("Grand Ayatollah Ali Rostami", "Ali Rostami"),
        ("Vice President-elect Mike Vale", "Mike Vale"),
        ("former President Vale", "Vale"),
        ("Dr. Ann Lee, MD", "Ann Lee"),
        ("Queen Mathilde", "Queen Mathilde"),
        ("Prime Minister Lord Dunmore", "Lord Dunmore"),
        ("King", "King"),
        ("JOHN ROSS", "John Ross"),
        ("Ross’s", "Ross"),
    ],
)
def test_titles_come_off_and_names_stay(name: str, bare: str) -> None:
    assert strip_titles(name) == bare


def test_titles_as_they_stand() -> None:
    assert titles_of("Rear Adm. John Ross") == "Rear Adm."
    assert titles_of("John Ross") == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("John F. Ross Jr.", ("john", ("f",), "ross", "jr")),
        ("Mr. Ross", ("", (), "ross", "")),
        ("Ross, John", ("john", (), "ross", "")),
        ("Jan van der Berg", ("jan", (), "berg", "")),
        ("de Oliveira", ("", (), "oliveira", "")),
        ("Hassan al-Rawi", ("hassan", (), "rawi", "")),
        ("William “Bill” Vale", ("william", (), "vale", "")),
        ("Anne-Marie Smith-Jones", ("annemarie", (), "smithjones", "")),
    ],
)
def test_parts(name: str, parts: tuple[str, tuple[str, ...], str, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("a", "b", "can_be_one"),
    [
        ("John F. Ross", "Mr. Ross", True),
        ("Bill Vale", "William J. Vale", True),
        ("J. Ross", "John Ross", True),
        ("JD Ross", "J.D. Ross", True),
        ("Teresa Ross", "John Ross", False),
        ("Mrs. Ross", "John Ross", False),
        ("John Ross Sr.", "John Ross Jr.", False),
        ("John Ross", "John Vale", False),
        ("José Núñez", "Jose Nunez", True),
        ("Aleksey Tolmar", "Alexei Tolmar", True),
        ("Muhammad Tolmar", "Mohamed Tolmar", True),
        ("Terri Ross", "Terry Ross", False),
    ],
)
def test_same_person(a: str, b: str, can_be_one: bool) -> None:
    assert same_person(a, b) is same_person(b, a) is can_be_one


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Ms. Vale", "f"),
        ("Sir Nick Vale", "m"),
        ("Anna Vale", "f"),
        ("Vale", None),
        ("J. Vale", None),
        ("Queen Ada", "f"),
    ],
)
def test_gender(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


def test_organisations_and_acronyms() -> None:
    assert org_key("The Quillport Packing Co., Inc.") == org_key("Quillport Packing’s") == "quillport packing"
    assert org_key("Vale & Ross plc") == org_key("Vale and Ross")
    assert is_acronym("U.N.", "the United Nations")
    assert is_acronym("BoM", "Bureau of Meteorology")
    assert is_acronym("BM", "Bureau of Meteorology")
    assert not is_acronym("BBC", "Bureau of Meteorology")


@pytest.mark.parametrize(
    ("name", "place", "people"),
    [
        ("the U.S.", "United States", None),
        ("Calif.", "California", None),
        ("EU", "European Union", None),
        ("London", None, None),
        ("French", None, "France"),
        ("Iranians", None, "Iran"),
        ("South Koreans", None, "South Korea"),
        ("Japan", "Japan", None),
        ("Britons", None, "United Kingdom"),
        ("us", None, None),
        ("the Czech Republic", "Czechia", None),
    ],
)
def test_a_country_is_not_its_capital_nor_its_people(
    name: str, place: str | None, people: str | None
) -> None:
    found, demonym = territory(name), demonym_of(name)
    assert (found.name if found else None) == place
    assert (demonym.name if demonym else None) == people


@given(st.text(max_size=40))
def test_any_text_can_be_folded_twice(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)
    assert same_person(name, name) or not split_name(name).last
    plain_name(name)
    territory(name)
