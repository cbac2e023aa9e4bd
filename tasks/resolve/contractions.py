"""Contractions undone, "they've" is "they have", and "roll out" as "rollout", whichever of the two an outlet prints.

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


_PARTICLES = {
    "out": "roll buy bail break fall hand hide hold lay lock look melt pay print sell shoot shut stake take turn work wash",
    "down": "shut crack break count melt slow show sit touch wind",
    "up": "build clean cover follow hold line make mix run set shake slip start step tune turn warm wrap back check",
    "off": "lay kick pay sell show spin stand take trade cut play",
    "back": "feed fall kick pay play pull roll set throw come draw cut",
    "over": "take hand hang turn make roll",
    "through": "break walk drive follow",
}
_COMPOUNDS = {(verb, particle) for particle, verbs in _PARTICLES.items() for verb in verbs.split()}


def compounded(keys: Iterable[str]) -> list[str]:
    """Return the keys with a verb and its particle as the one word that they are as a noun: "roll out", "rollout"."""
    out: list[str] = []
    for key in keys:
        if out and (out[-1], key) in _COMPOUNDS:
            out[-1] += key
        else:
            out.append(key)
    return out
