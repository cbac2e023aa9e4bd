"""Contractions undone: "they've" is "they have", whichever of the two an outlet prints.

Keys are words as `wording.word_key` gives them: lower case, without apostrophes but in `NEEDS_MARK`.
"""

from collections.abc import Iterable

WHOLE = {
    "im": ("i", "am"),
    "its": ("it", "is"),
    "thats": ("that", "is"),
    "theres": ("there", "is"),
    "hes": ("he", "is"),
    "shes": ("she", "is"),
    "whats": ("what", "is"),
    "lets": ("let", "us"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "wont": ("will", "not"),
    "shant": ("shall", "not"),
    "aint": ("is", "not"),
    "id": ("i", "would"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
}
_NOT = frozenset(
    f"{verb}nt"
    for verb in (
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "have",
        "has",
        "had",
        "would",
        "should",
        "could",
        "must",
        "need",
    )
)
_SUBJECTS = ("i", "you", "he", "she", "it", "we", "they", "that", "there", "who")
# Words of their own without their apostrophe: "we're" and "were", "we'll" and "well".
NEEDS_MARK = {
    "we're": ("we", "are"), "we'll": ("we", "will"), "he'll": ("he", "will"), "she'll": ("she", "will"),
    "i'll": ("i", "will"),
}  # fmt: skip
_JOINED = {
    subject + ending: (subject, full)
    for subject in _SUBJECTS
    for ending, full in (("ve", "have"), ("re", "are"), ("ll", "will"))
} | {"youd": ("you", "would"), "theyd": ("they", "would"), "itd": ("it", "would"), "wer": ("we", "are")}
for _word in ("were", "well", "hell", "shell", "ill", "here", "there"):
    _JOINED.pop(_word, None)
_JOINED |= NEEDS_MARK


def uncontracted(keys: Iterable[str]) -> list[str]:
    """Return the keys with each contraction as the words it stands for."""
    out: list[str] = []
    for key in keys:
        if key in WHOLE:
            out += WHOLE[key]
        elif key in _NOT:
            out += (key[:-2], "not")
        else:
            out += _JOINED.get(key, (key,))
    return out
