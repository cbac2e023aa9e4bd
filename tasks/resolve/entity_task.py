"""Entities across articles: the edge to DuckDB. What is decided stands in identity, settle and canonical."""

from collections import defaultdict
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from tasks.lake.sqlfiles import load_sql
from tasks.resolve.canonical import aliases_of, canonical_name
from tasks.resolve.identity import Candidate, Expansion, NameCount, identify
from tasks.resolve.kinds import KIND_OF_LABEL, LABEL_OF_KIND, Kind
from tasks.resolve.override import Override, aliased
from tasks.resolve.places import related_country, territory_name
from tasks.resolve.settle import ShortName, known_by_short, settle
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.ids import make_id
from tasks.vocabulary.names import fold_name, gender_of
from tasks.vocabulary.schemas import rows_to_table

_UNIT_KEYS = pa.schema(
    [("kind", pa.string()), ("name", pa.string()), ("key", pa.string()), ("short", pa.string())]
)
_CANDIDATES = pa.schema(
    [
        ("kind", pa.string()),
        ("short", pa.string()),
        ("key", pa.string()),
        ("rank", pa.int32()),
        ("gender", pa.string()),
        ("n_articles", pa.int64()),
    ]
)
_GENDERS = pa.schema([("text", pa.string()), ("gender", pa.string())])
_NAMED = pa.schema(
    [("entity", pa.int64()), *((name, pa.string()) for name in ("kind", "key", "entity_id", "name"))]
)
_SETTLED = ("kind", "short", "gender", "context_id", "key")


def entity_id(kind: Kind, key: str) -> str:
    """Return the id of the entity that a kind and a key name."""
    return make_id("e", kind, key)


def resolve_entities(con: duckdb.DuckDBPyConnection, overrides: Sequence[Override] = ()) -> list[Change]:
    """Settle every unit; leave `unit_entities(unit, entity)` and `entity_names(entity, entity_id, kind, key, name)`.

    A unit is one thing that one article names. All are judged in every run, so units, names and entities are numbers here.

    Returns:
        The entities that this run changes, makes or ends, and the entity of each mention that has another than it had.
    """
    con.execute(load_sql("resolve/kinds"))
    labels = [(label, kind, number) for number, (label, kind) in enumerate(sorted(KIND_OF_LABEL.items()), 1)]
    con.executemany("INSERT INTO kind_of_label VALUES (?, ?, ?)", labels)
    con.execute(load_sql("resolve/units"))
    names = [NameCount(*row) for row in con.execute(load_sql("resolve/name_counts")).fetchall()]
    expansions = [Expansion(*row) for row in con.execute(load_sql("resolve/expansions")).fetchall()]
    identities, candidates = identify(names, expansions)
    identities, candidates = aliased(identities, candidates, overrides)
    unit_keys = pa.Table.from_pylist(
        [
            {"kind": kind, "name": name, "settled": i.kind, "key": i.key, "short": i.short}
            for (kind, name), i in identities.items()
        ],
        schema=_UNIT_KEYS.append(pa.field("settled", pa.string())),
    )
    con.register("unit_keys", unit_keys)
    con.execute(load_sql("resolve/keyed_names"))
    con.unregister("unit_keys")
    con.register("candidates", pa.Table.from_pylist([c._asdict() for c in candidates], schema=_CANDIDATES))
    con.execute(load_sql("resolve/entity_keys"))
    con.execute(f"CREATE OR REPLACE TEMP TABLE full_units AS {load_sql('resolve/full_units')}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE short_units AS {load_sql('resolve/short_units')}")
    _tell_genders(con)
    con.execute(f"CREATE OR REPLACE TEMP TABLE short_links AS {load_sql('resolve/short_links')}")
    _settle_open_units(con, candidates)
    _split_units(con, overrides)
    _name_entities(con, overrides)
    con.unregister("candidates")
    for name in ("mention_entities", "touched_entities", "touched_mentions"):
        con.execute(load_sql(f"resolve/{name}"))
    touched = con.execute("FROM touched_entities ORDER BY entity_id").to_arrow_table()
    moved = con.execute(
        "SELECT mention_id, entity_id FROM moved_mentions ORDER BY mention_id"
    ).to_arrow_table()
    return [
        Replace("entities", _entity_rows(con), ("entity_id",), touched),
        Assign("mentions", "mention_id", moved),
    ]


