"""Who was first, and what the others are to the first."""

from datetime import UTC, datetime, timedelta

from tasks.dedupe.original import Member, founder, original, place_members

NINE = datetime(2025, 3, 14, 9, tzinfo=UTC)


def member(article_id, hour=None, *, agency=False, words=100, page=None, day_only=False):
    time = None if hour is None else NINE + timedelta(hours=hour)
    known_by = NINE.replace(hour=0) + timedelta(days=1) if day_only else time
    return Member(article_id, NINE.replace(hour=0) if day_only else time, known_by, agency, words, page)


def kinds(*pairs):
    return {key: kind for a, b, kind in pairs for key in ((a, b), (b, a))}


def test_the_earliest_is_the_original_and_an_unknown_time_is_last():
    assert original([member("a_1"), member("a_2", 3), member("a_3", 1)]).article_id == "a_3"


def test_a_date_alone_may_be_as_late_as_midnight():
    assert original([member("a_1", day_only=True), member("a_2", 3)]).article_id == "a_2"


def test_at_the_same_time_agency_credit_then_length_then_id_decide():
    assert original([member("a_1", 1, words=900), member("a_2", 1, agency=True)]).article_id == "a_2"
    assert original([member("a_1", 1), member("a_2", 1, words=900)]).article_id == "a_2"
    assert original([member("a_2", 1), member("a_1", 1)]).article_id == "a_1"


def test_the_founder_is_the_first_published_by_the_clock_it_states():
    assert founder([member("a_1", day_only=True), member("a_2", 3)]).article_id == "a_1"


def test_copies_point_to_the_original():
    places = place_members([member("a_1", 1), member("a_2", 2)], kinds(("a_1", "a_2", "near")), "c_1")
    assert [tuple(place) for place in places] == [("a_1", "c_1", None, None), ("a_2", "c_1", "a_1", "near")]


def test_an_updated_version_of_the_original_page_is_no_copy():
    members = [member("a_1", 1, page="x.example/1"), member("a_2", 2, page="x.example/1"), member("a_3", 3)]
    pairs = kinds(("a_1", "a_2", "contained"), ("a_1", "a_3", "near"), ("a_2", "a_3", "contained"))
    assert [place[2:] for place in place_members(members, pairs, "c_1")] == [
        (None, None),
        (None, None),
        ("a_1", "near"),
    ]


def test_a_page_read_twice_is_an_exact_copy():
    members = [member("a_1", 1, page="x.example/1"), member("a_2", 1, page="x.example/1")]
    assert place_members(members, kinds(("a_1", "a_2", "exact")), "c_1")[1][2:] == ("a_1", "exact")


def test_a_copy_of_a_copy_has_the_kind_of_its_strongest_pair():
    members = [member("a_1", 1), member("a_2", 2), member("a_3", 3)]
    pairs = kinds(("a_1", "a_2", "near"), ("a_2", "a_3", "contained"))
    assert place_members(members, pairs, "c_1")[2][2:] == ("a_1", "contained")
