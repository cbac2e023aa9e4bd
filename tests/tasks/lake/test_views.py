"""What each view answers about the invented newsroom."""

from datetime import UTC, datetime

import pytest
from invented_newsroom import SAID

from tasks.lake.schema import table_relations, view_relations


def rows(con, sql):
    return con.sql(sql).to_arrow_table().to_pylist()


def test_quote_summary(reading):
    assert rows(reading, "FROM quote_summary") == [
        {
            "utterance_id": "u_1",
            "speaker_name": "Tilda Marsh",
            "text": SAID,
            "n_sources": 3,
            "n_articles": 3,
            "n_copies": 1,
            "n_quotes": 3,
            "n_sources_changed": 1,
            "n_sources_meaning_changed": 1,
            "first_source_name": "Harbour Times",
            "first_published_at": datetime(2026, 3, 2, 8, tzinfo=UTC),
            "last_published_at": datetime(2026, 3, 3, tzinfo=UTC),
            "source_names": ["Harbour Times", "Northern Wire", "Valley Herald"],
            "speaker_entity_id": "e_marsh",
            "first_source_id": "s_harbour",
        }
    ]


def test_quote_variants_in_order_of_pickup(reading):
    found = rows(reading, "FROM quote_variants ORDER BY pickup_order")
    assert [(row["source_name"], row["lag_hours"], row["relation"]) for row in found] == [
        ("Harbour Times", 0, "identical"),
        ("Valley Herald", 2.5, "altered"),
        ("Northern Wire", 24, "identical"),  # known to the day only: whole days
    ]


def test_quote_variants_name_what_was_cut_added_and_altered(reading):
    (row,) = rows(reading, "FROM quote_variants WHERE source_id = 's_valley'")
    assert (row["cut"], row["added"], row["altered"]) == (["not"], ["soon"], ["done → over"])
    assert (row["meaning_changed"], row["meaning_reason"]) == (True, "negation")
    assert row["fullest_text"] == SAID


def test_speaker_summary(reading):
    (row,) = rows(reading, "FROM speaker_summary")
    assert (row["speaker_name"], row["n_quotes"], row["n_utterances"], row["n_sources"]) == (
        "Tilda Marsh",
        3,
        1,
        3,
    )
    assert (row["share_direct"], row["share_indirect"]) == (1, 0)
    assert row["cues"] == [{"cue": "said", "n": 2}, {"cue": "told", "n": 1}]
    assert row["roles"] == ["Transport minister"]


def test_entity_summary(reading):
    marsh, port = rows(reading, "FROM entity_summary ORDER BY n_articles DESC")
    assert (marsh["name"], marsh["n_articles"], marsh["n_quotes_by"], marsh["n_utterances_by"]) == (
        "Tilda Marsh",
        3,
        3,
        1,
    )
    assert (port["name"], port["n_mentions"], port["n_quotes_by"], port["n_stories"]) == (
        "Harbour Port",
        1,
        0,
        1,
    )


def test_entity_pairs_count_copies_once(reading):
    (row,) = rows(reading, "FROM entity_pairs")
    assert {row["name_a"], row["name_b"]} == {"Tilda Marsh", "Harbour Port"}
    # Three distinct texts, Marsh in two, the port in one, both in one: 1 × 3 / (2 × 1).
    assert (row["n_articles"], row["lift"]) == (1, 1.5)


def test_source_summary(reading):
    found = {row["name"]: row for row in rows(reading, "FROM source_summary")}
    valley = found["Valley Herald"]
    assert (valley["n_articles"], valley["n_copies"], valley["quotes_per_article"]) == (2, 0, 0.5)
    assert (valley["share_altered"], valley["share_meaning_changed"], valley["median_lag_hours"]) == (
        1,
        1,
        2.5,
    )
    assert valley["top_speakers"] == [{"speaker_name": "Tilda Marsh", "n_quotes": 1}]
    harbour = found["Harbour Times"]
    assert (harbour["share_anonymous"], harbour["n_first"], harbour["n_articles_citing_it"]) == (1, 1, 1)
    assert found["Northern Wire"]["n_copies"] == 1


def test_citation_summary(reading):
    found = {(row["source_name"], row["kind"]): row for row in rows(reading, "FROM citation_summary")}
    assert found["Valley Herald", "outlet"]["cited_name"] == "Harbour Times"
    assert found["Valley Herald", "outlet"]["share_of_articles"] == 0.5
    anonymous = found["Harbour Times", "anonymous"]
    assert (anonymous["cited_name"], anonymous["reasons"], anonymous["examples"]) == (
        None,
        ["he may not speak"],
        ["A port official"],
    )


def test_story_summary_says_whom_each_outlet_left_out(con, run):
    run("r_1")
    con.execute("UPDATE quotes SET speaker_name = 'Olaf Reed' WHERE quote_id = 'q_valley'")
    (row,) = rows(con, "FROM story_summary WHERE story_id = 't_ferry'")
    assert (row["n_sources"], row["n_articles"], row["n_independent"], row["hours"]) == (3, 3, 2, 16)
    assert row["speakers"] == ["Olaf Reed", "Tilda Marsh"]
    outlets = {outlet["source_name"]: outlet for outlet in row["outlets"]}
    assert outlets["Valley Herald"]["quoted"] == ["Olaf Reed"]
    assert outlets["Valley Herald"]["not_quoted"] == ["Tilda Marsh"]


def test_run_summary(reading):
    (row,) = rows(reading, "FROM run_summary")
    assert (
        row["run_id"],
        row["n_in"],
        row["n_documents_now"],
        row["n_articles_now"],
        row["n_quotes_now"],
    ) == (
        "r_1",
        4,
        4,
        4,
        3,
    )


@pytest.mark.parametrize("relation", view_relations() + table_relations(), ids=lambda relation: relation.name)
def test_key_tells_rows_apart(reading, relation):
    if relation.header.repeats:
        pytest.skip("rows of this table may be alike")
    key = ", ".join(f'"{name}"' for name in relation.header.key)
    assert rows(reading, f"SELECT {key} FROM {relation.name} GROUP BY {key} HAVING count(*) > 1") == []


@pytest.mark.parametrize("relation", view_relations(), ids=lambda relation: relation.name)
def test_header_describes_the_columns_in_order(reading, relation):
    described = [row["column_name"] for row in rows(reading, f"DESCRIBE {relation.name}")]
    assert list(relation.header.columns) == described
    assert relation.header.grain
    assert relation.header.text.endswith("?")


def test_no_view_has_a_hugeint(reading):
    # Parquet has no 128-bit integers: DuckDB would write them as floating point.
    types = {
        row["column_type"] for view in view_relations() for row in rows(reading, f"DESCRIBE {view.name}")
    }
    assert not [kind for kind in types if "HUGEINT" in kind]
