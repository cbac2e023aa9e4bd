"""Floors of quality on the shared bench: they only rise."""

import gzip
import importlib.util
import json
import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("NEWSLOOM_SHARED", Path(__file__).parents[5] / "shared"))
GOLD = SHARED / "bench" / "data" / "quotes" / "dev" / "gold.jsonl.gz"
# kinds: (iou50 F, seg_exact F, speaker span); what was reached is about one point above each
FLOORS = {
    "direct": (94.1, 91.0, 95.9),
    "direct,mixed": (90.4, 83.2, 94.3),
    "indirect": (68.4, 55.0, 94.4),
    "all": (75.0, 64.4, 94.3),
}


def bench():
    spec = importlib.util.spec_from_file_location("bench_score", SHARED / "bench" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.gate
@pytest.mark.skipif(
    not GOLD.exists(), reason="the shared bench is not beside this checkout (see NEWSLOOM_SHARED)"
)
def test_quotes_of_the_bench():
    from tasks.enrich.parse import Parser
    from tasks.enrich.quotes.reader import QuoteReader

    with gzip.open(GOLD, "rt", encoding="utf-8") as f:
        gold = [json.loads(line) for line in f]
    parses = Parser().parse([g["text"] for g in gold])
    read = QuoteReader().read(parses, [[] for _ in gold], [None] * len(gold))
    scored = []
    for g, one in zip(gold, read, strict=True):
        rows = [
            {
                "spans": q.spans,
                "kind": q.kind,
                "is_headline": q.is_headline,
                "cue": q.cue,
                "speaker": (q.speaker_start, q.speaker_end) if q.speaker_text else None,
                "speaker_text": q.speaker_text,
            }
            for q in one.quotes
        ]
        scored.append((g["text"], g["quotes"], rows))
    score = bench()
    for kinds, floors in FLOORS.items():
        got = score.score_quote_set(scored, None if kinds == "all" else set(kinds.split(",")))
        reached = (got["iou50"]["F"], got["seg_exact"]["F"], got["speaker"]["span"])
        assert all(a >= b for a, b in zip(reached, floors, strict=True)), (kinds, reached, floors)
    marked = score.score_marked(scored)
    assert marked["precision"] >= 96.5, marked
    assert marked["recall"] >= 97.0, marked
