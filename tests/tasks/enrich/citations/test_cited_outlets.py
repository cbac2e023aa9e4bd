"""Outlets by list and by the form of their names."""

import pytest

from tasks.enrich.citations.outlets import is_formed_as_agency, is_formed_as_outlet, is_named_as_outlet


@pytest.mark.parametrize(
    "name", ["the Harbour Gazette", "Radio Selwick", "The Daily Lantern", "Skerrow Today", "Meridian Wire"]
)
def test_names_made_like_an_outlets(name):
    assert is_formed_as_outlet(name)


@pytest.mark.parametrize(
    "name", ["Ada Brown", "the Gazette", "harbour gazette", "Ford Town Council", "Brown"]
)
def test_names_that_are_not(name):
    assert not is_formed_as_outlet(name)


def test_wires_are_agencies():
    assert is_formed_as_agency("Meridian Wire")
    assert not is_formed_as_agency("Harbour Gazette")


def test_known_names_need_no_form():
    assert is_named_as_outlet("Reuters")
    assert is_named_as_outlet("the BBC")
