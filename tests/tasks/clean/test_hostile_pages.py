"""Broken pages of fifteen kinds: each ends in an article or in a rejection, within bounded time and memory.

Three hundred others, each in a worker process of its own, are in tests/tasks/pool/test_pool_hostile_pages.py.
"""

import random
import resource
import time

import pytest

from tasks.clean.clean import clean_document
from tasks.clean.cleaned import Cleaned
from tasks.clean.evidence import LineEvidence
from tasks.vocabulary.document import DecodedDocument, Rejected

MOST_SECONDS = 10
SEEDS = 5  # of each kind
MOST_MEMORY_KB = 1_000_000
SENTENCES = [
    "The harbour of Skerrow stays closed until the divers have searched the wreck of the ferry.",
    "“We will not hurry,” said Captain Ana Ruiz, who leads the search for the missing lorries.",
    "Forty passengers had left the island an hour before the storm, the port authority said.",
    "The council meets on Thursday to decide whether the old lifeboat station should open again.",
]


def page(rng: random.Random) -> str:
    paragraphs = "".join(f"<p>{rng.choice(SENTENCES)}</p>" for _ in range(rng.randint(3, 12)))
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Ferry sinks - The Skerrow Times</title>'
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry sinks","author":{"name":"Bo Lind"}}</script>'
        f'</head><body><nav><a href="/">Home</a></nav><h1>Ferry sinks</h1><article class="body">{paragraphs}</article></body></html>'
    )


def truncated(rng, html):
    return html[: rng.randint(1, len(html))]


def nested(rng, html):
    tag = rng.choice(["div", "b", "span", "table", "ul", "section"])
    return html.replace("<article", f"<{tag}>" * rng.choice([50, 300, 5_000, 100_000]) + "<article", 1)


def binary(rng, _html):
    return rng.randbytes(20_000).decode("latin-1")


def wrong_encoding(rng, html):
    return html.encode("utf-16" if rng.random() < 0.5 else "utf-8").decode("latin-1")


def one_tag(rng, html):
    return html.replace("<p>", f"<p {'x' * rng.choice([10, 1_000_000])}='1' class='{'a ' * 100_000}'>", 1)


def many_attributes(rng, html):
    attribute = rng.choice(["a{}", "a{}=1", 'a{}=">"', "a{}='<'"])
    attributes = " ".join(map(attribute.format, range(40_000)))
    return html.replace("<p>", f"<p {attributes}>", 1)


def megabytes_of_text(rng, html):
    return html.replace("</article>", "word " * rng.choice([100_000, 600_000]) + "</article>")


def entities(rng, html):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8)
    )
    return (
        bomb
        + "]>"
        + html.replace("</p>", "&i;" * 50 + "&#x110000;&#0;&amp" * rng.randint(1, 500) + "</p>", 1)
    )


def comments(rng, html):
    return html.replace("<h1>", "<!--" + "-" * rng.choice([10, 500_000]) + rng.choice(["", "-->"]) + "<h1>")


def null_bytes(rng, html):
    return "".join(c + "\x00" * (rng.random() < 0.1) for c in html)


def base64_blob(rng, html):
    return html.replace(
        "<h1>", f'<img src="data:image/png;base64,{"QUJD" * rng.choice([1_000, 400_000])}"><h1>'
    )


def broken_json(rng, html):
    return html.replace('{"@type"', rng.choice(["{{{", "[" * 100_000, '{"@graph":[{"@type"', '\x01{"@type"']))


def unclosed(rng, html):
    for tag in rng.sample(["</p>", "</head>", "</script>", "</h1>", "</article>", "</title>"], 3):
        html = html.replace(tag, "")
    return html


def shuffled(rng, html):
    parts = html.split("<")
    rng.shuffle(parts)
    return "<".join(parts)


def many_furniture(rng, html):
    depth = rng.choice([10, 400])
    return html.replace(
        "<article",
        '<div class="promo related">' * depth + "<a>x</a>" * 2000 + "</div>" * depth + "<article",
        1,
    )


def only_script(rng, _html):
    return "<html><body><script>" + "document.write(1);" * rng.randint(1, 1000) + "</script></body></html>"


BREAKS = [
    truncated, nested, binary, wrong_encoding, one_tag, many_attributes, megabytes_of_text, entities, comments, null_bytes, base64_blob,
    broken_json, unclosed, shuffled, many_furniture, only_script,
]  # fmt: skip


def outcome(document: DecodedDocument) -> Cleaned | Rejected:
    try:
        return clean_document(document, LineEvidence())
    except Rejected as verdict:
        return verdict


@pytest.mark.parametrize("damage", BREAKS, ids=lambda damage: damage.__name__)
def test_hostile_page_ends_in_an_article_or_a_rejection(damage):
    peak_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in range(SEEDS):
        rng = random.Random(f"{damage.__name__}-{seed}")
        source = damage(rng, page(rng))
        started = time.process_time()
        result = outcome(DecodedDocument("d_1", "a.html", html=source))
        if isinstance(result, Rejected):
            assert result.reason
            assert "\n" not in result.detail
        else:
            assert result.text
        assert time.process_time() - started < MOST_SECONDS, f"seed {seed}"
    # The peak is that of the whole session: what counts is how far these pages have pushed it.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak_before < MOST_MEMORY_KB


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\x02" * 500,
        "x" * 200,
        "one two",
        "word " * 300_000,
        "(" * 5000,
        "By " * 3000,
        "1/1/11 " * 3000,
    ],
)
def test_hostile_text_ends_in_an_article_or_a_rejection(text):
    started = time.process_time()
    assert outcome(DecodedDocument("d_1", "a.txt", text=text)) is not None
    assert time.process_time() - started < MOST_SECONDS
