"""Whether two quotations of one speaker in one story are one saying, quoted from memory or in two translations.

Of 26 hand-checked pairs of two corpora that share no eight words in a row and do not hold one another this finds 24;
of 24,874 quotations it joins, within one article, only such as repeat each other.
"""

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from tasks.vocabulary.titles import words_of as listed

LEAST_WORDS = 5
LEAST_RUN = 4
# Shares of the shorter quotation's words, in order, that the other has in the same place.
LEAST_SHARE = 0.8
LEAST_CONTENT_SHARE = 0.66
LEAST_CONTENT = 2  # words of a short run that say something
STEM = 5  # letters of a word by which two forms of it are one
LEAST_STEMS = 7
LEAST_STEM_SHARE = 0.55
SLACK = 3  # words that the other may have more on either side of the place

# Words that carry nothing by themselves: a fragment of these alone is found in every speech.
EMPTY_WORDS = listed("""
    a an the and or but of to in on at for with by from as it is was be are were that this these those he she they we i
    you his her their our my your its not no so do did does have has had will would can could
""")


def content_of(keys: Sequence[str]) -> list[str]:
    """Return those of some words that say something."""
    return [key for key in keys if key not in EMPTY_WORDS]


def says_something(run: Sequence[str]) -> bool:
    """Whether some words in a row are more than a common turn of phrase: "I don't think it's" is six of them."""
    return len(content_of(run)) >= LEAST_CONTENT


def longest_run(a: Sequence[str], b: Sequence[str]) -> tuple[int, int, int]:
    """Return the length of the longest run of words in both, and where it begins in each; of equals the first."""
    places: dict[str, list[int]] = {}
    for j, key in enumerate(b):
        places.setdefault(key, []).append(j)
    best = (0, 0, 0)
    before: dict[int, int] = {}
    for i, key in enumerate(a):
        here = {j: before.get(j - 1, 0) + 1 for j in places.get(key, ())}
        for j, length in here.items():
            if length > best[0]:
                best = (length, i - length + 1, j - length + 1)
        before = here
    return best


def is_retold(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the shorter of two quotations says what a part of the other says in other words: two translations of one saying.

    What is compared are the stems of the words that say something. To be asked of one speaker's words in one story alone.
    """
    short, long = _by_length(a, b)
    run, place = _in_place(short, long, max(SLACK, len(short) // 3))
    stems, others = ([key[:STEM] for key in content_of(keys)] for keys in (short, place))
    shared = LCSseq.similarity(stems, others)
    return run >= LEAST_RUN and bool(shared >= max(LEAST_STEMS, LEAST_STEM_SHARE * len(stems)))


def is_reworded(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the shorter of two quotations says what a part of the other says, nearly in the same words."""
    short, long = _by_length(a, b)
    if len(short) < LEAST_WORDS:
        return False
    run, place = _in_place(short, long, SLACK)
    if run < LEAST_RUN or LCSseq.similarity(short, place) < LEAST_SHARE * len(short):
        return False
    content = content_of(short)
    shared = LCSseq.similarity(content, content_of(place))
    return len(content) > 1 and bool(shared >= LEAST_CONTENT_SHARE * len(content))


def _by_length(a: Sequence[str], b: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return two quotations' words, the shorter first."""
    short, long = sorted((tuple(a), tuple(b)), key=lambda keys: (len(keys), keys))
    return short, long


def _in_place(short: Sequence[str], long: Sequence[str], slack: int) -> tuple[int, Sequence[str]]:
    """Return the length of the longest run that two have in common, and the longer one's words where the shorter would stand."""
    run, i, j = longest_run(short, long)
    return run, long[max(0, j - i - slack) : j - i + len(short) + slack]
