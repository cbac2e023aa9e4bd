"""Words and shingles are those that a plain regular expression gives."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.dedupe.fingerprints import SHORT, WINDOW, fingerprint
from tasks.dedupe.shingles import SHINGLE_WORDS, join_batches, shingle

texts = st.lists(st.text(st.sampled_from("abÉßıİΣς_7 \n.,’-\0"), max_size=60), min_size=1, max_size=6)


def plain_shingles(text):
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[k : k + SHINGLE_WORDS]) for k in range(max(1, len(words) - SHINGLE_WORDS + 1))]


@settings(max_examples=200, deadline=None)
@given(texts)
def test_as_many_distinct_shingles_as_a_regular_expression_finds(batch):
    shingled = shingle(batch)
    assert shingled.n_shingles.tolist() == [len(set(plain_shingles(text))) for text in batch]


@settings(max_examples=200, deadline=None)
@given(texts)
def test_word_offsets_slice_the_text_as_given(batch):
    shingled = shingle(batch)
    for i, text in enumerate(batch):
        part = slice(shingled.word_from[i], shingled.word_from[i + 1])
        words = [
            text[a:b].casefold() for a, b in zip(shingled.starts[part], shingled.ends[part], strict=True)
        ]
        found = re.findall(r"\w+", text.lower())
        assert len(words) == len(found)
        # İ holds a dot that is no letter; Σ is ς at the end of a word
        assert all(plain.casefold() in word for plain, word in zip(found, words, strict=True))


@settings(max_examples=50, deadline=None)
@given(texts)
def test_a_batch_is_as_its_texts_one_by_one(batch):
    together, apart = shingle(batch), join_batches([shingle([text]) for text in batch])
    for field in ("words", "starts", "ends", "word_from", "shingles", "distinct", "distinct_from"):
        assert getattr(together, field).tolist() == getattr(apart, field).tolist()


def test_case_and_marks_make_no_difference():
    one, two = shingle(["The harbour—closed; at NINE!", "the harbour closed at nine"]).distinct.tolist()
    assert one == two


def test_eleven_words_in_common_give_a_common_fingerprint():
    run = " ".join(f"word{k}" for k in range(WINDOW + SHINGLE_WORDS - 1))
    left = " ".join(f"left{k}" for k in range(60))
    right = " ".join(f"right{k}" for k in range(60))
    hashes, start = fingerprint(shingle([f"{left} {run} {left}", f"{right} {run} {right}"]))
    assert set(hashes[: start[1]].tolist()) & set(hashes[start[1] :].tolist())


def test_a_short_text_keeps_all_its_shingles_and_a_long_one_about_a_quarter():
    short, long = " ".join(map(str, range(SHORT))), " ".join(map(str, range(1000)))
    batch = shingle([short, long])
    hashes, start = fingerprint(batch)
    assert hashes[: start[1]].tolist() == batch.distinct[: batch.distinct_from[1]].tolist()
    assert 180 < start[2] - start[1] < 320
