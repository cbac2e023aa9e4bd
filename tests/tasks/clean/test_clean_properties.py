"""What holds for any scrape: offsets slice back, nothing vanishes without a row, twice is once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.clean.clean import clean_document
from tasks.clean.date_forms import find_dates, read_any
from tasks.clean.dateline import read_dateline
from tasks.clean.evidence import LineEvidence, line_rows
from tasks.clean.mojibake import repair
from tasks.clean.segments import cut
from tasks.vocabulary.document import DecodedDocument, Rejected

LINES = st.sampled_from([
    "The harbour will stay closed until the divers have searched the wreck, the port authority of Skerrow said.",
    "“We will not hurry,” said Captain Ana Ruiz, who leads the search, and added that the weather was kind.",
    "He didnâ€™t say when the ferry would sail again, but the council expects it to be back by the summer.",
    "By Bo Lind", "May 4, 2021 | 6:30pm EST", "SEE ALSO: Ten ferries that sank", "Share", "Ferry sinks off Skerrow",
    "Copyright © 2021 The Skerrow Times, LLC.", "", "   ", "\t• one item", "(File photo: AP)", "1/2/2021", "Ω≈ç√∫",
])  # fmt: skip
TEXTS = st.lists(LINES, min_size=1, max_size=14).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS | st.text(max_size=300))
def test_every_raw_character_is_kept_removed_or_blank(raw):
    try:
        article = clean_document(DecodedDocument("d_1", "a.txt", text=raw), LineEvidence())
    except Rejected:
        return
    covered = [False] * len(raw)
    for piece in article.raw_map:
        own = article.text[piece.start : piece.start + piece.length]
        if piece.is_verbatim:
            assert own == raw[piece.raw_start : piece.raw_start + piece.raw_length]
        covered[piece.raw_start : piece.raw_start + piece.raw_length] = [True] * piece.raw_length
    for span in article.removed:
        assert raw[span.raw_start : span.raw_end] == span.text
        covered[span.raw_start : span.raw_end] = [True] * (span.raw_end - span.raw_start)
    repaired = any(not piece.is_verbatim for piece in article.raw_map)
    assert repaired or all(c.isspace() for c, is_covered in zip(raw, covered, strict=True) if not is_covered)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_cleaning_is_a_pure_function(raw):
    document = DecodedDocument("d_1", "a.txt", text=raw)
    outcomes = []
    for _ in range(2):
        try:
            outcomes.append(clean_document(document, LineEvidence()))
        except Rejected as verdict:
            outcomes.append(verdict.reason)
    assert outcomes[0] == outcomes[1]


@given(st.text(max_size=80))
def test_readers_of_dates_and_datelines_never_fail(text):
    read_any(text)
    read_dateline(text)
    for start, end, _ in find_dates(text, "skerrowtimes.example"):
        assert 0 <= start < end <= len(text)


def test_repaired_text_knows_its_raw_place():
    raw = "Iranâ€™s minister didnâ€™t say."
    text, pieces = repair(raw, 10)
    assert text == "Iran’s minister didn’t say."
    for piece in pieces:
        if piece.is_verbatim:
            assert (
                text[piece.start : piece.start + piece.length]
                == raw[piece.raw_start - 10 :][: piece.raw_length]
            )


BODY = "The council of {} met on Thursday to decide whether the old lifeboat station should open again in the spring."
OTHER = "A second paragraph about {} that is long enough to count as one, and that ends as a sentence should, with a stop."


def evidence_of(*documents: DecodedDocument) -> LineEvidence:
    return LineEvidence.from_lines(
        row for d in documents for row in line_rows(d.document_id, "skerrowtimes.example", cut(d.text))
    )


def scrape(number: int, *lines: str) -> DecodedDocument:
    return DecodedDocument(
        f"d_{number}", "a.txt", url="https://skerrowtimes.example/a", text="\n\n".join(lines)
    )


def test_line_that_recurs_on_the_outlets_other_pages_is_left_out():
    notice = (
        "Readers of this newspaper may write to the editor about any report that they believe to be in error."
    )
    first = scrape(1, BODY.format("Skerrow"), notice, OTHER.format("Skerrow"))
    second = scrape(2, BODY.format("Corvane"), notice, OTHER.format("Corvane"))
    assert notice in clean_document(first, LineEvidence()).text
    alone = evidence_of(first)
    assert not alone.on_site
    both = evidence_of(first, second)
    assert len(both.on_site) == 1


def test_copies_of_one_article_are_no_evidence():
    first = scrape(1, BODY.format("Skerrow"), OTHER.format("Skerrow"))
    copy = scrape(2, BODY.format("Skerrow"), OTHER.format("Skerrow"))
    assert not evidence_of(first, copy).on_site


def test_another_version_of_an_article_is_not_litter():
    first = scrape(1, BODY.format("Skerrow"), OTHER.format("Skerrow"), "It rained.")
    longer = scrape(
        2, BODY.format("Skerrow"), OTHER.format("Skerrow"), OTHER.format("Corvane and the islands around it")
    )
    article = clean_document(first, evidence_of(first, longer))
    assert BODY.format("Skerrow") in article.text
    assert OTHER.format("Skerrow") in article.text


AGAIN = (
    "“We shall not close the pier,” said Ida Brandt.",
    "The pier was built for steamers.",
    "It has been shut since the storm in March.",
)


def test_what_an_outlet_tells_again_in_its_next_report_is_kept():
    """In texts that have lost their newlines; what stands before the paragraphs of both is furniture."""
    label = "Watch Skerrow Times Live."

    def report(number: int, towns: str) -> DecodedDocument:
        own = [OTHER.format(town) for town in towns.split()]
        return scrape(number, " ".join([label, *own[:6], *AGAIN, *own[6:]]))

    first = report(1, "Skerrow Isbister Foulney Walney Hestan Roa Piel Chapel Sheep Barrow")
    second = report(2, "Corvane Linga Hascosay Orfasay Uynarey Bigga Brother Samphrey Lamba Little")
    evidence = evidence_of(first, second)
    assert len(evidence.on_site) == 1 + len(AGAIN)
    text = clean_document(first, evidence).text
    assert [line for line in AGAIN if line not in text] == []
    assert label not in text


def test_a_text_without_newlines_keeps_the_sentence_that_it_is_signed_off_after():
    said = "“It makes me smart,” the mayor said of the toll on the causeway to the islands."
    link = "READ MORE: Pier shut until the spring The mayor, who had hoped for a regatta, now talks of tents on the green."
    for sign in (" mb/kl (AFP, dpa)", "- mb/kl (AFP, dpa)", " ada.brown@skerrowtimes.example"):
        own = [
            OTHER.format(town)
            for town in ["Skerrow", "Isbister", "Foulney", "Walney", "Hestan", "Roa", "Piel", "Chapel"]
        ]
        text = clean_document(
            scrape(1, " ".join([*own[:5], link, *own[5:], said]) + sign), LineEvidence()
        ).text
        assert said in text
        assert "now talks of tents on the green." in text
        assert sign.strip("- ") not in text


def test_text_of_an_unknown_outlet_does_not_depend_on_the_others_of_its_run():
    notice = "Readers may write to the editor about any report that they believe to be in error."
    lines = (BODY.format("Skerrow"), notice, OTHER.format("Skerrow"))
    unknown = DecodedDocument("d_3", "a.txt", text="\n\n".join(lines))
    evidence = LineEvidence.from_lines(
        row
        for number, outlet in enumerate(("a.example", "b.example", "c.example"))
        for row in line_rows(f"d_{number}", outlet, cut(unknown.text))
    )
    assert evidence.everywhere
    assert clean_document(unknown, evidence) == clean_document(unknown, LineEvidence())
