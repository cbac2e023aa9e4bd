"""Who speaks in a transcript, and what is none."""

import pytest

from tasks.enrich.parse import Parser
from tasks.enrich.quotes.transcripts import find_marked_turns, find_turns
from tasks.enrich.quotes.tree import Tree

DEBATE = "BROWN: The bridge holds.\n\nSTONE: It does not.\n\nBROWN: Ask the divers."


def labels_and_words(text):
    return [(text[slice(*t.label)], text[slice(*t.words)]) for t in find_turns(text)]


def test_all_who_debate_speak():
    assert labels_and_words(DEBATE) == [
        ("BROWN", "The bridge holds."),
        ("STONE", "It does not."),
        ("BROWN", "Ask the divers."),
    ]


def test_the_questions_of_an_interview_are_the_outlets_own():
    text = "Ford Herald: Is it safe?\n\nAda Brown: It is.\n\nFord Herald: Why?\n\nAda Brown: We looked."
    assert labels_and_words(text) == [("Ada Brown", "It is."), ("Ada Brown", "We looked.")]


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Ford Herald\n\nThe bridge was opened.\n\nSource: Town hall\n\nUpdated: Monday",
        "BROWN: The bridge holds.\n\nNothing else was said.",
        "Cost: 3 million.\n\nCost: 4 million.\n\nCost: 5 million.",
        "",
    ],
)
def test_captions_and_lists_are_no_transcript(text):
    assert find_turns(text) == []


def test_a_turn_between_marks_goes_on_in_reopened_ones():
    text = (
        "Mayor Ada Brown and Peter Stone spoke at length.\n"
        '"BROWN: They call it “The Tank.” It is small.\n'
        '"It has always been small.\n'
        '"STONE: Why?"\n'
        '"Not said in the debate," Stone wrote.'
    )
    turns = find_marked_turns(Tree(Parser().parse([text])[0]))
    assert [(text[slice(*t.label)], [text[slice(*w)] for w in (t.words, *t.more)]) for t in turns] == [
        ("BROWN", ["They call it “The Tank.” It is small.", "It has always been small."]),
        ("STONE", ["Why?"]),
    ]
