"""Parsing: flat lists whose offsets slice back to the text as given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.enrich.paragraphs import LONGEST_PIECE, pieces
from tasks.enrich.parse import Parse, Parser
from tasks.enrich.typewriter import typewriter

TEXT = "“We don’t sell,” Ada Moreno said.\n\n  \nThe mayor of Quillport left\u00a0early. He didn’t come back."


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="module")
def parse(parser: Parser) -> Parse:
    return parser.parse([TEXT])[0]


def test_words_stand_where_offsets_say(parse: Parse) -> None:
    assert [TEXT[a:b] for a, b in zip(parse.start, parse.end, strict=True)][:6] == [
        "“",
        "We",
        "do",
        "n’t",
        "sell",
        ",",
    ]
    assert parse.words[3] == "n't"


def test_lists_are_parallel_and_blanks_left_out(parse: Parse) -> None:
    lists = [
        parse.start,
        parse.end,
        parse.head,
        parse.lemma,
        parse.pos,
        parse.tag,
        parse.dep,
        parse.sent,
        parse.para,
        parse.ent_type,
    ]
    assert {len(x) for x in lists} == {len(parse)}
    assert all(word.strip() for word in parse.words)


def test_a_paragraph_starts_a_sentence(parse: Parse) -> None:
    first = {para: parse.sent[i] for i, para in reversed(list(enumerate(parse.para)))}
    assert first == {0: 0, 1: 1}
    assert parse.sent[-1] == 2


def test_head_dep_and_lemma(parse: Parse) -> None:
    said = parse.words.index("said")
    assert parse.head[said] == said
    assert parse.lemma[said] == "say"
    assert parse.head[parse.words.index("Moreno")] == said
    assert parse.dep[parse.words.index("Moreno")] == "nsubj"


def test_entities_as_offsets(parse: Parse) -> None:
    assert (TEXT.index("Ada"), TEXT.index(" said"), "PERSON") in parse.ents
    assert parse.ent_type[parse.words.index("Ada")] == "PERSON"


def test_a_text_parses_alike_in_any_company(parser: Parser, parse: Parse) -> None:
    assert parser.parse(["", "Another text stands before.", TEXT])[2] == parse
    assert len(parser.parse([""])[0]) == 0
    assert parser.parse([]) == []


def test_vectors(parser: Parser) -> None:
    vector = parser.vector("president")
    assert vector is not None
    assert vector.shape == (300,)
    assert parser.vector("qzxqzxv") is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Don’t,” she said.", '"Don\'t," she said.'),
        ("he said ''no deal'' twice", 'he said  "no deal"  twice'),
        ("the Joneses' dog", "the Joneses' dog"),
        ("«Non», a\u00a0word", '"Non", a word'),
    ],
)
def test_typewriter_marks(text: str, plain: str) -> None:
    assert typewriter(text) == plain


@given(st.text())
def test_typewriter_keeps_length_and_newlines(text: str) -> None:
    plain = typewriter(text)
    assert len(plain) == len(text)
    assert [i for i, c in enumerate(plain) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(st.text(alphabet="ab. \n", max_size=200))
def test_pieces_cover_all_that_is_not_blank(text: str) -> None:
    covered = {i for p in pieces(text) for i in range(p.start, p.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)


@settings(max_examples=20)
@given(st.integers(1, 60_000), st.sampled_from(["a", "ab ", "Ab cd. ", " "]))
def test_pieces_are_bounded(length: int, unit: str) -> None:
    found = list(pieces((unit * length)[:60_000]))
    assert all(p.end - p.start <= LONGEST_PIECE for p in found)
    assert all(p.start < p.end for p in found)
    assert {p.paragraph for p in found} <= {0}


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    text = "One short sentence stands here. " * 1500
    assert all(text[: p.end].endswith(". ") or p.end == len(text) for p in pieces(text))
