"""Who is who across invented articles."""

import pytest
from resolve_warehouse import MemoryWarehouse, article, together

from tasks.lake.connect import Warehouse, connect
from tasks.resolve.canonical import aliases_of, canonical_name
from tasks.resolve.organisations import is_acronym_form, organisation_key, without_country
from tasks.resolve.override import overrides_of, read_overrides
from tasks.resolve.people import group_people
from tasks.resolve.places import country_of_adjective, group_key, place_key, related_country
from tasks.vocabulary.errors import NewsloomError


def one_person(*names):
    return len(set(group_people(dict.fromkeys(names, 1)).values())) == 1


@pytest.mark.parametrize(
    ("names", "is_one"),
    [
        (("John Marr", "John F. Marr"), True),
        (("Bill Marr", "William Marr"), True),
        (("J. Marr", "John Marr"), True),
        (("Nuri al-Maruki", "Nuri Maruki"), True),
        (("Rear Adm. John Marr", "John Marr"), True),
        (("John Marr", "Jane Marr"), False),
        (("John Marr", "John Marr Jr."), False),
        (("Paul Marr", "Paula Marr"), False),
        (("George W. Marr", "George H. Marr"), False),
    ],
)
def test_full_names_of_one_person(names, is_one):
    assert one_person(*names) is is_one


def test_a_name_that_fits_two_goes_to_the_one_who_dominates():
    names = {"George W. Marr": 9, "George H. Marr": 1, "George Marr": 4}
    assert group_people(names)["George Marr"] == group_people(names)["George W. Marr"]
    level = {"George W. Marr": 5, "George H. Marr": 4, "George Marr": 4}
    assert group_people(level)["George Marr"] not in (
        group_people(level)["George W. Marr"],
        group_people(level)["George H. Marr"],
    )


def test_organisations():
    assert organisation_key("The Quillport Packing Co., Inc.") == organisation_key("Quillport Packing")
    assert organisation_key("Justice Department") == organisation_key("Department of Justice")
    assert organisation_key("U.S. Department of Justice") == organisation_key("US Justice Department")
    assert without_country("norwegian navy") == "navy"
    assert without_country("quillport packing") is None
    assert is_acronym_form("F.E.M.A.")
    assert not is_acronym_form("Fema Works")


def test_places_and_peoples():
    assert place_key("U.S.")[0] == place_key("the United States")[0]
    assert place_key("London")[0] == "london"
    assert place_key("Springfield, Ill.") == ("springfield, us-il", "springfield")
    assert place_key("Pacific Ocean") == place_key("the Pacific")
    assert group_key("Republicans") == group_key("Republican")
    assert country_of_adjective("Norwegian") == place_key("Norway")[0]
    assert country_of_adjective("Norwegians") is None
    assert related_country("Norwegians") == "Norway"


def test_the_name_is_the_fullest_well_supported_form():
    assert canonical_name({"Lindqvist": 3, "Ana Lindqvist": 9, "Ana Maria Lindqvist": 1}) == "Ana Lindqvist"
    assert canonical_name({"Ana Lindqvist": 2, "Ana Maria Lindqvist": 1}) == "Ana Maria Lindqvist"
    assert aliases_of("Oddby Council", {"the Council's": 2, "Oddby Council": 5}) == ["Council"]


def entity_of(warehouse, text):
    names = {row["entity_id"]: row["name"] for row in warehouse.tables["entities"]}
    return {
        (row["article_id"][-1], names[row["entity_id"]])
        for row in warehouse.tables["mentions"]
        if row["text"] == text
    }


def people(*names):
    return [(name, "PERSON", name.removeprefix("Mr ").removeprefix("Ms ")) for name in names]


def test_a_surname_goes_to_the_one_whom_its_story_names_in_full():
    warehouse = MemoryWarehouse()
    warehouse.run(
        together(
            [
                article(1, "…", story="mill", people=people("Ana Lindqvist")),
                article(2, "…", story="mill", people=people("Lindqvist")),
                article(3, "…", story="bridge", people=people("Jonas Lindqvist")),
                article(4, "…", story="bridge", people=people("Lindqvist")),
                article(5, "…", story="harvest", people=people("Lindqvist")),
            ]
        )
    )
    assert entity_of(warehouse, "Lindqvist") == {
        ("2", "Ana Lindqvist"),
        ("4", "Jonas Lindqvist"),
        ("5", "Lindqvist"),
    }
    assert len(warehouse.tables["entities"]) == 3


