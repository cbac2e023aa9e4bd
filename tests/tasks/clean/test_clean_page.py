"""A page in, the expected article out."""

import json

import pytest

from tasks.clean.candidates import is_better, is_short
from tasks.clean.clean import clean_document
from tasks.clean.evidence import LineEvidence
from tasks.clean.page import parse_page
from tasks.vocabulary.document import DecodedDocument, Rejected

FIRST = (
    "The harbour of Skerrow stays closed until the divers have searched the wreck, the port authority said."
)
SECOND = "“We will not hurry,” said Captain Ana Ruiz, who leads the search, adding that the weather was on their side."
THIRD = (
    "The ferry had left the island an hour before the storm with forty passengers and nine lorries on board."
)


def page(head: str = "", body: str = "", lang: str = "en", paragraphs=(FIRST, SECOND, THIRD)) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body><article>{body}{text}</article></body></html>'


def linked(**fields) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def clean(html: str, url: str | None = "https://www.skerrowtimes.example/2021/05/04/ferry"):
    return clean_document(DecodedDocument("d_1", "a.html", url=url, html=html), LineEvidence())


def test_title_loses_the_outlet_and_is_not_repeated_in_the_text():
    article = clean(
        page("<title>Ferry sinks off Skerrow | Skerrow Times</title>", "<h1>Ferry sinks off Skerrow</h1>")
    )
    assert article.title == "Ferry sinks off Skerrow"
    assert article.text.split("\n")[0] == FIRST


@pytest.mark.parametrize(
    ("stated", "authors", "agencies"),
    [
        (
            [{"@type": "Person", "name": "Bo Lind"}, {"@type": "Person", "name": "Ana Ruiz"}],
            ["Bo Lind", "Ana Ruiz"],
            [],
        ),
        (
            {"@type": "Person", "name": "By Bo Lind and Ana Ruiz, Reuters"},
            ["Bo Lind", "Ana Ruiz"],
            ["Reuters"],
        ),
        ({"@type": "Organization", "name": "Skerrow Times"}, [], []),
        ({"name": "Lauren Marsh, MS, RD"}, ["Lauren Marsh"], []),
        ("Von Miller", ["Von Miller"], []),
        ("Von Ursula Brand", ["Ursula Brand"], []),
        ("News Desk", [], []),
        ("山田太郎", ["山田太郎"], []),
    ],
)
def test_authors_are_people(stated, authors, agencies):
    article = clean(page(linked(headline="Ferry sinks", author=stated)))
    assert article.authors == authors
    assert article.agencies == agencies


def test_microdata_tell_what_json_ld_and_meta_do_not():
    stated = (
        '<h1 itemprop="headline">Ferry sinks</h1>'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Bo Lind</b></span>'
        '<time itemprop="datePublished" datetime="2021-05-04T08:00:00+02:00"></time>'
        '<time itemprop="dateModified" datetime="2021-05-05T10:30Z"></time>'
        '<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">'
        '<meta itemprop="name" content="Skerrow Times"></div><i itemprop="articleSection">Harbour</i>'
    )
    article = clean(page("", stated))
    assert (article.title, article.authors) == ("Ferry sinks", ["Bo Lind"])
    assert article.published.at.isoformat() == "2021-05-04T06:00:00+00:00"
    assert article.modified.at.isoformat() == "2021-05-05T10:30:00+00:00"
    assert (article.source_name, article.section) == ("Skerrow Times", "Harbour")


def test_published_and_modified_are_kept_apart_and_in_utc():
    article = clean(page(linked(datePublished="2021-05-04T08:00:00+02:00", dateModified="2021-05-05T10:30Z")))
    assert (article.published.at.isoformat(), article.published.precision) == (
        "2021-05-04T06:00:00+00:00",
        "second",
    )
    assert (article.modified.at.isoformat(), article.modified.precision) == (
        "2021-05-05T10:30:00+00:00",
        "minute",
    )


def test_date_of_the_address_is_the_last_but_one_resort():
    article = clean(page())
    assert (article.published.at.date().isoformat(), article.published.found_in) == ("2021-05-04", "url")


def test_time_beside_the_headline_goes_before_that_of_another_article():
    aside = '<div><time datetime="2021-05-09T10:00Z">today</time></div>'
    own = '<h1>Ferry sinks off Skerrow</h1><time datetime="2021-05-03T22:30-04:00">Tuesday</time>'
    article = clean(page(body=aside + own))
    assert article.published.at.isoformat() == "2021-05-04T02:30:00+00:00"


