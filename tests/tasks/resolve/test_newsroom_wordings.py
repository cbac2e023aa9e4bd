"""The sample newsroom's gold: given its quotations and speakers, utterances and relations come out as written there."""

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from tasks.resolve.align import align
from tasks.resolve.join import join
from tasks.resolve.quotation import Quotation

GOLD = Path(__file__).parents[3] / "seeds" / "gold"


def gold(name):
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def pairs(groups):
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def test_utterances():
    stories = {row["article"]: row["story"] for row in gold("articles")}
    wanted, quotations = defaultdict(list), []
    for number, row in enumerate(gold("quotes")):
        if row["kind"] == "indirect" or not row["utterance"]:
            continue
        wanted[row["utterance"]].append(f"q_{number}")
        place = 1000 * number
        quotations.append(
            Quotation(
                quote_id=f"q_{number}",
                article_id=row["article"],
                parts=tuple(row["quoted"] or row["segments"]),
                speaker_name=row["speaker"],
                speaker_kind=row["speaker_kind"],
                is_fragment=row["is_fragment"],
                kind=row["kind"],
                story_id=stories[row["article"]],
                place=place,
                end=place,
                cue_start=place,
                paragraph=number,
            )
        )
    found = pairs([q.quote_id for q in members] for members in join(quotations))
    assert found == pairs(wanted.values())


@pytest.mark.parametrize(
    "row", gold("wordings"), ids=lambda row: f"{row['utterance']}-{row['article'].split('/')[0]}"
)
def test_relations(row):
    found = align(row["text"], row["fullest"], is_fragment=row["relation"] == "fragment")
    assert found.relation == row["relation"]
