"""Who speaks in a transcript, and what is none."""

import pytest

from tasks.enrich.quotes.transcripts import find_turns

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
