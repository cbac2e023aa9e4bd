"""What the tables of first names say."""

import pytest
from gender_guesser.detector import Detector

from tasks.vocabulary.first_names import is_pet_form, table_gender

AS_THE_PACKAGE_SAYS = {
    "male": "M",
    "mostly_male": "1M",
    "female": "F",
    "mostly_female": "1F",
    "andy": "?",
    "unknown": None,
}


@pytest.mark.parametrize(
    ("name", "gender"),
    [("john", "M"), ("ada", "F"), ("kerry", "1F"), ("jean-pierre", "M"), ("xqzt", None)],
)
def test_a_name_has_its_usual_gender(name, gender):
    assert table_gender(name) == gender


def test_every_name_is_as_the_package_says():
    package = Detector(case_sensitive=False)
    assert {name: table_gender(name) for name in package.names} == {
        name: AS_THE_PACKAGE_SAYS[package.get_gender(name)] for name in package.names
    }


def test_a_pet_form_is_one_of_its_full_name_only():
    assert is_pet_form("jack", "john")
    assert not is_pet_form("john", "jack")
    assert not is_pet_form("jack", "robert")
