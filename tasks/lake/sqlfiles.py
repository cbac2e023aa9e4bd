"""SQL statements by name: one file each under sql/."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@cache
def load_sql(name: str) -> str:
    """Return the text of sql/<name>.sql.

    Args:
        name: folder and file without the ending, such as `views/quote_summary`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    folder, _, stem = name.partition("/")
    return files("sql").joinpath(folder, f"{stem}.sql").read_text(encoding="utf-8")


@cache
def names_in(folder: str) -> tuple[str, ...]:
    """Return the names of the statements in sql/<folder>, sorted, such as `views/quote_summary`."""
    found = (entry.name for entry in files("sql").joinpath(folder).iterdir())
    return tuple(sorted(f"{folder}/{name.removesuffix('.sql')}" for name in found if name.endswith(".sql")))


@dataclass(frozen=True, slots=True)
class Header:
    """What the comment lines at the top of a statement say of it."""

    grain: str
    key: tuple[str, ...]
    text: str  # the rest: the question a view answers, or what a table is for
    columns: dict[str, str]  # of a view: what each column means
    repeats: bool = False  # whether rows may be alike in their key: `-- key: a, b, may repeat`

    @property
    def comment(self) -> str:
        """The comment that the relation carries in the lake."""
        return f"{self.text} Grain: {self.grain}. Key: {', '.join(self.key)}."


MAY_REPEAT = "may repeat"

_ENTRY = re.compile(r"(\w+): (.+)")


def read_header(sql: str) -> Header:
    """Read `-- grain:`, `-- key:`, free text and, after `-- columns:`, `--   name: meaning` lines."""
    grain, key, text = "", "", []
    columns: dict[str, str] = {}
    in_columns = False
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        content = line[2:].strip()
        entry = _ENTRY.fullmatch(content)
        if content == "columns:":
            in_columns = True
        elif in_columns and entry:
            columns[entry[1]] = entry[2]
        elif entry and entry[1] == "grain":
            grain = entry[2]
        elif entry and entry[1] == "key":
            key = entry[2]
        elif content:
            text.append(content.removeprefix("question: "))
    parts = [part.strip() for part in key.split(",") if part.strip()]
    names = tuple(part for part in parts if part != MAY_REPEAT)
    return Header(grain, names, " ".join(text), columns, MAY_REPEAT in parts)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CREATE TABLE file."""

    name: str
    type: str
    is_required: bool
    description: str


_COLUMN = re.compile(r'\s+"?(?P<name>\w+)"? (?P<type>.+?)(?P<required> NOT NULL)?,? -- (?P<description>.+)')


def read_columns(sql: str) -> list[Column]:
    """Read the columns of a CREATE TABLE file: one a line, with what it means after `--`."""
    matches = (_COLUMN.fullmatch(line) for line in sql.splitlines())
    return [Column(m["name"], m["type"], m["required"] is not None, m["description"]) for m in matches if m]


@cache
def column_types(table: str) -> dict[str, str]:
    """Return the SQL type of each column of a table of sql/tables, in order."""
    return {column.name: column.type for column in read_columns(load_sql(f"tables/{table}"))}


def quote(text: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
