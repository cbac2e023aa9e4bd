"""The edge of the stage: relations of a DuckDB connection in, changes to the lake out.

The cost is that of the new articles and of the stories near them, in time too. The result is a function of the set of
articles, their clusters and times.
"""

from collections import defaultdict
from functools import partial

import duckdb
import numpy as np
import pyarrow as pa

from tasks.lake.sqlfiles import load_sql
from tasks.stories.background import news_background
from tasks.stories.regroup import regroup
from tasks.stories.story import Teller, story_row
from tasks.stories.terms import weigh
from tasks.stories.units import Units
from tasks.stories.vectors import Ints, UnitTerms, Vectors
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.schemas import TABLES, rows_to_table

_ROWS_AT_ONCE = 2048


def tell_stories(con: duckdb.DuckDBPyConnection) -> list[Change]:
    """Group articles into stories: one event as told by several outlets over days.

    Args:
        con: with new_articles, old_articles, all_articles, replaced_articles, old_stories, old_article_terms (without
            rows of articles that are derived again) and article_clusters for all articles. Temporary tables `stories_*`
            are left on it.

    Returns:
        article_terms of the new articles, the stories that the new articles touch, and `story_id` of every article where
        it is no longer what it was. A story's id comes from its founding article, so an older id of it (of a story that
        has joined another, say) can be looked up: `sibling_id("a", story_id)` is an article of the story.
    """
    new_terms = _weigh_new_articles(con)
    con.register("stories_new_terms", new_terms)
    for name in ("seen", "seen_stories", "units", "numbered_units"):
        con.execute(load_sql(f"stories/{name}"))
    unit, label = regroup(_units(con))
    con.unregister("stories_new_terms")
    con.register("stories_labels", pa.table({"unit": unit, "label": label}))
    con.execute("CREATE OR REPLACE TEMP TABLE stories_grouped AS FROM stories_labels")
    con.unregister("stories_labels")
    told: dict[int, list[Teller]] = defaultdict(list)
    before: dict[str, str | None] = {}
    for number, *columns, story_id in con.execute(load_sql("stories/tellers")).fetchall():
        teller = Teller(*columns)
        told[number].append(teller)
        before[teller.article_id] = story_id
    rows = {number: story_row(tellers) for number, tellers in told.items()}
    moved = [
        (teller.article_id, str(rows[number]["story_id"]))
        for number, tellers in told.items()
        for teller in tellers
        if rows[number]["story_id"] != before[teller.article_id]
    ]
    delta = con.execute(
        "SELECT article_id FROM new_articles UNION SELECT article_id FROM replaced_articles"
    ).to_arrow_table()
    return [
        Replace("article_terms", new_terms, ("article_id",), delta),
        _replace_stories(con, [rows[number] for number in sorted(rows)]),
        Assign("articles", "article_id", _strings(("article_id", "story_id"), sorted(moved))),
    ]


def _weigh_new_articles(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """Make the rows of article_terms for the new articles."""
    background, schema = news_background(), TABLES["article_terms"]
    parts = [schema.empty_table()]
    for batch in con.execute(load_sql("stories/new_texts")).to_arrow_reader(_ROWS_AT_ONCE):
        ids, titles, texts, languages = (column.to_pylist() for column in batch.columns)
        weighed = [
            weigh(title, text, background, language)
            for title, text, language in zip(titles, texts, languages, strict=True)
        ]
        columns = (ids, [row.terms for row in weighed], [row.weights for row in weighed])
        arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        parts.append(pa.table(arrays, schema))
    return pa.concat_tables(parts)


def _units(con: duckdb.DuckDBPyConnection) -> Units:
    """Turn `stories_numbered` into arrays, with the terms to be read when they are asked for."""
    table = con.execute(
        "SELECT day, story, story_id IS NULL AS is_new, is_touched FROM stories_numbered ORDER BY unit"
    ).to_arrow_table()
    stories = table["story"].to_numpy().astype(np.int64)
    return Units(
        vectors=Vectors(len(table), partial(_read_terms, con)),
        days=table["day"].to_numpy().astype(np.float64),
        stories=np.where(table["is_new"].to_numpy(), -1, stories),
        touched=table["is_touched"].to_numpy(),
    )


def _read_terms(con: duckdb.DuckDBPyConnection, units: Ints) -> UnitTerms:
    """Read the terms of units."""
    con.register("stories_wanted", pa.table({"unit": units}))
    table = con.execute(load_sql("stories/unit_terms")).to_arrow_table()
    con.unregister("stories_wanted")
    terms, weights = table["terms"].combine_chunks(), table["weights"].combine_chunks()
    offsets = np.asarray(terms.offsets, np.int64)
    return UnitTerms(
        units=table["unit"].to_numpy(),
        offsets=offsets - offsets[:1].sum(),
        terms=terms.flatten().to_numpy(),
        weights=weights.flatten().to_numpy(),
    )


def _replace_stories(con: duckdb.DuckDBPyConnection, rows: list[dict[str, object]]) -> Replace:
    """Speak for the stories that there are now among the units looked at, and for those that there were."""
    now = {str(row["story_id"]) for row in rows}
    then = {story_id for (story_id,) in con.execute(load_sql("stories/told_before")).fetchall()}
    scope = _strings(("story_id",), [(story_id,) for story_id in sorted(now | then)])
    return Replace("stories", rows_to_table("stories", rows), ("story_id",), scope)


def _strings(names: tuple[str, ...], rows: list[tuple[str, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.table(
        {name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)}
    )
