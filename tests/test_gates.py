"""Quality gates on whole exports: floors just under what is reached. They may only rise."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from command_line import newsloom, newsloom_here

pytestmark = pytest.mark.gate


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_score", shared / "bench" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_score"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def five_articles(
    shared: Path, prefect_server: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Five real articles on one affair, through the command line, scored."""
    folder = tmp_path_factory.mktemp("five")
    done = newsloom("run", shared / "seeds", "--warehouse", folder / "warehouse")
    assert done.returncode == 0, done.stderr
    assert newsloom_here("export", folder / "export", "--warehouse", folder / "warehouse").returncode == 0
    assert newsloom_here("check", "--warehouse", folder / "warehouse").returncode == 0
    return dict(scorer(shared).score("seeds", str(shared / "gold"), str(folder / "export")))


@pytest.mark.parametrize(
    ("metric", "figure", "floor"),
    [
        ("quotes", "recall", 97),
        ("quotes", "precision", 97),
        ("fragments", "recall", 90),
        ("speaker", "right", 98),
        ("utterances", "F", 95),
        ("title", "right", 100),
        ("byline", "right", 100),
        ("date", "right", 100),
        ("publisher", "right", 100),
        ("dateline", "right", 100),
        ("boilerplate", "removed", 95),
        ("cited_outlets", "recall", 90),
        ("anonymous_sources", "recall", 75),
    ],
)
def test_five_real_articles(five_articles: dict[str, Any], metric: str, figure: str, floor: float) -> None:
    assert five_articles[metric][figure] >= floor


@pytest.mark.parametrize("metric", ["title", "date", "publisher", "dateline"])
def test_five_real_articles_invent_nothing(five_articles: dict[str, Any], metric: str) -> None:
    assert five_articles[metric]["invented"] == 0


def test_five_real_articles_lose_no_content_and_tell_two_stories(five_articles: dict[str, Any]) -> None:
    assert five_articles["content"]["lost"] <= 1
    assert five_articles["stories"]["b3"]["F"] == 100
