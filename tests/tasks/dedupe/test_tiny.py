"""Texts too short for the index are found by one word and a pattern."""

from tasks.dedupe.tiny import search_for


def test_a_headline_is_found_in_a_longer_text():
    search = search_for("Ferry runs aground at Selwick")
    text = "‘Ferry runs aground at Selwick’, wrote the Ledger.".lower()
    assert search.word in text
    assert search.pattern.search(text)


def test_a_word_more_makes_another_word():
    assert not search_for("Ferry runs aground at Selwick").pattern.search(
        "ferry runs aground at selwickshire"
    )


def test_less_than_a_shingle_is_not_looked_for():
    assert search_for("Watch the video") is None


def test_the_word_stands_in_all_that_contain_most_of_the_text():
    # a text with five of its six shingles may lack the first word, long as it is
    assert search_for("Incomprehensibly one two three four five six seven eight nine").word == "eight"