def test_time_far_from_the_date_of_the_address_is_another_articles():
    article = clean(page(body='<div><time datetime="2021-05-09T10:00Z">today</time></div>'))
    assert (article.published.at.date().isoformat(), article.published.found_in) == ("2021-05-04", "url")


def test_visible_date_in_another_language():
    body = "<h1>Fähre gesunken</h1><p>Aktualisiert: 6. Mai 2021</p><p>Stand: 4. Mai 2021, 10:15 Uhr</p>"
    article = clean(page(body=body, lang="de"), url="https://skerrowtimes.example/a")
    assert (article.published.at.isoformat()[:16], article.published.found_in) == ("2021-05-04T10:15", "text")


def test_broken_json_is_forgiven():
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry\nsinks","author":{"name":"Bo Lind"},}</script>'
    assert clean(page(head)).authors == ["Bo Lind"]


def test_references_in_a_graph_are_followed():
    graph = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "Ferry sinks",
                "author": {"@id": "#a"},
                "publisher": {"@id": "#p"},
            },
            {"@type": "Person", "@id": "#a", "name": "Bo Lind"},
            {"@type": "Organization", "@id": "#p", "name": "The Skerrow Times"},
        ]
    }
    article = clean(page(f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert (article.authors, article.source_name) == (["Bo Lind"], "The Skerrow Times")
    assert article.source_domain == "skerrowtimes.example"


def test_furniture_is_left_out():
    body = '<div class="newsletter-signup"><p>Sign up and never miss a wave again, every morning in your inbox.</p></div>'
    article = clean(page(body=body))
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"


def test_standfirst_stands_first():
    standfirst = "Divers wait for calmer weather while families gather at the pier"
    head = f'<meta name="description" content="{standfirst}">'
    article = clean(page(head, f'<h1>Ferry sinks off Skerrow</h1><div class="dek">{standfirst}</div>'))
    assert article.text.split("\n")[0] == standfirst


def test_english_wording_does_not_fire_on_other_languages():
    german = [
        "Der Hafen von Skerrow bleibt geschlossen, bis die Taucher das Wrack untersucht haben, sagte die Behörde.",
        "Die Fähre hatte die Insel eine Stunde vor dem Sturm mit vierzig Fahrgästen und neun Lastwagen verlassen.",
        "Der Rat der Stadt will am Donnerstag entscheiden, ob die alte Rettungsstation wieder eröffnet werden soll.",
        "Watch: so heißt das Boot, mit dem die Retter am frühen Morgen ausgelaufen sind, wie die Zeugen berichten.",
    ]
    article = clean(page(lang="de", paragraphs=german))
    assert (article.language, article.language_declared) == ("de", "de")
    assert article.text.split("\n") == german


def test_page_of_script_alone_is_rejected():
    with pytest.raises(Rejected) as verdict:
        clean("<html><body><script>document.write('x')</script></body></html>")
    assert verdict.value.reason == "script_only"


def test_page_nested_too_deep_is_rejected():
    with pytest.raises(Rejected) as verdict:
        clean("<div>" * 100_000 + FIRST)
    assert verdict.value.reason == "too_deep"


@pytest.mark.parametrize("attribute", ["a{}", "a{}=1", 'a{}=">"', "a{}='<'"])
def test_tag_of_countless_attributes_is_refused_before_it_is_parsed(attribute):
    attributes = " ".join(map(attribute.format, range(40_000)))
    with pytest.raises(Rejected) as verdict:
        clean(page(body=f"<div {attributes}>x</div>"))
    assert verdict.value.reason == "too_large"


def test_script_that_looks_like_such_a_tag_is_no_tag():
    script = (
        f"<script>if (a<b && {' '.join(f'c{n}' for n in range(3000))}) {{}}</script><!-- <x {' y' * 3000} -->"
    )
    assert clean(page(body=script)).text.startswith(FIRST)


def test_blank_page_is_rejected():
    with pytest.raises(Rejected) as verdict:
        clean(" \n ")
    assert verdict.value.reason == "empty"


@pytest.mark.parametrize(
    ("line", "modified"),
    [
        ("<p>Updated 5 May 2021, 14:30 GMT</p>", "2021-05-05T14:30"),
        ("<p>Last updated: May 5, 2021</p>", "2021-05-05T00:00"),
        ("<p>Published 4 May 2021 09:00 GMT | Updated 5 May 2021 14:30 GMT</p>", "2021-05-05T14:30"),
        ("<p>Zuletzt aktualisiert am 5. Mai 2021</p>", "2021-05-05T00:00"),
        ("<p>Dernière mise à jour le 5 mai 2021</p>", "2021-05-05T00:00"),
        ('<time class="updated" datetime="2021-05-05T14:30:00Z">yesterday</time>', "2021-05-05T14:30"),
        ("<p>The harbour plan of 2019 was last updated on 5 May 2021 by the council</p>", None),
        ("<p>4 May 2021</p>", None),
    ],
)
def test_a_visible_update_is_no_publication(line, modified):
    article = clean(page(body=f"<h1>Ferry sinks off Skerrow</h1>{line}"))
    assert (article.modified.at.isoformat()[:16] if article.modified else None) == modified
    assert article.published.at.isoformat()[:10] == "2021-05-04"


def test_a_page_of_several_articles_gives_the_one_that_it_states():
    own = " ".join([FIRST, SECOND, THIRD] * 3)
    others = [
        f"Another report, number {at}, tells at length of the new bridge over the sound at Norhaven."
        for at in range(60)
    ]
    article = clean(page(linked(articleBody=own), paragraphs=(*[FIRST, SECOND, THIRD] * 3, *others)))
    assert article.text.split("\n")[-1] == THIRD
    assert {span.reason for span in article.removed} == {"other_article"}


@pytest.mark.parametrize("ending", ["…", "", " [...]"])
def test_a_preview_cuts_nothing_off(ending):
    own = " ".join([FIRST, SECOND, THIRD] * 3).removesuffix(".") + ending
    others = [
        f"Another line, number {at}, tells at length of the search in the sound at Norhaven."
        for at in range(60)
    ]
    article = clean(page(linked(articleBody=own), paragraphs=(*[FIRST, SECOND, THIRD] * 3, *others)))
    assert "number 59" in article.text


def test_body_that_only_the_metadata_hold_is_taken_from_them():
    own = "\n".join([FIRST, SECOND, THIRD] * 3)
    html = f"<html><head>{linked(articleBody=own, headline='Ferry sinks')}</head><body><div id='app'></div></body></html>"
    article = clean(html)
    assert article.text.split("\n")[0] == FIRST
    assert article.extractor == "json-ld"


def test_furniture_of_a_live_blog_is_left_out():
    article = clean(
        page(
            paragraphs=(
                FIRST,
                "12:30 BST",
                "Key events",
                SECOND,
                "Updated at 12.45",
                "Share",
                THIRD,
                "3 hours ago",
                FIRST,
            )
        )
    )
    assert article.text.split("\n") == [FIRST, SECOND, THIRD, FIRST]
    assert {span.reason for span in article.removed} == {"live_blog"}


def test_a_lone_time_of_day_makes_no_live_blog():
    assert "12:30 BST" in clean(page(paragraphs=(FIRST, SECOND, "12:30 BST", THIRD, FIRST))).text


def test_times_of_a_live_blog_go_in_any_language_and_english_labels_stay_there():
    german = (
        "Der Hafen von Skerrow bleibt geschlossen, bis die Taucher das Wrack der Fähre untersucht haben, sagte die Behörde.",
        "Die Fähre hatte die Insel eine Stunde vor dem Sturm mit vierzig Menschen an Bord verlassen, hieß es am Abend.",
    )
    body = (
        german[0],
        "12:30 Uhr",
        german[1],
        "13.15 Uhr",
        german[0],
        "Key events",
        german[1],
        "14:05",
        german[0],
    )
    text = clean(page(paragraphs=body, lang="de")).text
    assert "Uhr" not in text
    assert "14:05" not in text
    assert "Key events" in text


def test_a_wider_candidate_must_hold_the_first_and_have_much_more():
    assert is_better([FIRST, SECOND, THIRD], [FIRST])
    assert is_better([FIRST], [])
    assert not is_better([FIRST, SECOND], [FIRST, SECOND])
    assert not is_better([SECOND, THIRD], [FIRST])
    assert not is_better([], [])


def test_an_extraction_is_short_against_the_text_that_the_page_shows():
    spans = "".join(f"<div><span>{FIRST} It is day {at}.</span></div>" for at in range(30))
    shown = parse_page(f"<html><body><p>{THIRD}</p>{spans}</body></html>")
    assert is_short([THIRD], 0, shown)
    assert not is_short([FIRST] * 30, 0, shown)
    assert is_short([THIRD], 200, parse_page(page()))
    assert not is_short([THIRD] * 8, 200, shown)
