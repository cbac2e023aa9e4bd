"""Floors under the quality of cleaning: on the shared dev sets where they are, on the project's own newsroom elsewhere.

The dev pages were looked at while the rules were made and the line model was trained on the dev lines, so these are
floors against decay and no claim; benchmarks/clean_quality.py prints figures on sites that the model has not seen.
"""

import os
from pathlib import Path

import pytest

from benchmarks.clean_quality import measure, measure_seeds

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("NEWSLOOM_SHARED", ROOT.parent / "shared"))
BENCH = SHARED / "bench"
needs_bench = pytest.mark.skipif(not (BENCH / "score.py").exists(), reason=f"no shared bench at {BENCH}")


@needs_bench
def test_pages_keep_their_quality():
    got = measure(BENCH, "clean")
    assert got["body"]["F"] >= 94.8
    assert got["title"]["exact"] >= 94.5
    assert got["authors"]["F"] >= 91.5
    assert got["authors"]["set_exact"] >= 85.5
    assert got["authors"]["invented"] <= 10
    assert got["date"]["exact_in_some_zone"] >= 86.5


@needs_bench
def test_scrapes_keep_their_quality():
    got = measure(BENCH, "lines")
    assert got["words"]["F"] >= 91.5
    assert got["content"]["lost"] <= 0.6
    assert got["removed_text"]["removed_lines_recorded"] >= 99


@needs_bench
def test_the_five_seed_texts_are_read_whole():
    got = measure_seeds(BENCH, SHARED / "seeds")
    for field in ("title", "byline", "date", "publisher", "dateline"):
        assert got[field]["right"] == 100, field
        assert not got[field].get("invented"), field
    assert got["boilerplate"]["removed"] >= 95
    assert got["content"]["lost"] <= 1
