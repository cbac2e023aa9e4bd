"""Entities across articles: the edge to DuckDB. What is decided stands in identity, settle and canonical.

A run judges what it bears on and takes the rest as the lake has it: names near those of its articles (see judging), and the
articles in which such a name is used or that share a story or a copy cluster with one of these. What is kept for that, and
how, stands in `article_names`, `known_names` and `short_forms`; it is a function of the articles, as the entities are.
"""

from collections import defaultdict
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from tasks.lake.sqlfiles import load_sql
from tasks.resolve.canonical import aliases_of, canonical_name
from tasks.resolve.identity import Candidate
from tasks.resolve.judging import NAME, forms_of, judge_names, put
from tasks.resolve.kinds import KIND_OF_LABEL, LABEL_OF_KIND, Kind
from tasks.resolve.override import Override
from tasks.resolve.people import is_full_name
from tasks.resolve.places import related_country, territory_name
from tasks.resolve.rules import STAGE, rules_digest
from tasks.resolve.settle import MONONYM_ARTICLES, ShortName, known_by_short, settle
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.ids import make_id
from tasks.vocabulary.names import fold_name, gender_of
from tasks.vocabulary.schemas import TABLES, rows_to_table

_STORED = ("article_names", "known_names", "short_forms", "mentions")
_TEXT = pa.schema([("text", pa.string()), ("gender", pa.string())])
_KEYS = pa.schema([(name, pa.string()) for name in ("kind", "key", "entity_id")])
_CANDIDATES = pa.schema(
    [*((name, pa.string()) for name in ("kind", "short", "key")), ("rank", pa.int32()),
     ("gender", pa.string()), ("entity_id", pa.string())]
)  # fmt: skip
_SETTLED = pa.schema([(name, pa.string()) for name in ("kind", "short", "gender", "context_id", "entity_id")])
_NAMED = pa.schema([(name, pa.string()) for name in ("entity_id", "kind", "name")])
_ARTICLE = pa.schema([("article_id", pa.string())])
_OPEN = pa.schema([("short", pa.string()), ("n_articles", pa.int64())])


def entity_id(kind: Kind, key: str) -> str:
    """Return the id of the entity that a kind and a key name."""
    return make_id("e", kind, key)


def show_scope(con: duckdb.DuckDBPyConnection, overrides: Sequence[Override] = ()) -> bool:
    """Show what is judged anew as `fresh_*` and what is taken as the lake has it as `stored_*`; return whether all is judged.

    All is where the lake was judged by other rules, and where the user has a file: what it says may change any name.
    """
    is_all = (
        bool(overrides)
        or not con.execute(
            "SELECT 1 FROM old_rules WHERE stage = ? AND digest = ?", [STAGE, rules_digest(overrides)]
        ).fetchone()
    )
    for table in _STORED:
        con.execute(f"CREATE OR REPLACE TEMP VIEW stored_{table} AS FROM old_{table} WHERE {not is_all}")
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW gone_article_names AS FROM replaced_article_names WHERE {not is_all}"
    )
    for table in ("articles", "mentions"):
        con.execute(f"CREATE OR REPLACE TEMP VIEW fresh_{table} AS FROM {'all' if is_all else 'new'}_{table}")
    return is_all


def resolve_entities(
    con: duckdb.DuckDBPyConnection, overrides: Sequence[Override] = (), *, is_all: bool
) -> list[Change]:
    """Settle the units that the run bears on; leave `unit_entities`, `moved_units`, `judged_articles` and `known_as`.

    A unit is one thing that one article names.

    Returns:
        The entities that this run changes, makes or ends, the entity of each mention that has another than it had, and what is
        kept of the names.
    """
    con.execute(load_sql("resolve/kinds"))
    labels = [(label, kind, number) for number, (label, kind) in enumerate(sorted(KIND_OF_LABEL.items()), 1)]
    con.executemany("INSERT INTO kind_of_label VALUES (?, ?, ?)", labels)
    con.execute(load_sql("resolve/units"))
    _describe_fresh_units(con)
    judged = judge_names(con, overrides, is_all=is_all)
    _settle_units(con, judged.forms)
    _split_units(con, overrides)
    for name in ("moved_units", "mention_entities", "touched_entities", "touched_units", "touched_wordings"):
        con.execute(load_sql(f"resolve/{name}"))
    _name_entities(con, overrides)
    con.execute(load_sql("resolve/known_as"))
    touched = con.execute("FROM touched_entities ORDER BY entity_id").to_arrow_table()
    moved = con.execute(
        "SELECT mention_id, entity_id FROM moved_mentions ORDER BY mention_id"
    ).to_arrow_table()
    units = con.execute(load_sql("resolve/changed_units")).to_arrow_table().cast(TABLES["article_names"])
    return [
        Replace("entities", _entity_rows(con), ("entity_id",), None if is_all else touched),
        Assign("mentions", "mention_id", moved),
        Replace("article_names", units, ("article_id",), None if is_all else _changed_articles(con)),
        *judged.changes,
        *([_rules(overrides)] if is_all else []),
    ]


def _rules(overrides: Sequence[Override]) -> Replace:
    rows = rows_to_table("rules", [{"stage": STAGE, "digest": rules_digest(overrides)}])
    return Replace("rules", rows, ("stage",), pa.table({"stage": [STAGE]}))


