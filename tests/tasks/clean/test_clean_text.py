"""A scrape in, the expected article out."""

import pytest

from tasks.clean.clean import clean_document
from tasks.clean.evidence import LineEvidence, line_rows
from tasks.clean.scrape import read_scrape
from tasks.clean.segments import cut
from tasks.clean.verdicts import recurring
from tasks.vocabulary.document import DecodedDocument, Rejected, StatedFields

PARAGRAPH = "The harbour will stay closed until the divers have searched the wreck, the port authority of Skerrow said."
SECOND = "“We will not hurry,” said Captain Ana Ruiz, who leads the search, and added that the weather was on their side."
THIRD = "The ferry had left the island an hour before the storm, with forty passengers and nine lorries on board, it said."


def clean(text: str, evidence: LineEvidence | None = None, **given):
    document = DecodedDocument("d_1", "a.txt", text=text, **given)
    return clean_document(document, evidence or LineEvidence())


def test_headline_byline_and_date_are_read_and_left_out():
    raw = f"Harbour stays closed after ferry sinks\n\nBy Bo Lindqvist | May 4, 2021 | 6:30pm EST\n\n{PARAGRAPH}\n\n{SECOND}\n"
    article = clean(raw)
    assert article.title == "Harbour stays closed after ferry sinks"
    assert article.title_raw_start == 0
    assert article.authors == ["Bo Lindqvist"]
    assert article.published is not None
    assert article.published.at.isoformat() == "2021-05-04T23:30:00+00:00"
    assert article.published.precision == "minute"
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}"
    assert [span.reason for span in article.removed] == ["title", "byline"]


def test_every_piece_slices_back_to_the_raw_text():
    raw = f"Harbour stays closed\n\n{PARAGRAPH}\n\nSEE ALSO: Ten ferries that sank\n\n{SECOND}\n\nCopyright © 2021 The Skerrow Times, LLC.\n"
    article = clean(raw)
    for piece in article.raw_map:
        own = article.text[piece.start : piece.start + piece.length]
        assert own == raw[piece.raw_start : piece.raw_start + piece.raw_length]
    for span in article.removed:
        assert raw[span.raw_start : span.raw_end] == span.text


def test_dateline_names_place_and_agency_and_stays_in_the_text():
    article = clean(f"SKERROW (Reuters) — {PARAGRAPH}\n\n{SECOND}")
    assert article.dateline == "SKERROW"
    assert article.agencies == ["Reuters"]
    assert article.text.startswith("SKERROW (Reuters)")


def test_outlet_and_date_line_of_a_newspaper():
    article = clean(f"- The Skerrow Times - Wednesday, December 3, 2014\n\n{PARAGRAPH}\n\n{SECOND}")
    assert article.source_name == "The Skerrow Times"
    assert (article.published.at.date().isoformat(), article.published.precision) == ("2014-12-03", "day")
    assert article.title is None


def test_update_line_keeps_the_two_times_apart():
    article = clean(
        f"12/03/2014 08:58 pm ET Updated Dec 10, 2014\n\nA ferry sinks\n\n{PARAGRAPH}\n\n{SECOND}"
    )
    assert article.published.at.isoformat() == "2014-12-04T01:58:00+00:00"
    assert article.modified.at.date().isoformat() == "2014-12-10"


@pytest.mark.parametrize("lead_in", ["Ruiz continued:", "Lindqvist added:"])
@pytest.mark.parametrize("mark", ['"', ""])
def test_a_line_that_leads_into_a_quotation_stays(lead_in, mark):
    spoken = f"{mark}We wait for the next tide, which nobody here can change, and the divers sleep.{mark}"
    raw = f"Harbour stays closed\n\n{PARAGRAPH}\n\n{lead_in}\n\n{spoken}\n\nRead more:\n\n{THIRD}\n"
    assert clean(raw).text == f"{PARAGRAPH}\n\n{lead_in}\n\n{spoken}\n\n{THIRD}"


