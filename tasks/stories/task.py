"""The edge of the stage: relations of a DuckDB connection in, changes to the lake out."""

from collections import defaultdict

import duckdb
import numpy as np
import pyarrow as pa

from tasks.lake.sqlfiles import load_sql
from tasks.stories.background import news_background
from tasks.stories.linkage import average_link
from tasks.stories.similarity import similar_pairs, stack
from tasks.stories.story import Teller, story_row
from tasks.stories.terms import weigh
from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.schemas import TABLES, rows_to_table

# Two clusters are one story if their articles are this much alike on average.
LEAST_LIKENESS = 0.18

_ROWS_AT_ONCE = 2048


def tell_stories(con: duckdb.DuckDBPyConnection) -> list[Change]:
    """Group articles into stories: one event as told by several outlets over days.

    Args:
        con: with new_articles, all_articles, replaced_articles, old_article_terms (without rows of articles that are
            derived again) and article_clusters for all articles.

    Returns:
        article_terms of the new articles, stories, and `story_id` of every article where it is no longer what it was.
        A story's id comes from its founding article, so an older id of it can be looked up by that article.
    """
    new_terms = _weigh_new_articles(con)
    con.register("stories_new_terms", new_terms)
    units = con.execute(load_sql("stories/units")).to_arrow_table()
    tellers = con.execute(load_sql("stories/tellers")).fetchall()
    con.unregister("stories_new_terms")
    vectors = stack(_arrays(units, "terms", np.uint32), _arrays(units, "weights", np.float32))
    days = units["day"].to_numpy(zero_copy_only=False).astype(np.float64)
    pairs = zip(*(column.tolist() for column in similar_pairs(vectors, days)), strict=True)
    story_of = dict(
        zip(
            units["duplicate_cluster"].to_pylist(),
            average_link(len(days), pairs, LEAST_LIKENESS),
            strict=True,
        )
    )
    told: dict[int, list[Teller]] = defaultdict(list)
    for *columns, _ in tellers:
        teller = Teller(*columns)
        told[story_of[teller.duplicate_cluster]].append(teller)
    rows = {story: story_row(group) for story, group in told.items()}
    before = {row[0]: row[-1] for row in tellers}
    moved = [
        (teller.article_id, rows[story]["story_id"])
        for story, group in told.items()
        for teller in group
        if rows[story]["story_id"] != before[teller.article_id]
    ]
    delta = con.execute(
        "SELECT article_id FROM new_articles UNION SELECT article_id FROM replaced_articles"
    ).to_arrow_table()
    return [
        Replace("article_terms", new_terms, ("article_id",), delta),
        Replace(
            "stories", rows_to_table("stories", sorted(rows.values(), key=lambda row: str(row["story_id"])))
        ),
        Assign("articles", "article_id", _assignment(moved)),
    ]


def _weigh_new_articles(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """Make the rows of article_terms for the new articles."""
    background = news_background()
    parts = []
    for batch in con.execute(load_sql("stories/new_texts")).to_arrow_reader(_ROWS_AT_ONCE):
        ids, titles, texts = (column.to_pylist() for column in batch.columns)
        weighed = [weigh(title, text, background) for title, text in zip(titles, texts, strict=True)]
        columns = [ids, [row.terms for row in weighed], [row.weights for row in weighed]]
        schema = TABLES["article_terms"]
        parts.append(pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema))
    return pa.concat_tables([TABLES["article_terms"].empty_table(), *parts])


def _arrays(table: pa.Table, column: str, dtype: type) -> list[np.ndarray]:
    """Return a list column as one NumPy array a row."""
    lists = table[column].combine_chunks()
    return np.split(
        np.asarray(lists.flatten(), dtype), np.asarray(lists.offsets)[1:-1] - lists.offsets[0].as_py()
    )


def _assignment(moved: list[tuple[str, object]]) -> pa.Table:
    columns = zip(*sorted(moved), strict=True) if moved else ((), ())
    return pa.table(
        {
            name: pa.array(column, pa.string())
            for name, column in zip(("article_id", "story_id"), columns, strict=True)
        }
    )
