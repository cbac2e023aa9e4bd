"""Marks and blanks that a wrong decoding left as others: didn"t, years,"?she said, was told.-Then.

The three bytes of an apostrophe, a dash or a closing mark were taken for three characters, the marks among these then
made straight and the rest "?"; a blank that does not break became a hyphen. In a quarter of one public collection of
scraped news they are so. Left alone, each opens or closes a quotation, or hides the end of a sentence.
"""

import re

# Each begins with the mark itself, so that a search jumps from mark to mark.
_APOSTROPHE = re.compile(r"\"(?=[tT]\b|(?:ve|re|ll|d|m)\b)(?:(?<=[nN]\")(?=[tT])|(?<=[A-Za-z]\")(?=[vrldm]))")
_DASH = re.compile(r"\"\?(?<=\s\"\?)(?=\w)")
_CLOSED = re.compile(r"\"\?(?:(?<=[.,!?;:]\"\?)(?=[\"\w])|(?<=\w\"\?)(?=\w))")
_HYPHEN = re.compile(
    r"-(?=[\s\"A-Za-z]|\Z)(?:(?<=[a-z]{3}[.]-)(?=[\s\"A-Z])|(?<=[a-z)][,!?;]-)|(?<=[.,!?]\"-)(?!\"))"
)


def without_garbled_marks(text: str) -> str:
    """Return the text with what these marks were, as far as their neighbours tell; same length, same offsets.

    A question mark or hyphen that stands for a lost blank becomes one.
    """
    if '"' in text:
        text = _APOSTROPHE.sub("'", text)
    if '"?' in text:
        text = _CLOSED.sub('" ', _DASH.sub("--", text))
    return _HYPHEN.sub(" ", text) if "-" in text else text
