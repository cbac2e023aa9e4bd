"""The queries of docs/cookbook.md run, and docs/schema.md is what sql/ says."""

import re
from pathlib import Path

import pytest

from tasks.lake.describe import describe
from tasks.lake.query import reader, run_sql

DOCS = Path(__file__).resolve().parents[3] / "docs"
RECIPES = re.findall(
    r"^## (.+?)\n.*?```sql\n(.+?)```", (DOCS / "cookbook.md").read_text(), re.DOTALL | re.MULTILINE
)


@pytest.fixture(scope="module")
def analyst(newsroom):
    with reader(newsroom) as con:
        yield con


def test_there_are_recipes():
    assert len(RECIPES) >= 10


@pytest.mark.parametrize(("title", "sql"), RECIPES, ids=[title for title, _ in RECIPES])
def test_recipe_runs(analyst, title, sql):
    run_sql(analyst, sql).fetchall()


def test_schema_page_is_up_to_date():
    # Mend with: python -m tasks.lake.describe > docs/schema.md
    assert (DOCS / "schema.md").read_text() == describe()
