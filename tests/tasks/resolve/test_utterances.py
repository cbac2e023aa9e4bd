"""Which quotations are one utterance."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_warehouse import MemoryWarehouse, article, together

from tasks.resolve.contractions import uncontracted
from tasks.resolve.join import connected, join
from tasks.resolve.parting import part_quotations
from tasks.resolve.quotation import Quotation
from tasks.resolve.rewording import is_retold, is_reworded
from tasks.resolve.shingles import LEAST_SHARED, contains, fingerprints, shingles
from tasks.resolve.utterance_task import utterance_row
from tasks.resolve.wording import spoken_keys

MILL = "We will not close the mill at Oddby before June, because forty families depend on it."


def said(number, text, speaker="Ana Lindqvist", *, story="s_1", kind="person", **more):
    words = tuple(text.split(" | "))
    return Quotation(f"q_{number}", f"a_{number}", words, speaker, None, kind, story_id=story, **more)


def utterances(*quotations):
    return [[q.quote_id for q in members] for members in join(quotations)]


def is_one(a, b):
    return len(utterances(a, b)) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (said(1, MILL), said(2, "we will not close the mill at Oddby before June")),
        (
            said(1, MILL),
            said(2, "“[W]e won’t close the mill at Oddby before June — because forty families depend"),
        ),
        (said(1, MILL), said(2, MILL, "Lindqvist", story="s_2")),
        (said(1, MILL), said(2, MILL, None, kind="unknown", story="s_2")),
        (said(1, MILL), said(2, MILL, "Jonas Lindqvist")),  # one of the two was named wrongly
        (said(1, MILL), said(2, "forty families depend on it", None, kind="unknown")),
        (said(1, MILL), said(2, "forty families", "Lindqvist", kind="organization")),
        (said(1, MILL), said(2, "forty families")),
        (said(1, "The harbour is not a museum."), said(2, "The harbor isn’t a museum")),
        (
            said(1, "The river took the bridge in one night."),
            said(2, "The river took the bridge in a single night"),
        ),
    ],
)
def test_one_utterance(a, b):
    assert is_one(a, b)


CLAUSE = "that closing the mill at Oddby is “an option on the table”, and told its owners to wait"


def mixed(number, clause, speaker, kind):
    return said(number, "an option on the table", speaker, kind=kind, clause=clause)


def test_a_clause_that_was_copied_is_one_utterance_whoever_was_read_as_its_speaker():
    assert is_one(mixed(1, CLAUSE, "Ana Lindqvist", "person"), mixed(2, CLAUSE, "Oddby", "organization"))
    other = "that it is “an option on the table” to sell the ferry"
    assert not is_one(mixed(1, CLAUSE, "Ana Lindqvist", "person"), mixed(2, other, "Oddby", "organization"))


def test_what_is_reworded_is_one_utterance_by_six_words_even_where_one_speaker_is_left_open():
    asked = "Boy, you think our town's so very rich? You think our town's so very rich?"
    told = "We have debts, You think our town's so very rich?"
    where = {"published_at": dt.datetime(2031, 5, 2, tzinfo=dt.UTC)}
    assert is_one(
        said(1, told, story="s_1", **where), said(2, asked, None, kind="group", story="s_2", **where)
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (said(1, MILL), said(2, "We will not close the mill", "Jonas Lindqvist")),
        (
            said(1, MILL),
            said(2, "We will not close the mill at Oddby before June", "Jonas Lindqvist", story="s_2"),
        ),
        (said(1, MILL), said(2, "forty families", None, kind="unknown")),
        (said(1, MILL), said(2, "forty families", story="s_2")),
        (said(1, MILL), said(2, "forty families", "Piet Okoro")),
        (said(1, MILL), said(2, "of the")),
        (
            said(1, "This is one of the best days of the year."),
            said(2, "This is one of the worst roads in town."),
        ),
        (
            said(1, "the United States of America is here"),
            said(2, "They left the United States of America behind"),
        ),
    ],
)
def test_two_utterances(a, b):
    assert not is_one(a, b)


def in_march(day, number, text, speaker=None, **more):
    when = dt.datetime(2026, 3, day, tzinfo=dt.UTC)
    return said(number, text, speaker, published_at=when, **{"story": f"s_{number}", **more})


def test_within_a_week_fewer_words_tell_an_utterance():
    first = in_march(2, 1, "We will not close the mill before June, ever", "Ana Lindqvist")
    again = "could not close the mill before June because of her"
    assert is_one(first, in_march(8, 2, again, kind="unknown"))
    assert not is_one(first, in_march(10, 2, again, kind="unknown"))
    assert not is_one(first, in_march(8, 2, again, "Piet Oster"))
    # Two who are named may be one only if they share eight words.
    again = "she will not close the mill before June, ever"
    assert is_one(first, in_march(3, 2, again, "Piet Oster"))
    assert not is_one(first, in_march(20, 2, again, "Piet Oster"))


def test_a_speaker_who_says_some_words_again_has_said_two_things():
    first = in_march(
        2,
        1,
        "They did not hesitate to help us, for the river is theirs too, and so are the mill, the bridge and the fields",
        "Ana Lindqvist",
        story="s",
    )
    again = in_march(
        2, 1, "When we called, they did not hesitate to help us", "Ana Lindqvist", story="s", place=90
    )
    again = replace(again, quote_id="q_2")
    assert not is_one(first, again)
    elsewhere = "In the night of the flood, when we called at last, the men of Oddby did not hesitate to help us at all"
    assert not is_one(first, in_march(3, 3, elsewhere, "Ana Lindqvist"))


def test_a_turn_of_phrase_tells_no_utterance():
    first = in_march(2, 1, "I don't think it's a matter for the council", "Ana Lindqvist")
    assert not is_one(first, in_march(2, 2, "I don't think it's raining", kind="unknown"))


def test_nobody_is_put_together_with_another_by_a_quotation_without_a_name():
    few = "We will not close the mill"
    found = utterances(said(1, few), said(2, few, "Piet Okoro"), said(3, few, None, kind="unknown"))
    assert ["q_1"] not in found or ["q_2"] not in found
    assert len(found) == 2


def test_an_utterance_is_that_persons_whom_most_and_the_surest_name():
    wrong = said(1, MILL, "Piet Okoro", confidence=0.5)
    assert (
        utterance_row([wrong, said(2, MILL), said(3, MILL, "Lindqvist")])["speaker_name"] == "Ana Lindqvist"
    )
    assert utterance_row([wrong, said(2, MILL, confidence=0.9)])["speaker_name"] == "Ana Lindqvist"


def test_a_sentence_that_goes_on_without_a_cue_is_one_utterance():
    first = said(1, "We will not close the mill.", place=1, end=30, cue_start=35)
    second = Quotation(
        "q_2",
        "a_1",
        ("Not before June.",),
        "Ana Lindqvist",
        None,
        "person",
        story_id="s_1",
        place=60,
        end=77,
        cue_start=35,
    )
    assert is_one(first, second)


def test_a_second_cue_parts_a_quotation():
    quotation = said(
        1,
        "We will stay, | But nobody asked us.",
        gaps=("” she said, then added, “",),
        starts=(1, 39),
        end=58,
        cue_start=20,
    )
    pieces = part_quotations([quotation])
    assert [piece.text for piece in pieces] == ["We will stay,", "But nobody asked us."]
    assert pieces[0].quote_id == "q_1"
    assert pieces[1].cue == "added"


def test_another_articles_cues_part_a_quotation():
    whole = said(
        1,
        "We will stay, | But nobody asked us.",
        gaps=("” she said. “",),
        starts=(1, 27),
        end=46,
        cue_start=16,
    )
    first = said(2, "We will stay,", place=1, end=14, cue_start=16)
    second = Quotation(
        "q_3",
        "a_2",
        ("But nobody asked us.",),
        "Ana Lindqvist",
        None,
        "person",
        story_id="s_1",
        place=300,
        end=320,
        cue_start=330,
    )
    assert len(part_quotations([whole])) == 1
    assert len(part_quotations([whole, first, second])) == 4


def test_rewording_needs_nearly_the_same_words():
    assert is_reworded(
        spoken_keys("You can not eat a bridge, friends"), spoken_keys("you cannot eat the bridge")
    )
    assert not is_reworded(
        spoken_keys("I do not know what it is"), spoken_keys("I do not think that we should go")
    )


def test_two_translations_of_one_saying_are_retold():
    one = spoken_keys(
        "There's a worry among the fishermen, irritation about what is seen as rules that may harm them,"
    )
    other = spoken_keys("There is among fishermen a worry and irritation about what is seen as harmful rules")
    assert not is_reworded(one, other)
    assert is_retold(one, other)
    assert is_retold(other, one)
    assert not is_retold(
        one, spoken_keys("There is a worry among the millers about what is seen on the river")
    )


def test_the_apostrophe_tells_a_contraction_from_a_word():
    assert spoken_keys("We're sure they'll say we'll go") == spoken_keys(
        "we are sure they will say we will go"
    )
    assert spoken_keys("We were well") == ("we", "were", "well")


def test_hyphens_and_particles_are_as_an_outlet_likes_them():
    assert spoken_keys("A smooth roll out of third-grade rules") == spoken_keys(
        "a smooth rollout of third grade rules"
    )
    assert spoken_keys("non-profit") == ("nonprofit",)
    assert spoken_keys("Roll it out, Al-Rashid") == ("roll", "it", "out", "alrashid")


def test_a_telling_run_is_one_saying_whoever_is_named():
    words = "the greed of dry rivers, idle mills, empty barns and silent schools"
    minister = Quotation("q_1", "a_1", (words,), "Ana Lindqvist", None, "person", story_id="s_1")
    host = Quotation("q_2", "a_2", (words,), "Bo Tarrant", None, "person", story_id="s_2")
    assert len(join([minister, host])) == 1
    plain = "that is what I think of it and so do you I am sure"
    one, other = (
        Quotation(q.quote_id, q.article_id, (plain,), q.speaker_name, None, "person", story_id=q.story_id)
        for q in (minister, host)
    )
    assert len(join([one, other])) == 2


def test_contractions():
    assert uncontracted(["they", "wont", "its"]) == ["they", "will", "not", "it", "is"]


WORDS = st.lists(
    st.sampled_from(["mill", "river", "June", "forty", "families", "we", "will", "not", "close", "the", "a"]),
    min_size=1,
    max_size=20,
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_six_words_in_a_row_share_a_fingerprint(a, b):
    if shingles(a, LEAST_SHARED) & shingles(b, LEAST_SHARED):
        assert fingerprints(a) & fingerprints(b)
    assert contains([*a, *b], b)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            WORDS,
            st.sampled_from(["Ana Lindqvist", "Piet Okoro", None]),
            st.sampled_from(["s_1", "s_2"]),
            st.sampled_from([1, 6, 11]),
        ),
        max_size=7,
    ),
    st.randoms(),
)
def test_order_does_not_matter_and_parts_without_links_can_be_joined_apart(rows, rnd):
    quotations = [
        in_march(day, n, " ".join(w), who, kind="person" if who else "unknown", story=story)
        for n, (w, who, story, day) in enumerate(rows)
    ]
    found = join(quotations)
    shuffled = quotations[:]
    rnd.shuffle(shuffled)
    assert join(shuffled) == found
    for members in found:
        tied = connected(quotations, [members[0].quote_id])
        assert {q.quote_id for q in members} <= tied
        assert members in join(q for q in quotations if q.quote_id in tied)


def test_the_rows_of_an_utterance():
    warehouse = MemoryWarehouse()
    warehouse.run(
        together(
            [
                article(
                    1,
                    f"“{MILL}” said Ana Lindqvist.",
                    story="mill",
                    day=2,
                    speaker="Ana Lindqvist",
                    quotes=(MILL,),
                    people=[("Ana Lindqvist", "PERSON", "Ana Lindqvist")],
                ),
                article(
                    2,
                    "“close the mill at Oddby before June” Lindqvist.",
                    story="mill",
                    day=1,
                    domain="quarrypost.example",
                    speaker="Lindqvist",
                    quotes=("close the mill at Oddby before June",),
                    people=[("Lindqvist", "PERSON", "Lindqvist")],
                ),
            ]
        )
    )
    (row,) = warehouse.tables["utterances"]
    (ana,) = warehouse.tables["entities"]
    assert (row["text"], row["speaker_name"], row["speaker_entity_id"]) == (
        MILL,
        "Ana Lindqvist",
        ana["entity_id"],
    )
    assert (row["n_quotes"], row["n_articles"], row["n_sources"]) == (2, 2, 1)
    assert row["first_published_at"] == dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    assert row["utterance_id"] == "u_0002_0"
    relations = {
        r["quote_id"]: (r["relation"], r["meaning_reason"]) for r in warehouse.tables["quote_alignments"]
    }
    assert relations == {"q_0001_0": ("identical", None), "q_0002_0": ("truncated", "negation")}
    assert {q["speaker_name"] for q in warehouse.tables["quotes"]} == {"Ana Lindqvist"}
