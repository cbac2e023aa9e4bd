"""Which names and domains are one outlet."""

from resolve_warehouse import MemoryWarehouse, article, together

from tasks.resolve.outlets import Outlets, Spelling, bare_domain, domain_stem, name_key
from tasks.resolve.source_task import fuller_name


def outlets(*pairs):
    return Outlets([Spelling(name, domain, 1, False) for name, domain in pairs])


def test_keys():
    assert name_key("The Harbor Ledger") == name_key("harbor ledger newspaper") == "harbor ledger"
    assert bare_domain("www.HarborLedger.example") == "harborledger.example"
    assert domain_stem("www.harborledger.co.uk") == "harborledger"


def test_a_name_alone_is_the_outlet_whose_domain_it_spells():
    found = outlets(("The Harbor Ledger", None), (None, "harborledger.example"))
    assert [o.domain for o in found.all()] == ["harborledger.example"]
    assert found.find("Harbor Ledger").source_id == found.find(None, "harborledger.example").source_id


def test_well_known_outlets_are_found_by_alias_and_domain():
    found = outlets(("AP", None), ("The Associated Press", None), (None, "apnews.com"))
    assert [o.name for o in found.all()] == ["Associated Press"]


def test_two_outlets_of_one_name_stay_apart():
    found = outlets(
        ("The Echo", "echo-oddby.example"), ("The Echo", "echo-quillport.example"), ("The Echo", None)
    )
    assert len(found.all()) == 3


def test_a_last_word_means_the_outlet_named_in_full():
    assert fuller_name("the Journal", ["The Quarry Journal"]) == "The Quarry Journal"
    assert fuller_name("the Journal", ["The Quarry Journal", "The Oddby Journal"]) == "the Journal"
    assert fuller_name("The Quarry Journal", []) == "The Quarry Journal"


def test_articles_and_citations_point_to_one_source():
    warehouse = MemoryWarehouse()
    text = "He told The Harbor Ledger. The Ledger said so."
    warehouse.run(
        together(
            [
                article(1, "…", domain="harborledger.example"),
                article(2, text, source="Quarry Post", cites=("The Harbor Ledger", "The Ledger")),
            ]
        )
    )
    (ledger,) = {row["cited_source_id"] for row in warehouse.tables["citations"]}
    assert warehouse.tables["articles"][0]["source_id"] == ledger
    assert {row["name"] for row in warehouse.tables["sources"]} == {"The Harbor Ledger", "Quarry Post"}
