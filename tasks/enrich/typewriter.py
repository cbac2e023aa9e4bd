"""Typewriter marks for the parser: same length, same offsets, the punctuation the model was trained on.

spaCy's English models saw straight marks: curly ones split off badly (“ glued to a word, "don’t" left whole).
"""

import re

from tasks.vocabulary.garbled_marks import without_garbled_marks

_MARKS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'", "`": "'",
    "\u00ad": "-", "\u2010": "-", "\u2011": "-",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2004": " ", "\u2005": " ", "\u2006": " ", "\u2007": " ",
    "\u2008": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ", "\u205f": " ",
    "\t": " ", "\r": " ", "\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " ",
})  # fmt: skip
_GLUED = re.compile(r"\"(?<=[a-z.,!?:;]\")(?=[A-Za-z])")
_OPENING_PAIR = re.compile(r"(?<![\w'.,!?])''(?=\S)")
_CLOSING_PAIR = re.compile(r"''(?!\w)")


def typewriter(text: str) -> str:
    """Return `text` with typewriter marks and plain blanks; same length, newlines untouched."""
    text = without_garbled_marks(text).translate(_MARKS)
    if '"' in text:  # years,"She said: one word to the parser, which needs the blank more than the mark
        text = _GLUED.sub(" ", text)
    if "''" in text:  # doubled singles are double marks; the free place becomes a blank on the outer side
        text = _OPENING_PAIR.sub(' "', text)
        text = _CLOSING_PAIR.sub('" ', text)
    return text
