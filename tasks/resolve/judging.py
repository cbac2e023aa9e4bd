"""What names say: judged anew for those that a run bears on, read from the lake for the others.

The edge to DuckDB of identity. A name bears on another if they share a block (see blocks). Those asked for stand in more or
in fewer articles; those that vote with them may change their kind; all that share a block with either are judged anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa

from tasks.lake.sqlfiles import load_sql
from tasks.resolve.blocks import blocks_of, own_block, votes_block
from tasks.resolve.identity import Candidate, Expansion, Identity, NameCount, identify, settle_kinds
from tasks.resolve.kinds import Kind
from tasks.resolve.override import Override, aliased
from tasks.resolve.settle import known_by_short
from tasks.vocabulary.changes import Change, Replace
from tasks.vocabulary.schemas import TABLES

Name = tuple[Kind, str]
Key = tuple[Kind, str]
Short = tuple[Kind, str]

NAME = pa.schema([("kind", pa.string()), ("name", pa.string())])
KEY = pa.schema([("kind", pa.string()), ("key", pa.string())])
SHORT = pa.schema([("kind", pa.string()), ("short", pa.string())])
_BLOCK = pa.schema([("block", pa.uint32())])


class Known(NamedTuple):
    """A row of `known_names` without its name."""

    settled_kind: Kind
    identity: Identity
    blocks: tuple[int, ...]


class Judged(NamedTuple):
    """What a run finds names to say.

    Attributes:
        forms: what short forms may stand for, of the entities judged anew.
        changes: of known_names and short_forms.
    """

    forms: list[Candidate]
    changes: list[Change]


def judge_names(con: duckdb.DuckDBPyConnection, overrides: Sequence[Override], *, is_all: bool) -> Judged:
    """Judge the names that the run bears on.

    Leaves `told_names` (what those judged say), `judged_keys` (their entities, now and before) and `names_again` (names that
    say something else, or whose short form may mean something else).

    Args:
        con: with `fresh_units`, `gone_article_names` and the views `stored_*`.
        overrides: the user's own file; only a run that judges all may have any.
        is_all: whether all names are judged: then the tables are written whole.
    """
    asked: list[Name] = con.execute(load_sql("resolve/asked_names")).fetchall()
    voted = {votes_block(name) for _, name in asked}
    within = _blocks_within(asked, _sharing(con, voted))
    before = _sharing(con, within)
    names = sorted({*asked, *before})
    put(con, "judged_names", NAME, names)
    counts = [NameCount(*row) for row in con.execute(load_sql("resolve/name_counts")).fetchall()]
    expansions = [Expansion(*row) for row in con.execute(load_sql("resolve/expansions")).fetchall()]
    settled = {key: row.settled_kind for key, row in before.items() if not voted.intersection(row.blocks)}
    kinds = settle_kinds(counts) | settled
    identities, candidates = identify(counts, expansions, kinds)
    identities, candidates = aliased(identities, candidates, overrides)
    told = {
        name: Known(kinds[name], identity, blocks_of(name[1], is_person="person" in (name[0], kinds[name])))
        for name, identity in identities.items()
        if (block := own_block(kinds[name], name[1], identity)) is None or block in within
    }
    gone = {name for name in names if name not in identities}
    changed = {name for name, row in told.items() if before.get(name) != row} | (gone & before.keys())
    keys = _keys(told.values()) | _keys(before[name] for name in told.keys() | gone if name in before)
    if overrides:
        keys |= {(c.kind, c.key) for c in candidates}
    forms = [c for c in candidates if (c.kind, c.key) in keys]
    put(con, "told_names", TABLES["known_names"], [_row(name, row) for name, row in told.items()])
    put(con, "judged_keys", KEY, sorted(keys))
    put(con, "changed_names", NAME, sorted(changed))
    put(con, "changed_shorts", SHORT, sorted(_changed_shorts(con, forms)))
    con.execute(load_sql("resolve/names_again"))
    rows = [_row(name, told[name]) for name in sorted(told if is_all else changed - gone)]
    changes: list[Change] = [
        Replace("known_names", _table(TABLES["known_names"], rows), ("kind", "name"), _scope(NAME, changed, is_all)),
        Replace(
            "short_forms", _table(TABLES["short_forms"], forms), ("kind", "key"), _scope(KEY, keys, is_all)
        ),
    ]  # fmt: skip
    return Judged(forms, changes)


def forms_of(
    con: duckdb.DuckDBPyConnection, shorts: Collection[Short], forms: Iterable[Candidate]
) -> list[Candidate]:
    """Return all entities that some short forms may stand for, given those judged anew."""
    put(con, "asked_shorts", SHORT, sorted(shorts))
    others = [Candidate(*row) for row in con.execute(load_sql("resolve/forms_of_shorts")).fetchall()]
    return others + [form for form in forms if (form.kind, form.short) in shorts]


def put(
    con: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, rows: Sequence[tuple[object, ...]]
) -> None:
    """Make a temporary table of some rows."""
    con.register("put_rows", _table(schema, rows))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM put_rows")
    con.unregister("put_rows")


def _table(schema: pa.Schema, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def _scope(schema: pa.Schema, keys: Collection[tuple[Kind, str]], is_all: bool) -> pa.Table | None:
    return None if is_all else _table(schema, sorted(keys))


def _sharing(con: duckdb.DuckDBPyConnection, blocks: Iterable[int]) -> dict[Name, Known]:
    put(con, "asked_blocks", _BLOCK, [(block,) for block in sorted(blocks)])
    return {
        (kind, name): Known(settled_kind, Identity(entity_kind, key, short), tuple(blocks))
        for kind, name, settled_kind, entity_kind, key, short, blocks in con.execute(
            load_sql("resolve/near_names")
        ).fetchall()
    }


def _blocks_within(asked: Iterable[Name], voting: Mapping[Name, Known]) -> set[int]:
    """Return the blocks of the names asked for and of those that vote with them: what they were and what they may become."""
    names = {*asked, *voting}
    people = {votes_block(name) for kind, name in names if kind == "person"}
    blocks = {block for row in voting.values() for block in row.blocks}
    for kind, name in names:
        is_person = kind == "person" or votes_block(name) in people
        blocks.update(blocks_of(name, is_person=is_person))
    return blocks


def _keys(rows: Iterable[Known]) -> set[Key]:
    return {(row.identity.kind, row.identity.key) for row in rows if row.identity.key is not None}


def _changed_shorts(con: duckdb.DuckDBPyConnection, forms: Sequence[Candidate]) -> set[Short]:
    """Return the short forms that may mean something else than before."""
    gone = [Candidate(*row) for row in con.execute(load_sql("resolve/forms_of_keys")).fetchall()]
    shorts = {(form.kind, form.short) for form in (*gone, *forms)}
    others = forms_of(con, shorts, ())
    before, now = _meanings([*others, *gone]), _meanings([*others, *forms])
    return {short for short in shorts if before.get(short) != now.get(short)}


def _meanings(forms: Sequence[Candidate]) -> dict[Short, object]:
    """Return for each short form what it may stand for and whom the corpus means by it."""
    known = known_by_short(forms)
    may_be: dict[Short, set[object]] = defaultdict(set)
    for form in forms:
        may_be[form.kind, form.short].add((form.key, form.rank, form.gender))
    return {short: (entities, known.get(short)) for short, entities in may_be.items()}


def _row(name: Name, known: Known) -> tuple[object, ...]:
    return (*name, known.settled_kind, *known.identity, known.blocks)
