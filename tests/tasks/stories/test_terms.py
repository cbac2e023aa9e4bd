"""What an article is about: rare words, names, neighbours; what stands first counts twice."""

import math

import pytest

from tasks.stories.background import news_background
from tasks.stories.terms import TERMS_KEPT, names, stem, stems, weigh

BACKGROUND = news_background()


def likeness(one, other):
    left, right = dict(zip(*one, strict=True)), dict(zip(*other, strict=True))
    return sum(weight * right.get(term, 0) for term, weight in left.items())


@pytest.mark.parametrize(
    ("words", "stem_of_all"),
    [
        (("strike", "strikes", "striking"), "strik"),
        (("city", "cities"), "city"),
        (("Selwick's", "Selwick’s", "selwick"), "selwick"),
    ],
)
def test_forms_of_a_word_have_one_stem(words, stem_of_all):
    assert {stem(word.lower()) for word in words} == {stem_of_all}


def test_stopwords_and_single_letters_leave_gaps():
    assert stems("The mayor of Port Selwick, a K. Orme") == [
        None,
        "mayor",
        None,
        "port",
        "selwick",
        None,
        None,
        "orme",
    ]


def test_a_name_tells_more_than_a_common_word():
    assert BACKGROUND.rarity("skerrow") > BACKGROUND.rarity("government") > BACKGROUND.rarity("year")


def test_the_terms_are_sorted_and_of_unit_length():
    terms, weights = weigh("Ferry aground", " ".join(f"word{k} name{k}x" for k in range(500)), BACKGROUND)
    assert terms == sorted(set(terms))
    assert len(terms) <= TERMS_KEPT
    assert math.isclose(sum(weight * weight for weight in weights), 1)


def test_an_empty_text_has_no_terms():
    assert weigh(None, "", BACKGROUND) == ([], [])


def test_two_tellings_of_an_event_are_more_alike_than_two_events_of_a_kind():
    one = weigh(
        "Ferry aground off Port Selwick", "The Lady Aldith ran onto the Anvil sandbank in fog.", BACKGROUND
    )
    two = weigh(
        "Selwick ferry stuck on sand",
        "Fog put the Lady Aldith on the Anvil bank, the harbour said.",
        BACKGROUND,
    )
    other = weigh("Ferry aground off Kelmoor", "The Queen Orla ran onto rocks in a storm.", BACKGROUND)
    assert likeness(one, two) > likeness(one, other)


def test_a_pasted_address_says_nothing():
    line = "https://www.ledger.example/news/ferry-aground\n"
    assert weigh(None, f"{line}Fog closed the harbour.", BACKGROUND) == weigh(
        None, "\nFog closed the harbour.", BACKGROUND
    )


def test_of_a_foreign_text_only_names_and_figures_count():
    assert names("Le ferry Lady Aldith, avec 118 passagers", "fr") == [
        "le",
        None,
        "lady",
        "aldith",
        None,
        "118",
        None,
    ]


def test_a_german_noun_alone_is_no_name():
    assert names("der Hafen von Port Selwick", "de") == [None, None, None, "port", "selwick"]


def test_a_foreign_telling_is_like_the_english_one():
    english = weigh(
        "Ferry aground off Port Selwick",
        "The Lady Aldith, with 118 on board, hit the Anvil bank.",
        BACKGROUND,
    )
    foreign = weigh(
        "Un ferry échoué à Port Selwick",
        "Le Lady Aldith et ses 118 passagers sont sur le banc Anvil.",
        BACKGROUND,
        "fr",
    )
    assert likeness(english, foreign) > 0.3