def _tell_genders(con: duckdb.DuckDBPyConnection) -> None:
    """Make `gendered_units`: the short units, with the gender that a title tells ("Ms Halloran")."""
    texts = [text for (text,) in con.execute(load_sql("resolve/short_surfaces")).fetchall()]
    rows = [{"text": text, "gender": gender} for text in texts if (gender := gender_of(text))]
    con.register("surface_genders", pa.Table.from_pylist(rows, schema=_GENDERS))
    con.execute(f"CREATE OR REPLACE TEMP TABLE gendered_units AS {load_sql('resolve/short_genders')}")
    con.unregister("surface_genders")


def _settle_open_units(con: duckdb.DuckDBPyConnection, candidates: list[Candidate]) -> None:
    """Make `unit_entities`, giving every unit an entity: by its full name, by its context, or by what the corpus knows."""
    con.execute(load_sql("resolve/open_units"))
    names = [ShortName(*row) for row in con.execute(load_sql("resolve/open_names")).fetchall()]
    keys = settle(names, known_by_short(candidates))
    rows = [(*name[:4], key) for name, key in zip(names, keys, strict=True)]
    columns = list(zip(*rows, strict=True)) or [()] * len(_SETTLED)
    settled = {name: pa.array(column, pa.string()) for name, column in zip(_SETTLED, columns, strict=True)}
    con.register("settled_names", pa.table(settled))
    con.execute(load_sql("resolve/more_entity_keys"))
    con.execute(f"CREATE OR REPLACE TEMP TABLE unit_entities AS {load_sql('resolve/unit_entities')}")
    con.unregister("settled_names")


def _split_units(con: duckdb.DuckDBPyConnection, overrides: Sequence[Override]) -> None:
    """Give the units that the user split off an entity of their own."""
    for override in overrides:
        if override.action == "split":
            names = [name for (name,) in con.execute("SELECT name FROM seen_names").fetchall()]
            meant = [name for name in names if fold_name(name) == fold_name(override.name)]
            con.register("settled_names", pa.table({"kind": [override.kind], "key": [override.key]}))
            con.execute(load_sql("resolve/more_entity_keys"))
            con.unregister("settled_names")
            con.execute(load_sql("resolve/split_units"), [override.kind, override.key, meant, override.where])


def _name_entities(con: duckdb.DuckDBPyConnection, overrides: Sequence[Override]) -> None:
    """Choose each entity's name and make `entity_names`."""
    forms: dict[tuple[Kind, str, int], dict[str, int]] = defaultdict(dict)
    for kind, key, name, n, entity in con.execute(load_sql("resolve/entity_forms")).fetchall():
        forms[kind, key, entity][name] = n
    rows: list[dict[str, object]] = []
    given = {(o.kind, o.key): o.to for o in overrides}
    for (kind, key, entity), counts in forms.items():
        name = given.get((kind, key)) or canonical_name(counts)
        if kind == "place" and (kind, key) not in given:
            name = next(filter(None, map(territory_name, sorted(counts))), name)
        row = {"entity": entity, "kind": kind, "key": key, "entity_id": entity_id(kind, key), "name": name}
        rows.append(row)
    con.register("named", pa.Table.from_pylist(rows, schema=_NAMED))
    con.execute("CREATE OR REPLACE TEMP TABLE entity_names AS FROM named")
    con.unregister("named")


def _entity_rows(con: duckdb.DuckDBPyConnection) -> pa.Table:
    surfaces: dict[str, dict[str, int]] = defaultdict(dict)
    for entity, text, n in con.execute(load_sql("resolve/entity_surfaces")).fetchall():
        surfaces[entity][text] = n
    rows: list[dict[str, object]] = []
    for entity, kind, label, name, n_mentions, n_articles in con.execute(
        load_sql("resolve/entity_counts")
    ).fetchall():
        rows.append(
            {
                "entity_id": entity,
                "name": name,
                "kind": label or LABEL_OF_KIND[kind],
                "aliases": aliases_of(name, surfaces[entity]),
                "related_country": related_country(name) if kind == "group" else None,
                "n_mentions": n_mentions,
                "n_articles": n_articles,
            }
        )
    return rows_to_table("entities", rows)
