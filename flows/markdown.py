"""Text of pages shown in Markdown: nothing in it may act as Markdown or HTML."""

import html
import re
from collections.abc import Sequence

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:/@])")
MOST_CHARACTERS = 300


def escaped(text: object) -> str:
    """Return a value as one line of Markdown that shows just its characters, cut at `MOST_CHARACTERS`.

    The cells of table artifacts and all descriptions are read as Markdown, with HTML in it, too.
    """
    line = " ".join(str(text if text is not None else "").split())
    if len(line) > MOST_CHARACTERS:
        line = line[: MOST_CHARACTERS - 1] + "…"
    return SPECIAL.sub(r"\\\1", html.escape(line, quote=False))


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table of escaped cells."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)