def test_a_sentence_on_many_outlets_is_an_agencys_and_stays():
    again = "The ferry company paid the forty families, the ministry said in a short note."
    label = "Most read this week"
    raw = f"Harbour stays closed\n\n{PARAGRAPH}\n\n{again}\n\n{THIRD}\n\n{label}\n\n{SECOND}\n"
    rows = [
        row
        for outlet in ("lantern.example", "herald.example", "post.example")
        for text in (again, label)
        for row in line_rows(
            "d_" + outlet,
            outlet,
            cut(
                f"{outlet} writes a longer line than all of the others, so it does, on its own page.\n\n{text}"
            ),
        )
    ]
    scrape = read_scrape(DecodedDocument("d_1", "a.txt", text=raw))
    found = dict(
        zip(scrape.lines, recurring(scrape, LineEvidence.from_lines(rows), "lantern.example"), strict=True)
    )
    assert found[again] is None
    assert found[label] == "recurs_everywhere"


def test_copyright_year_is_no_date():
    article = clean(
        f"{PARAGRAPH}\n\n{SECOND}\n\nCopyright © 2024 The Skerrow Times, LLC. Click here for reprint permission."
    )
    assert article.published is None
    assert article.source_name == "The Skerrow Times"


def test_record_fields_are_believed_first():
    article = clean(
        f"By Someone Else\n\n{PARAGRAPH}\n\n{SECOND}",
        stated=StatedFields(
            title="The stated title", authors=("Jo Marsh",), published_at="2020-01-02", source="The Lantern"
        ),
    )
    assert (article.title, article.authors, article.source_name) == (
        "The stated title",
        ["Jo Marsh"],
        "The Lantern",
    )
    assert article.published.found_in == "record"


def test_three_words_are_too_short():
    with pytest.raises(Rejected) as verdict:
        clean("Only three words")
    assert verdict.value.reason == "too_short"


def test_a_record_with_a_title_is_an_article_however_little_was_scraped_of_it():
    assert clean("-1", stated=StatedFields(title="Harbour stays closed")).text == "-1"
    with pytest.raises(Rejected):
        clean(" - ", stated=StatedFields(title="Harbour stays closed"))


def test_a_brief_of_one_line_is_no_headline():
    article = clean("Thieves in wigs empty jeweller's safe in Port Selwick's greatest robbery")
    assert article.title is None
    assert article.text == "Thieves in wigs empty jeweller's safe in Port Selwick's greatest robbery"


def test_scrape_without_newlines_is_cut_into_sentences():
    body = " ".join(f"{PARAGRAPH} {SECOND} {THIRD}" for _ in range(4))
    raw = f"By Bo Lindqvist  {body}  • Bo Lindqvist can be reached at bl@example.com. Copyright © 2021 The Skerrow Times, LLC. Click here for reprint permission."
    article = clean(raw)
    assert article.text == body
    assert article.authors == ["Bo Lindqvist"]
    assert {span.reason for span in article.removed} == {"byline", "copyright", "related_link"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "We and our partners use cookies to store data; this website asks for your consent to cookies.",
            "consent",
        ),
        ("By clicking subscribe, you agree to our terms and to receive news by email.", "newsletter"),
        ("Waiting for your permission to load the Instagram Media.", "embed"),
        ("1 free article left", "paywall"),
        ("Courtesy of Ana Ruiz/Instagram", "credit"),
        ("The ferry leaves the harbour on its last voyage. Bo Lind/Getty Images", "caption"),
        ("CLICK HERE TO GET THE SKERROW APP", "related_link"),
    ],
)
def test_what_a_site_says_of_itself_is_left_out(line, reason):
    article = clean(f"{PARAGRAPH}\n\n{line}\n\n{SECOND}\n\n{THIRD}")
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}"
    assert [span.reason for span in article.removed] == [reason]


def test_english_wording_does_not_fire_on_scrapes_of_other_languages():
    german = [
        "Der Hafen von Skerrow bleibt geschlossen, bis die Taucher das Wrack untersucht haben, sagte die Behörde am Montag.",
        "Copyright ist das Thema der Sitzung, zu der sich der Rat der Stadt am Donnerstag im alten Rathaus getroffen hat.",
        "Die Fähre hatte die Insel eine Stunde vor dem Sturm mit vierzig Fahrgästen und neun Lastwagen verlassen, hieß es.",
    ]
    article = clean("\n\n".join(german))
    assert (article.language, article.text) == ("de", "\n\n".join(german))
