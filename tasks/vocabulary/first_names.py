"""First names: the usual gender, and which are short or pet forms of which.

The tables are those of gender-guesser and nicknames. They are read here as files, because most runs ask for a few names:
an index of lines takes a tenth of the time that the packages take to parse the tables whole, and gives the same answers.
"""

from functools import lru_cache
from importlib.resources import files

_NAME_AT, _COUNTRIES_AT = 3, 30  # columns of a line of gender-guesser's table


@lru_cache(maxsize=100_000)
def table_gender(name: str) -> str | None:
    """Return what gender-guesser's table says of a lower-case name: M, 1M (mostly), F, 1F or ?; None if unknown.

    Where the table has several entries for a name, the one counts that most countries bear out, then the one with
    the greater frequencies there, as in gender-guesser.
    """
    frequencies: dict[str, str] = {}
    for line in _gender_lines().get(name, "").splitlines():
        gender = line[:2].strip().replace("?M", "1M").replace("?F", "1F")
        frequencies[gender] = line.strip()[_COUNTRIES_AT:-1].replace(" ", "")
    if not frequencies:
        return None
    weights = {gender: (len(text), sum(map(_frequency, text))) for gender, text in frequencies.items()}
    best = max(weights, key=lambda gender: weights[gender])
    return best if weights[best][0] else "?"


def _frequency(digit: str) -> int:
    """Read a digit of base 14 or so: 0-9, then A for ten."""
    return ord(digit) - 55 if digit > "@" else ord(digit) - 48


@lru_cache(maxsize=1)
def _gender_lines() -> dict[str, str]:
    """Return the table's lines by lower-case name; a plus in a name stands for nothing, a blank or a hyphen."""
    text = (files("gender_guesser") / "data" / "nam_dict.txt").read_text(encoding="utf-8")
    index: dict[
        str, str
    ] = {}  # of strings alone: the collector of garbage would walk through lists at every step
    for line in text.split("\n"):
        if line and line[0] not in "#=":
            name = line[_NAME_AT : line.find(" ", _NAME_AT)].lower()
            names = [name.replace("+", mark) for mark in ("", " ", "-")] if "+" in name else (name,)
            for each in names:
                index[each] = f"{index[each]}\n{line}" if each in index else line
    return index


def is_pet_form(short: str, full: str) -> bool:
    """Whether a lower-case first name is used for another: Jack for John. Not the other way round."""
    return (full, short) in _pet_forms()


@lru_cache(maxsize=1)
def _pet_forms() -> frozenset[tuple[str, str]]:
    text = (files("nicknames") / "names.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.lower().splitlines())
    return frozenset(
        (row[0].strip(), row[2].strip()) for row in rows if len(row) > 2 and row[1] == "has_nickname"
    )
