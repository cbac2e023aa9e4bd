"""Outlets: the edge to DuckDB. What is decided stands in outlets."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import duckdb
import pyarrow as pa

from tasks.lake.sqlfiles import load_sql
from tasks.resolve.outlets import Outlets, Spelling, name_key
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.schemas import TABLES, rows_to_table

_IDS = pa.schema([(n, pa.string()) for n in ("name", "domain", "source_id")])
_CITED = ("article_id", "cited_name", "source_id")


def resolve_sources(con: duckdb.DuckDBPyConnection) -> list[Change]:
    """Tell outlets apart; leave the temporary table `article_source_ids(article_id, source_id)`.

    Returns:
        All outlets, the outlet of each article and the outlet that each citation names.
    """
    spellings = [Spelling(*row) for row in con.execute(load_sql("resolve/outlet_spellings")).fetchall()]
    cited_names = _cited_names(con)
    cited_counts = Counter(name for _, _, name in cited_names)
    outlets = Outlets([*spellings, *(Spelling(name, None, n, True) for name, n in cited_counts.items())])
    ids = []
    for spelling in spellings:
        outlet = outlets.find(spelling.name, spelling.domain)
        if outlet is not None:
            ids.append({"name": spelling.name, "domain": spelling.domain, "source_id": outlet.source_id})
    con.register("outlet_id_rows", pa.Table.from_pylist(ids, schema=_IDS))
    con.execute("CREATE OR REPLACE TEMP TABLE outlet_ids AS FROM outlet_id_rows")
    con.unregister("outlet_id_rows")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE article_source_ids AS {load_sql('resolve/article_source_ids')}"
    )
    source_ids = {
        full: outlet.source_id for full in cited_counts if (outlet := outlets.find(full)) is not None
    }
    cited = [(article, name, source_ids[full]) for article, name, full in cited_names if full in source_ids]
    columns = list(zip(*cited, strict=True)) or [()] * len(_CITED)
    con.register("cited_sources", pa.table([pa.array(c, pa.string()) for c in columns], names=_CITED))
    citations = con.execute(load_sql("resolve/citations")).to_arrow_table().select(TABLES["citations"].names)
    con.unregister("cited_sources")
    scope = pa.table({"article_id": citations["article_id"].unique()})
    rows: list[dict[str, object]] = [
        {"source_id": o.source_id, "name": o.name, "domain": o.domain, "aliases": o.aliases}
        for o in outlets.all()
    ]
    return [
        Replace("sources", rows_to_table("sources", rows)),
        Assign("articles", "article_id", con.execute(load_sql("resolve/article_sources")).to_arrow_table()),
        Replace("citations", citations.cast(TABLES["citations"]), ("article_id",), scope),
    ]


def _cited_names(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """Return (article, name as cited, name in full) of each outlet that an article cites."""
    by_article: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for article_id, name, own in con.execute(load_sql("resolve/cited_outlets")).fetchall():
        by_article[article_id].append((name, own))
    return [
        (article_id, name, fuller_name(name, (n for n in (*(other for other, _ in cited), own) if n)))
        for article_id, cited in by_article.items()
        for name, own in cited
    ]


def fuller_name(name: str, known: Iterable[str]) -> str:
    """Return the outlet that a last word alone means: "the Journal" where the same article has "The Quarry Journal"."""
    key = name_key(name)
    if " " in key:
        return name
    fitting = {name_key(n): n for n in sorted(known) if name_key(n).endswith(" " + key)}
    return next(iter(fitting.values())) if len(fitting) == 1 else name
