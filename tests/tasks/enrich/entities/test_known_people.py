"""Names that the article takes for a person's though the tagger does not: the tagger's view is given, not asked for."""

import pytest

from tasks.enrich.entities.known_people import with_known_people
from tasks.enrich.entities.mention import Found
from tasks.enrich.parse import Parser

PARSER = Parser()


def known(text: str, **labels: str) -> list[tuple[str, str]]:
    """Names and labels, those of `labels` (blanks as underscores) tagged so at every place and nothing else tagged."""
    parse = PARSER.parse([text])[0]
    found = []
    for key, label in labels.items():
        name = key.replace("_", " ")
        at = text.find(name)
        while at >= 0:
            found.append(Found(at, at + len(name), label))
            at = text.find(name, at + 1)
    return [(text[f.start : f.end], f.label) for f in with_known_people(parse, sorted(found))]


@pytest.mark.parametrize(
    "text",
    [
        "The law that President Tolmar signed is old. Critics of Tolmar disagreed.",
        "On Monday Tolmar opened the bridge that his father had built.",
        "On Monday Tolmar left. The harbour was told that Tolmar took her boat. Now Tolmar says she is sorry.",
    ],
)
def test_a_lone_name_with_a_title_or_to_which_he_and_she_refer_is_a_persons(text: str) -> None:
    assert set(known(text, Tolmar="ORG")) == {("Tolmar", "PERSON")}


@pytest.mark.parametrize(
    "text",
    [
        "The Tolmar said that he would be paid. Ships of the Tolmar came.",
        "On Monday Tolmar sent Ada Brandt the boat that she wanted.",
        "He lives in Tolmar. When Tolmar froze, his pipes burst.",
        "Deputy Tolmar Ministry officials came. A Tolmar spokesman denied it.",
    ],
)
def test_a_lone_name_without_such_signs_stays_what_it_was(text: str) -> None:
    assert set(known(text, Tolmar="ORG", Ada_Brandt="PERSON")) <= {
        ("Tolmar", "ORG"),
        ("Ada Brandt", "PERSON"),
    }


def test_a_full_name_whose_last_name_stands_alone_elsewhere_is_a_persons() -> None:
    text = "Nora Tolmar sold the yard. Nobody knew why Tolmar did so. Nora Fields, a bank, paid."
    assert ("Nora Tolmar", "PERSON") in known(text, Nora_Tolmar="ORG", Nora_Fields="ORG")
    assert ("Nora Fields", "ORG") in known(text, Nora_Tolmar="ORG", Nora_Fields="ORG")


def test_the_end_of_a_persons_name_with_its_particle_is_the_persons() -> None:
    text = "Ada Le Tolmar came. Then Le Tolmar left."
    labels = known("Ada Le Tolmar came.", Ada_Le_Tolmar="PERSON") + known(text, Ada_Le_Tolmar="PERSON")
    assert set(labels) == {("Ada Le Tolmar", "PERSON")}
    parse = PARSER.parse([text])[0]
    tail = Found(text.rindex("Le Tolmar"), text.rindex("Le Tolmar") + 9, "ORG")
    assert with_known_people(parse, [Found(0, 13, "PERSON"), tail])[-1].label == "PERSON"


def test_a_place_run_together_with_a_person_is_parted() -> None:
    text = "Their envoy in Quillport Peter Tolmar said no. “It is late,” Tolmar added."
    parse = PARSER.parse([text])[0]
    run_in = Found(text.index("Quillport"), text.index(" said"), "FAC")
    alone = Found(text.rindex("Tolmar"), text.rindex("Tolmar") + 6, "PERSON")
    found = [(text[f.start : f.end], f.label) for f in with_known_people(parse, [run_in, alone])]
    assert found == [("Quillport", "GPE"), ("Peter Tolmar", "PERSON"), ("Tolmar", "PERSON")]


def test_a_short_surname_is_found_where_it_does_something() -> None:
    text = "Ada Key runs the yard.\nMrs Key sold it on Monday.\nThe key is lost."
    assert [name for name, _ in known(text, Ada_Key="PERSON")] == ["Ada Key", "Mrs Key"]
