"""Annotated quotations for training: the gold file, its offsets as tokens of the table."""

import gzip
import json

import numpy as np


def read_gold(path, limit):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f][:limit]


class Gold:
    """The annotations as tokens of the table: cues, content spans and speakers."""

    def __init__(self, table, parses, quotes):
        self.cues, self.spans, self.speakers, self.quotes = [], [], [], []
        for k, (p, mine) in enumerate(zip(parses, quotes, strict=True)):
            start, end, base = np.array(p.start), np.array(p.end), int(table.bounds[k])

            def tokens(span, start=start, end=end):
                return np.flatnonzero((start < span[1]) & (end > span[0]))

            for q in mine:
                inside = sorted({int(i) for s in q["cue_spans"] for i in tokens(s)})
                tops = [i for i in inside if p.head[i] not in inside or p.head[i] == i]
                verbs = [i for i in tops if p.pos[i] in ("VERB", "AUX")]
                if not tops:
                    continue
                self.cues.append(base + (verbs or tops)[0])
                self.spans.append([base + tokens(s) for s in q["spans"]])
                self.speakers.append([base + tokens(s) for s in q["speaker_spans"]])
        self.cues = np.array(self.cues)
        self.characters = [[{x for a, b in q["spans"] for x in range(a, b)} for q in mine] for mine in quotes]