def test_ms_is_no_mans_title():
    warehouse = MemoryWarehouse()
    warehouse.run(
        together(
            [
                article(1, "…", story="mill", people=people("Emma Halv", "Robert Halv")),
                article(2, "…", story="mill", people=[("Ms Halv", "PERSON", "Halv")]),
                article(3, "…", story="mill", people=[("Mr Halv", "PERSON", "Halv")]),
            ]
        )
    )
    assert entity_of(warehouse, "Ms Halv") == {("2", "Emma Halv")}
    assert entity_of(warehouse, "Mr Halv") == {("3", "Robert Halv")}


def test_an_acronym_is_what_some_article_spells_out():
    warehouse = MemoryWarehouse()
    both = [("Oddby Flood Agency", "ORG", "Oddby Flood Agency"), ("OFA", "ORG", "Oddby Flood Agency")]
    warehouse.run(together([article(1, "…", people=both), article(2, "…", people=[("OFA", "ORG", "OFA")])]))
    assert entity_of(warehouse, "OFA") == {("1", "Oddby Flood Agency"), ("2", "Oddby Flood Agency")}


def test_a_people_has_its_country():
    warehouse = MemoryWarehouse()
    warehouse.run(article(1, "…", people=[("Norwegians", "NORP", "Norwegians"), ("Norway", "GPE", "Norway")]))
    rows = {row["name"]: (row["kind"], row["related_country"]) for row in warehouse.tables["entities"]}
    assert rows == {"Norwegians": ("NORP", "Norway"), "Norway": ("GPE", None)}


OVERRIDES = """action,name,to,kind,where
alias,Old Annie,Ana Lindqvist,,
merge,Anna Lindkvist,Ana Lindqvist,PERSON,
split,Piet Okoro,Piet Okoro the younger,PERSON,quarrypost.example
"""


def test_the_users_own_word_survives_later_runs(tmp_path):
    path = tmp_path / "entities.csv"
    path.write_text(OVERRIDES, encoding="utf-8")
    warehouse = MemoryWarehouse(path)
    warehouse.run(
        together(
            [
                article(1, "…", people=people("Ana Lindqvist", "Old Annie", "Piet Okoro")),
                article(2, "…", people=people("Anna Lindkvist"), story="mill"),
                article(3, "…", people=people("Piet Okoro"), domain="quarrypost.example"),
                article(4, "…", people=people("Lindkvist"), story="mill"),
            ]
        )
    )
    warehouse.run(article(5, "…", people=people("Old Annie")))
    assert entity_of(warehouse, "Old Annie") == {("1", "Ana Lindqvist"), ("5", "Ana Lindqvist")}
    assert entity_of(warehouse, "Lindkvist") == {("4", "Ana Lindqvist")}
    assert entity_of(warehouse, "Anna Lindkvist") == {("2", "Ana Lindqvist")}
    assert entity_of(warehouse, "Piet Okoro") == {("1", "Piet Okoro"), ("3", "Piet Okoro the younger")}


def test_a_line_that_says_nothing_is_named(tmp_path):
    path = tmp_path / "entities.csv"
    path.write_text("action,name,to\nrename,Ana,Anna\n", encoding="utf-8")
    with pytest.raises(NewsloomError, match="line 2"):
        read_overrides(path)
    assert read_overrides(None) == read_overrides(tmp_path / "none.csv") == []


def test_the_file_is_looked_for_in_the_warehouse_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("NEWSLOOM_ENTITIES", raising=False)
    con = connect(Warehouse.at(tmp_path))
    assert overrides_of(con) == tmp_path / "entities.csv"
    monkeypatch.setenv("NEWSLOOM_ENTITIES", str(tmp_path / "mine.csv"))
    assert overrides_of(con) == tmp_path / "mine.csv"
    con.close()
