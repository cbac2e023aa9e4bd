"""The reader end to end on invented text: long input, marks alone, modes."""

import gc
import time

import pytest
from command_line import REPOSITORY

from tasks.enrich.entities.find import find_mentions
from tasks.enrich.parse import Parse, Parser
from tasks.enrich.quotes.reader import QuoteReader
from tasks.enrich.quotes.unparsed import quotes_by_marks


@pytest.fixture(scope="module")
def parser():
    return Parser()


def read(parser, text, title=None, mode="learned"):
    parse = parser.parse([text])[0]
    return QuoteReader(mode).read([parse], [find_mentions(parse)], [title])[0]


def repeated(parse, times):
    """The parse of the text `times` over, without parsing it again."""
    size, length = len(parse.words), len(parse.text)
    sentences, paragraphs = parse.sent[-1] + 1, parse.para[-1] + 1
    out = Parse(parse.text * times)
    for k in range(times):
        out.start += [x + k * length for x in parse.start]
        out.end += [x + k * length for x in parse.end]
        out.head += [x + k * size for x in parse.head]
        out.sent += [x + k * sentences for x in parse.sent]
        out.para += [x + k * paragraphs for x in parse.para]
    for name in ("words", "lemma", "pos", "tag", "dep", "ent_type"):
        getattr(out, name).extend(getattr(parse, name) * times)
    return out


@pytest.fixture
def collector_at_rest():
    """No collection of garbage while time is taken: it goes over whatever other tests have left."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("collector_at_rest")
@pytest.mark.parametrize("mode", ["learned", "rules"])
def test_ten_thousand_marks_are_read_in_seconds(parser, mode):
    """Eight times as many cost about eight times as much, not sixty-four times, however slow the machine is."""
    parse = parser.parse(["“The bridge is safe,” Ada Brown said on “Monday night” in Ford.\n"])[0]
    reader = QuoteReader(mode)
    reader.read([parse], [[]], [None])  # loads the models
    seconds = {}
    for times in (625, 5000):
        start = time.thread_time()
        quotes = reader.read([repeated(parse, times)], [[]], [None])[0].quotes
        seconds[times] = time.thread_time() - start
        assert len(quotes) >= times
    assert seconds[5000] < 24 * seconds[625]
    assert seconds[5000] < 60


@pytest.mark.parametrize("mode", ["learned", "rules"])
def test_a_hundred_thousand_words_are_read_in_seconds(parser, mode):
    parse = repeated(
        parser.parse(["Ada Brown said that the bridge was safe. “It is,” she told the Ford Herald.\n"])[0],
        6700,
    )
    assert len(parse.text.split()) > 100_000
    start = time.thread_time()
    assert QuoteReader(mode).read([parse], [find_mentions(parse)], [None])[0].quotes
    assert time.thread_time() - start < 60


@pytest.mark.parametrize("mode", ["learned", "rules"])
def test_spans_slice_back_and_do_not_cross(parser, mode):
    text = "“One,” said Ada Brown. “Two and three,” she added.\n\nBrown said that four was “five”, not six.\n"
    for quote in read(parser, text, mode=mode).quotes:
        assert all(0 <= a < b <= len(text) for a, b in quote.spans + quote.quoted_spans)
        if quote.cue is not None:
            assert text[quote.cue_start : quote.cue_end] == quote.cue
        if quote.speaker_text is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_text


def test_an_article_is_read_alike_alone_and_in_a_batch(parser):
    """To the last digit of every confidence: what else is in the batch has no say."""
    paths = sorted((REPOSITORY / "seeds" / "newsroom").rglob("*.txt"))
    texts = [path.read_bytes().decode("utf-8", "replace") for path in paths]
    assert len(texts) > 8
    parses = parser.parse(texts)
    mentions, titles = [find_mentions(parse) for parse in parses], [None] * len(parses)
    reader = QuoteReader()
    alone = [reader.read([p], [m], [None])[0] for p, m in zip(parses, mentions, strict=True)]
    assert sum(len(one.quotes) for one in alone) > 50
    assert reader.read(parses, mentions, titles) == alone
    assert reader.read(parses[::-1], mentions[::-1], titles) == alone[::-1]


def test_headline_quotes_index_the_title(parser):
    title = "Brown: Bridge is ‘perfectly safe’"
    quotes = read(parser, "“The bridge is perfectly safe,” Ada Brown said.", title).quotes
    assert quotes[0].is_headline
    assert quotes[0].speaker_name == "Ada Brown"
    assert title[slice(*quotes[0].quoted_spans[0])] == "perfectly safe"


def test_nothing_gives_nothing(parser):
    assert QuoteReader().read([], [], []) == []
    assert read(parser, "").quotes == []


def test_marks_alone_serve_other_languages():
    text = "«El puente es muy seguro para todos», dijo Ada Brown. La «fiesta» fue buena."
    quotes = quotes_by_marks(text)
    assert [text[a:b] for q in quotes for a, b in q.spans] == ["El puente es muy seguro para todos"]
    assert quotes[0].speaker_kind == "unknown"
    assert quotes_by_marks("L'homme qu'on a vu hier soir n'est pas d'ici, d'après l'agent.") == []
