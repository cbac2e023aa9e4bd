"""Read a manuscript: an invented article written once, with what must be found in it marked in the copy.

A manuscript has three parts, parted by lines of three hyphens: facts, copy, and the marks' meaning.

Facts: `key: value` lines: file, outlet, title, story, published … A further key fills `$key` in the template.

Copy: paragraphs parted by blank lines. The first character says what a paragraph is:
    `~ ` a related link, `- ` other litter, `^ ` a caption, `# ` a crosshead, `> ` a standfirst, `* ` a note,
    `@ name 2-5` paragraphs 2 to 5 of another manuscript, `! old => new` a change to the copy taken so far.
    `{1:...}` marks quotation 1; the same number again continues it; marks may nest.

Meaning, one line each:
    `1 d; speaker; kind; mention; cue; key=value …` a quotation; d, m, i = direct, mixed, indirect; in a value
        `_` stands for a blank. Keys: u (utterance), told, reason, by, changed; flags: frag, headline, qa, opt.
    `c kind; name; text; reason` a citation, `n words` words between quotation marks that nobody said,
    `e Name; PERSON; alias; alias` an entity.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MANUSCRIPTS = Path(__file__).parent / "manuscripts"
KINDS = {"d": "direct", "m": "mixed", "i": "indirect"}
ROLES = {"~": "furniture", "-": "litter", "^": "caption", "#": "heading", ">": "standfirst", "*": "note"}
MARK = re.compile(r"\{(\w+):|\}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of copy, with its marks, and what it is: `text` or one of ROLES."""

    role: str
    copy: str

    @property
    def words(self) -> str:
        """The paragraph as printed."""
        return MARK.sub("", self.copy)


@dataclass(slots=True)
class Manuscript:
    """One article: its facts, its paragraphs, and the meaning of the marks, keyed by mark."""

    name: str
    facts: dict[str, str]
    paragraphs: list[Paragraph] = field(default_factory=list)
    quotes: dict[str, dict[str, str]] = field(default_factory=dict)
    citations: list[dict[str, str]] = field(default_factory=list)
    not_speech: list[str] = field(default_factory=list)
    entities: list[dict[str, object]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The headline as printed."""
        return MARK.sub("", self.facts.get("title", ""))

    def printed(self) -> str:
        """All copy as printed, without title and furniture."""
        return "\n".join(p.words for p in self.paragraphs if p.role not in {"furniture", "litter"})


def marked(copy: str) -> Iterator[tuple[str, int, int]]:
    """Yield (mark, start, end) of each marked piece; offsets index the copy without marks.

    Raises:
        ValueError: a brace is not closed or not opened.
    """
    open_marks: list[tuple[str, int]] = []
    at = printed = 0
    for hit in MARK.finditer(copy):
        printed += hit.start() - at
        at = hit.end()
        if hit.group(1):
            open_marks.append((hit.group(1), printed))
        elif open_marks:
            mark, start = open_marks.pop()
            yield mark, start, printed
        else:
            raise ValueError(f"a mark is closed that was not opened: {copy[:60]}")
    if open_marks:
        raise ValueError(f"a mark is not closed: {copy[:60]}")


def read_manuscript(name: str) -> Manuscript:
    """Read seeds/manuscripts/<name>.txt, with the paragraphs it takes from others."""
    facts, copy, meaning = re.split(
        r"^---$\n?", (MANUSCRIPTS / f"{name}.txt").read_text("utf-8") + "\n", maxsplit=2, flags=re.MULTILINE
    )
    out = Manuscript(name, dict(_fact(line) for line in facts.splitlines() if line.strip()))
    for line in filter(None, map(str.strip, meaning.splitlines())):
        _read_meaning(out, line)
    for block in filter(None, map(str.strip, copy.split("\n\n"))):
        if block.startswith("@ "):
            _take(out, block[2:])
        elif block.startswith("! "):
            _change(out, *block[2:].split(" => "))
        elif block[0] in ROLES and block[1:2] == " ":
            out.paragraphs.append(Paragraph(ROLES[block[0]], block[2:]))
        else:
            out.paragraphs.append(Paragraph("text", block))
    used = {
        m
        for copy in [out.facts.get("title", ""), *(p.copy for p in out.paragraphs)]
        for m, _, _ in marked(copy)
    }
    if used != out.quotes.keys():
        raise ValueError(f"{name}: marks without meaning or meaning without mark: {used ^ out.quotes.keys()}")
    return out


def all_manuscripts() -> list[Manuscript]:
    """Read every manuscript, in the order of their file names."""
    return [read_manuscript(path.stem) for path in sorted(MANUSCRIPTS.glob("*.txt"))]


def _fact(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip(), value.strip()


def _read_meaning(out: Manuscript, line: str) -> None:
    head, _, rest = line.partition(" ")
    cells = [cell.strip() for cell in f"{rest};;;;".split(";")]
    if head == "c":
        out.citations.append(
            {"kind": cells[0], "name": cells[1], "text": cells[2] or cells[1], "reason": cells[3]}
        )
    elif head == "n":
        out.not_speech.append(rest)
    elif head == "e":
        out.entities.append({"name": cells[0], "kind": cells[1], "aliases": [c for c in cells[2:] if c]})
    else:
        kind, speaker, speaker_kind, mention, cue, *more = [c.strip() for c in f"{rest};;;;;".split(";")]
        row = {
            "kind": KINDS[kind],
            "speaker": speaker,
            "speaker_kind": speaker_kind or "person",
            "mention": mention,
            "cue": cue,
        }
        for word in " ".join(more).split():
            key, _, value = word.partition("=")
            row[key] = value.replace("_", " ") or "yes"
        out.quotes[head] = row


def _take(out: Manuscript, order: str) -> None:
    """Append paragraphs of another manuscript; its marks get a prefix, to stay apart from our own."""
    name, _, numbers = order.partition(" ")
    other = read_manuscript(name)
    copy = [p for p in other.paragraphs if p.role == "text"]
    first, _, last = numbers.partition("-")
    taken = copy[int(first) - 1 : int(last or first)] if numbers else copy
    for paragraph in taken:
        out.paragraphs.append(
            Paragraph("text", MARK.sub(lambda m: f"{{w{m[1]}:" if m[1] else "}", paragraph.copy))
        )
        for mark, _, _ in marked(paragraph.copy):
            out.quotes[f"w{mark}"] = other.quotes[mark]
        known = [c["text"] for c in out.citations]
        out.citations += [
            c for c in other.citations if c["text"] in paragraph.words and c["text"] not in known
        ]
        out.not_speech += [n for n in other.not_speech if n in paragraph.words]
    known_names = [e["name"] for e in out.entities]
    out.entities += [
        e for e in other.entities if str(e["name"]) in out.printed() and e["name"] not in known_names
    ]


def _change(out: Manuscript, old: str, new: str = "") -> None:
    hits = [i for i, p in enumerate(out.paragraphs) if old in p.copy]
    if len(hits) != 1:
        raise ValueError(f"{out.name}: {len(hits)} paragraphs hold {old!r}")
    changed = out.paragraphs[hits[0]].copy.replace(old, new)
    out.paragraphs[hits[0]] = Paragraph("text", changed)
    for citation in out.citations:
        citation["text"] = citation["text"].replace(old, new)
    for quote in out.quotes.values():
        quote["mention"] = quote["mention"].replace(old, new)
