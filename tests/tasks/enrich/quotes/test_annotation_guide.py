"""Every example of docs/annotation.md, read by the real parser."""

import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[4] / "docs" / "annotation.md"
EXAMPLES = re.findall(r"```example\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def read():
    from tasks.enrich.entities.find import find_mentions
    from tasks.enrich.parse import Parser
    from tasks.enrich.quotes.reader import QuoteReader

    texts = [split(example)[0] for example in EXAMPLES]
    titled = [headed(text) for text in texts]
    parses = Parser().parse([body for _, body in titled])
    mentions = [find_mentions(parse) for parse in parses]
    results = QuoteReader().read(parses, mentions, [title for title, _ in titled])
    return dict(zip(texts, results, strict=True))


def split(example):
    text, *lines = re.split(r"^=> ", example, flags=re.MULTILINE)
    return text.strip("\n"), [] if lines == ["nothing\n"] else [line.strip() for line in lines]


def headed(text):
    """Title and body of an example."""
    if not text.startswith("Headline: "):
        return None, text
    title, _, body = text.removeprefix("Headline: ").partition("\n")
    return title, body


def shown(text, quote, wanted):
    cells = [
        quote.kind,
        " / ".join(text[a:b].replace("\n", " ") for a, b in quote.spans),
        quote.cue or "-",
        quote.speaker_text or "-",
        quote.speaker_name or "-",
        quote.speaker_kind,
    ]
    for extra in wanted[6:]:
        key = extra.partition("=")[0]
        value = {
            "role": quote.speaker_role,
            "told_to": quote.told_to,
            "reported_by": quote.reported_by,
            "rule": quote.rule,
            "quoted": " / ".join(text[a:b] for a, b in quote.quoted_spans),
            "is_fragment": quote.is_fragment,
        }[key]
        cells.append(f"{key}={value}")
    return [w if w == "*" else c for c, w in zip(cells, [*wanted, *[""] * len(cells)], strict=False)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[split(e)[0][:60] for e in EXAMPLES])
def test_example(read, example):
    text, lines = split(example)
    quotes = read[text].quotes
    title, text = headed(text)
    wanted = [[cell.strip() for cell in line.split(" | ")] for line in lines]
    got = [
        shown(title if quote.is_headline else text, quote, wanted[k] if k < len(wanted) else [])
        for k, quote in enumerate(sorted(quotes, key=lambda q: q.spans[0]))
    ]
    assert got == wanted
