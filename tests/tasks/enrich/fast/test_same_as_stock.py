"""The fast pipeline gives what stock spaCy gives, token by token, and the same in any batch."""

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.enrich.fast.embedding import EmbeddingCache, UnknownArchitectureError
from tasks.enrich.fast.encoder import Encoder
from tasks.enrich.fast.ner import BatchedNer
from tasks.enrich.fast.parser import SteppedParser
from tasks.enrich.fast.pipeline import FastPipeline
from tasks.enrich.fast.steady import Floats, steady_blocks_matmul, steady_matmul
from tasks.enrich.parse import Parser, fast_pipeline

SHARED = Path(os.environ.get("NEWSLOOM_SHARED", Path(__file__).parents[5] / "shared"))
TRAIN = SHARED / "bench" / "data" / "quotes" / "train" / "input.jsonl.gz"
SAMPLED = 12  # texts of TRAIN; stock spaCy needs a quarter of a second for each

TEXTS = [
    "“We ain't goin' there,” Ada Moreno said, “'cause it's nothin' but trouble.”\nShe'd left Quillport, N.Y., by 5 p.m.",
    "QUILLPORT (Courier) — The U.S. and Norway signed it on 3 March 2019; $4.5m was paid, or so the B.B.C. says…",
    "• Mr. Tarrant, 54, an ex-minister, can't and won't resign!!\n\n   \n* He has n't said why. “I shan't,” he'd said.",
    "http://quillport.example/news?id=7 @moreno #ferry 😀 don’t—won’t\tco-operate  with   the “so-called” experts (all 12).",
    "Dr. J. R. Velde, M.D., of St. Mary's Hospital in Dayton, Ohio, met Queen Mathilde at the Quillport Harbour Authority.",
    "No",
    "...",
]


@pytest.fixture(scope="module")
def fast() -> Parser:
    return Parser()


@pytest.fixture(scope="module")
def stock() -> Parser:
    return Parser(is_stock=True)


def test_the_default_model_runs_fast() -> None:
    assert fast_pipeline(Parser().model) is not None


def test_same_as_stock_on_invented_texts(fast: Parser, stock: Parser) -> None:
    assert fast.parse(TEXTS) == stock.parse(TEXTS)


def test_same_as_stock_on_news(fast: Parser, stock: Parser) -> None:
    if not TRAIN.exists():
        pytest.skip(f"no news texts at {TRAIN}; set NEWSLOOM_SHARED to the folder that holds bench/")
    with gzip.open(TRAIN, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(SAMPLED), strict=False)]
    assert fast.parse(texts) == stock.parse(texts)


def test_warm_as_cold_and_alone_as_together(fast: Parser) -> None:
    together = fast.parse(TEXTS)
    assert fast.parse(TEXTS) == together
    assert [fast.parse([text])[0] for text in TEXTS] == together
    assert fast.parse(TEXTS[::-1]) == together[::-1]


def test_a_full_cache_starts_afresh(fast: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fast.parse(TEXTS)
    monkeypatch.setattr("tasks.enrich.fast.embedding.MOST_FORMS", 3)
    monkeypatch.setattr("tasks.enrich.fast.words.MOST_KEYS", 3)
    assert fast.parse(TEXTS[:2]) + fast.parse(TEXTS[2:]) == before


def test_words_that_spacy_gave_up_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = FastPipeline(Parser().nlp)
    texts = [
        *TEXTS[1:3],
        "Zxqvorp grinkled the flimbustering snorkwads of Blatherwick.",
        "A quibbly zxqvorp.",
    ]
    texts = [line for text in texts for line in text.split("\n") if line.strip()]
    before = [(t.words, t.lemma, t.tag, t.ents) for t in pipeline.tokens(texts)]
    pipeline._most_words = 0
    for _ in range(3):
        assert [(t.words, t.lemma, t.tag, t.ents) for t in pipeline.tokens(texts)] == before
        assert [(t.words, t.lemma, t.tag, t.ents) for t in pipeline.tokens(texts[::-1])][::-1] == before
    monkeypatch.setattr("tasks.enrich.fast.pipeline.NEW_WORDS", 3)
    assert [(t.words, t.lemma, t.tag, t.ents) for t in pipeline.tokens(texts)] == before


def test_another_architecture_is_left_to_spacy() -> None:
    import spacy

    with pytest.raises(UnknownArchitectureError):
        FastPipeline(spacy.blank("en"))
    layers = Parser(is_stock=True).nlp.get_pipe("tok2vec").model
    with pytest.raises(UnknownArchitectureError):
        EmbeddingCache([layers])  # it looks at neighbours
    with pytest.raises(UnknownArchitectureError):
        Encoder(layers)  # embeddings too
    with pytest.raises(UnknownArchitectureError):
        BatchedNer(Parser().nlp.get_pipe("parser"))
    with pytest.raises(UnknownArchitectureError):
        SteppedParser(Parser().nlp.get_pipe("tagger"))


def test_the_encoder_gives_what_its_layers_give_whatever_stands_beside() -> None:
    layers = Parser().nlp.get_pipe("tok2vec").model.layers[1]
    random = np.random.default_rng(7)
    lengths = [90, 60, 60, 31, 7, 2, 1, 1]
    documents = [random.normal(size=(length, 96)).astype(np.float32) for length in lengths]
    encode = Encoder(layers)
    got = encode(np.concatenate(documents), lengths)
    assert np.allclose(got, np.concatenate(layers.predict(documents)), rtol=0, atol=1e-5)
    alone = [encode(rows, [length]) for rows, length in zip(documents, lengths, strict=True)]
    assert np.array_equal(got, np.concatenate(alone))


@pytest.mark.parametrize("product", [steady_matmul, steady_blocks_matmul])
@settings(max_examples=40, deadline=None)
@given(
    rows=st.integers(1, 700),
    skipped=st.integers(0, 300),
    shape=st.sampled_from([(96, 50), (64, 106), (64, 74), (96, 288), (97, 288), (96, 384)]),
)
def test_a_row_of_a_product_does_not_depend_on_its_neighbours(
    product: Callable[[Floats, Floats], Floats], rows: int, skipped: int, shape: tuple[int, int]
) -> None:
    random = np.random.default_rng(7)
    x = random.normal(size=(1024, shape[0])).astype(np.float32)
    w = random.normal(size=shape).astype(np.float32)
    part = product(x[skipped : skipped + rows], w)
    assert np.array_equal(part, product(x, w)[skipped : skipped + rows])
    assert np.allclose(part, x[skipped : skipped + rows] @ w, atol=1e-4)