def _changed_articles(con: duckdb.DuckDBPyConnection) -> pa.Table:
    query = "SELECT article_id FROM fresh_articles UNION SELECT article_id FROM moved_units ORDER BY ALL"
    return con.execute(query).to_arrow_table()


def _describe_fresh_units(con: duckdb.DuckDBPyConnection) -> None:
    """Make `fresh_units`: the units of fresh articles, with their acronyms and what titles tell ("Ms Halloran")."""
    names = [name for (name,) in con.execute("SELECT name FROM seen_names").fetchall()]
    put(con, "bare_names", pa.schema([NAME.field("name")]), [(n,) for n in names if not is_full_name(n)])
    texts = [text for (text,) in con.execute(load_sql("resolve/bare_surfaces")).fetchall()]
    put(con, "surface_genders", _TEXT, [(text, gender) for text in texts if (gender := gender_of(text))])
    con.execute(load_sql("resolve/fresh_units"))


def _settle_units(con: duckdb.DuckDBPyConnection, forms: Sequence[Candidate]) -> None:
    """Make `unit_entities`, giving every judged unit an entity: by its full name, by its context, or by what the corpus knows.

    A bare surname that stands open in so many articles that it becomes a name by itself, or no more, is judged wherever it
    stands open: then once more, with the articles it stands in.
    """
    again: set[str] = set()
    while True:
        put(con, "articles_again", _ARTICLE, [(article_id,) for article_id in sorted(again)])
        for name in ("judged_articles", "evidence_articles", "judged_units", "keyed_names"):
            con.execute(load_sql(f"resolve/{name}"))
        keys = con.execute(load_sql("resolve/keys_to_name")).fetchall()
        put(con, "entity_keys", _KEYS, [(kind, key, entity_id(kind, key)) for kind, key in keys])
        for name in ("full_units", "short_units"):
            con.execute(load_sql(f"resolve/{name}"))
        shorts = set(con.execute("SELECT DISTINCT kind, short FROM short_units").fetchall())
        candidates = forms_of(con, shorts, forms)
        rows = [(c.kind, c.short, c.key, c.rank, c.gender, entity_id(c.kind, c.key)) for c in candidates]
        put(con, "candidates", _CANDIDATES, rows)
        for name in ("short_links", "open_units"):
            con.execute(load_sql(f"resolve/{name}"))
        more = _settle_open_units(con, candidates)
        if more <= again:
            break
        again |= more
    con.execute(load_sql("resolve/unit_entities"))


def _settle_open_units(con: duckdb.DuckDBPyConnection, candidates: Sequence[Candidate]) -> set[str]:
    """Make `settled_names`; return the articles elsewhere in which a bare surname is not what it should be by now."""
    elsewhere: dict[str, dict[str, str]] = defaultdict(dict)
    for short, article_id, entity in con.execute(load_sql("resolve/open_elsewhere")).fetchall():
        elsewhere[short][article_id] = entity
    put(con, "open_counts", _OPEN, [(short, len(articles)) for short, articles in elsewhere.items()])
    names = [ShortName(*row) for row in con.execute(load_sql("resolve/open_names")).fetchall()]
    known = known_by_short(candidates)
    keys = settle(names, known)
    settled = [(*name[:4], entity_id(name.kind, key)) for name, key in zip(names, keys, strict=True)]
    put(con, "settled_names", _SETTLED, settled)
    counts = {name.short: name.n_articles for name in names if name.kind == "person"}
    more: set[str] = set()
    for short, articles in elsewhere.items():
        is_mononym = counts.get(short, len(articles)) >= MONONYM_ARTICLES
        mononym = entity_id("person", short)
        if ("person", short) not in known and any(
            (one == mononym) != is_mononym for one in articles.values()
        ):
            more |= articles.keys()
    return more


def _split_units(con: duckdb.DuckDBPyConnection, overrides: Sequence[Override]) -> None:
    """Give the units that the user split off an entity of their own."""
    for override in overrides:
        if override.action == "split":
            found = con.execute("SELECT DISTINCT name FROM judged_units").fetchall()
            meant = [name for (name,) in found if fold_name(name) == fold_name(override.name)]
            own = entity_id(override.kind, override.key)
            con.execute("INSERT INTO entity_keys VALUES (?, ?, ?)", [override.kind, override.key, own])
            values = {"entity_id": own, "names": meant, "place": override.where}
            con.execute(load_sql("resolve/split_units"), values)


def _name_entities(con: duckdb.DuckDBPyConnection, overrides: Sequence[Override]) -> None:
    """Choose the name of each entity that may change and make `entity_names`."""
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for entity, name, n in con.execute(load_sql("resolve/entity_forms")).fetchall():
        forms[entity][name] = n
    kinds: dict[str, Kind] = dict(con.execute(load_sql("resolve/entity_kinds")).fetchall())
    given = {entity_id(o.kind, o.key): o.to for o in overrides}
    rows = []
    for entity, counts in forms.items():
        name = given.get(entity) or canonical_name(counts)
        if kinds[entity] == "place" and entity not in given:
            name = next(filter(None, map(territory_name, sorted(counts))), name)
        rows.append((entity, kinds[entity], name))
    put(con, "entity_names", _NAMED, rows)


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
