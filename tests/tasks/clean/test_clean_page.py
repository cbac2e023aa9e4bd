"""A page in, the expected article out."""

import json

import pytest

from tasks.clean.clean import clean_document
from tasks.clean.evidence import LineEvidence
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
