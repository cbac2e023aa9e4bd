"""Write docs/schema.md from sql/: `python -m tasks.lake.describe > docs/schema.md`."""

import sys
import tempfile

from tasks.lake.connect import Warehouse, connect
from tasks.lake.schema import Relation, column_rows, ensure_schema, table_relations, view_relations

INTRODUCTION = """\
# Tables and views

Made from `sql/` by `python -m tasks.lake.describe > docs/schema.md`; a test keeps it so. The same text is in the
warehouse: as comments, and in the tables `relations` and `columns`.

Ids are deterministic: the same input gives the same ids on any machine and in any order. Offsets are counted in
characters (Unicode code points), from 0, end exclusive. Raw offsets count in the input as decoded: in the `text`
field of a record, in the whole of a text file; they are NULL for HTML. Times are UTC.

From 100,000 quotations on a warehouse keeps the rows of its views in tables of its own, `kept_<view>`, up to date with each
snapshot. Ask the views, which read them: what they hold is the same, only sooner.
"""


def describe() -> str:
    """Return docs/schema.md: every table and view with its grain, key, purpose and columns."""
    tables, views = table_relations(), view_relations()
    sections = {
        "Tables": [relation for relation in tables if relation.kind == "table"],
        "Views": views,
        "Bookkeeping": [relation for relation in tables if relation.kind == "bookkeeping"],
    }
    notes = {"Bookkeeping": "They spare a run reading the whole corpus, may change, and are not exported.\n"}
    with tempfile.TemporaryDirectory() as folder, connect(Warehouse.at(folder)) as con:
        ensure_schema(con)
        rows = {relation.name: column_rows(con, relation) for relation in tables + views}
    parts = [INTRODUCTION]
    for title, relations in sections.items():
        parts.append(f"## {title}\n")
        if title in notes:
            parts.append(notes[title])
        parts += [_section(relation, rows[relation.name]) for relation in relations]
    return "\n".join(parts)


def _section(relation: Relation, columns: list[dict[str, object]]) -> str:
    header = relation.header
    key = ", ".join(f"`{name}`" for name in header.key)
    repeats = " (rows may repeat)" if header.repeats else ""
    lines = [
        f"### {relation.name}",
        "",
        f"{header.text}",
        "",
        f"One row is {header.grain}. Key: {key}{repeats}.",
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    for column in columns:
        meaning = str(column["description"]).replace("|", "\\|")
        lines.append(f"| `{column['column_name']}` | {_short(str(column['type']))} | {meaning} |")
    return "\n".join(lines) + "\n"


def _short(kind: str) -> str:
    return kind.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ").replace('"', "")


if __name__ == "__main__":
    sys.stdout.write(describe())
