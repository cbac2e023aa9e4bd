"""The gate: what comes out of the sample newsroom must not get worse. Floors only rise.

`python tests/seeds/score_newsroom.py EXPORT_DIR --misses` tells what a figure that fell is about.
"""

from pathlib import Path

import pytest
from score_newsroom import score_newsroom

WHOLE = 100.0  # what nothing may ever touch
FLOORS = {
    # what arrives
    "articles": WHOLE,
    "rejections": WHOLE,
    "content_kept": 99.5,
    "boilerplate_removed": 99.0,
    "language": WHOLE,
    # what a page says of itself
    "title": 99.5,
    "authors": 99.0,
    "published": 99.0,
    "precision": 99.0,
    "modified": WHOLE,
    "source": 99.0,
    "dateline": 97.0,
    "agencies": 99.0,
    # who said what
    "quotes_recall": 97.5,
    "quotes_precision": 95.5,
    "not_speech_left": 62.0,
    "headline": WHOLE,
    "mixed_recall": 92.5,
    "indirect_recall": 90.0,
    "indirect_precision": 64.0,
    "speaker": 90.0,
    "indirect_speaker": 94.0,
    "speaker_kind": 86.0,
    "cue": 96.0,
    # many articles together
    "duplicates_recall": WHOLE,
    "duplicates_precision": WHOLE,
    "duplicates_together": WHOLE,
    "versions_no_copies": WHOLE,
    "stories_b3": WHOLE,
    "stories_f": WHOLE,
    "utterances_f": 93.0,
    "relation": 92.0,
    "meaning_changed": 99.0,
    "people_f": 91.0,
    "person_found": 97.0,
    "person_named": 96.0,
    "org_found": 93.0,
}


@pytest.fixture(scope="module")
def figures(sample_export: Path) -> tuple[dict[str, float], list[str]]:
    misses: list[str] = []
    return score_newsroom(sample_export, misses), misses


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_falls(figures, figure):
    scores, misses = figures
    told = "\n".join(line for line in misses if line.split()[0] == figure)
    assert scores[figure] >= FLOORS[figure], told
