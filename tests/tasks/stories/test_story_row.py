"""A story is named after its founder and counts its voices."""

from datetime import UTC, datetime

from tasks.stories.story import Teller, story_row

MARCH = datetime(2025, 3, 14, tzinfo=UTC)


def test_the_first_published_founds_the_story_and_titles_it():
    row = story_row(
        [
            Teller("a_2", "c_2", None, "s_1", "Undated"),
            Teller("a_3", "c_3", MARCH.replace(day=15), "s_2", "Second"),
            Teller("a_9", "c_9", MARCH, "s_1", "First"),
        ]
    )
    assert row["story_id"] == "st_9"
    assert row["title"] == "First"
    assert (row["first_published_at"], row["last_published_at"]) == (MARCH, MARCH.replace(day=15))


def test_copies_are_one_voice():
    row = story_row(
        [
            Teller("a_1", "c_1", MARCH, "s_1", "Wire"),
            Teller("a_2", "c_1", MARCH, "s_2", "Wire"),
            Teller("a_3", "c_3", MARCH, None, None),
        ]
    )
    assert (row["n_articles"], row["n_sources"], row["n_independent"]) == (3, 2, 2)


def test_a_story_of_untitled_articles_has_no_title():
    assert story_row([Teller("a_1", "c_1", None, None, None)])["title"] is None
