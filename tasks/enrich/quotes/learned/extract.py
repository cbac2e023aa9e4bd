"""The learned reading of a batch: cues, what they say, what of it is right, and the quoted segments left over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.enrich.parse import Parse
from tasks.enrich.quotes.learned.apart import set_apart
from tasks.enrich.quotes.learned.choose import KEEP, choose, is_worth_keeping
from tasks.enrich.quotes.learned.content_features import content_features
from tasks.enrich.quotes.learned.crf import Chain, tag
from tasks.enrich.quotes.learned.cue_features import candidates, cue_features, lemma_pos
from tasks.enrich.quotes.learned.edit_features import edit_numbers
from tasks.enrich.quotes.learned.edits import join_edits
from tasks.enrich.quotes.learned.extent import best_edits, with_edits, worth_a_look
from tasks.enrich.quotes.learned.extraction import (
    Extractions,
    join_marked,
    nothing_extracted,
    read_extractions,
)
from tasks.enrich.quotes.learned.hashing import Doubles, Floats, Ints
from tasks.enrich.quotes.learned.linear import linear_scores
from tasks.enrich.quotes.learned.loose import Loose, Weak, best_head, make_alone, read_loose, settle
from tasks.enrich.quotes.learned.loose import candidates as speaker_candidates
from tasks.enrich.quotes.learned.model import LearnedModel
from tasks.enrich.quotes.learned.runs import run_columns
from tasks.enrich.quotes.learned.second_look import second_numbers
from tasks.enrich.quotes.learned.speaker_rank import Voice, best_voices
from tasks.enrich.quotes.learned.speaker_rank import candidates as voice_candidates
from tasks.enrich.quotes.learned.table import TokenTable
from tasks.enrich.quotes.learned.windows import read_windows
from tasks.enrich.quotes.nearby import goes_on_list, nearby_speaker
from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.rules import second_hand
from tasks.enrich.quotes.shape import Shape
from tasks.enrich.quotes.tree import Tree

FIRST_FLOOR = 0.01  # probability at first sight from which a candidate gets a second look
FLOOR = 0.12  # probability from which a cue's content is read; at .05 nothing was won
AT_ONCE = 3000  # windows tagged at once: bounds memory, about 200 MB
HELD = 0.5  # share of a segment in a rejected extraction that makes it a sign of speech


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of every token of a table besides its parse.

    Attributes:
        probability: of being a cue.
        rate: how often the lemma of a cue is one in the training set.
    """

    probability: Floats
    rate: Floats


def find_learned(
    parses: Sequence[Parse],
    trees: Sequence[Tree],
    model: LearnedModel,
    *,
    headlines: Sequence[bool],
    shape: Shape | None = None,
) -> list[list[Found]]:
    """Return the quotations of each text, in order.

    Args:
        parses: the parsed texts.
        trees: the same as trees.
        model: the learned models.
        headlines: whether the first line of each text is a headline.
        shape: of the trees, if it is known.
    """
    table = TokenTable(parses, [tree.segments for tree in trees], headlines, shape)
    if table.n == 0:
        return [[] for _ in parses]
    group = model.groups(table.lemma)
    probability = cue_probability(table, model, group)
    cues = np.flatnonzero(probability > FLOOR)
    rate = np.zeros(table.n, dtype=np.float32)
    rate[cues] = model.rates(lemma_pos(table)[cues])[0]
    columns = Columns(probability, rate)
    parts = [
        read_contents(table, cues[low : low + AT_ONCE], columns, model.chain)
        for low in range(0, len(cues), AT_ONCE)
    ]
    found = join_parts(parts)
    scores = model.probabilities("judge", found.numbers)
    mend_extents(table, found, model, probability=probability, scores=scores)
    voices = read_voices(table, found, model, probability=probability, scores=scores)
    loose = [
        gather_loose(tree, table, number, found=found, scores=scores, voices=voices, probability=probability)
        for number, tree in enumerate(trees)
    ]
    settle_all(loose, model)
    for one in loose:
        one.found = [f for f in one.found if is_worth_keeping(one.tree, f)]
        for outer in list(one.found):
            one.found += second_hand(one.tree, outer)
    return [sorted(one.found, key=lambda f: f.spans[0]) for one in loose]


def cue_probability(table: TokenTable, model: LearnedModel, group: Ints) -> Floats:
    """Probability of being a cue for every token of the table, 0 for those that cannot be one."""
    out = np.zeros(table.n, dtype=np.float32)
    c = candidates(table, model.known)
    if len(c) == 0:
        return out
    logit = linear_scores(cue_features(table, c, group), model.cue_weights, model.cue_bias)
    rate, seen = model.rates(lemma_pos(table)[c])
    first = 1 / (1 + np.exp(-logit.astype(np.float64)))
    worth = np.flatnonzero(first > FIRST_FLOOR)
    numbers = second_numbers(table, c, worth, logit=logit, rate=rate, seen=seen)
    out[c] = first * FIRST_FLOOR
    out[c[worth]] = model.probabilities("second", numbers)
    return out


def read_contents(table: TokenTable, cues: Ints, columns: Columns, chain: Chain) -> Extractions:
    """Tag the windows of the cues and read the extractions."""
    windows = read_windows(table, cues)
    places = content_features(table, cues, windows, columns.probability)
    tagged = tag(chain, places, windows.first)
    return read_extractions(table, cues, windows, tagged, probability=columns.probability, rate=columns.rate)


def mend_extents(
    table: TokenTable, found: Extractions, model: LearnedModel, *, probability: Floats, scores: Doubles
) -> None:
    """Make the changes of extent that promise a better one."""
    edits = worth_a_look(found.edits, scores)
    numbers = edit_numbers(table, found, edits, probability=probability, scores=scores)
    found.runs = with_edits(
        found.runs, edits, best_edits(edits, model.probabilities("extent", numbers)).tolist()
    )


def read_voices(
    table: TokenTable, found: Extractions, model: LearnedModel, *, probability: Floats, scores: Doubles
) -> list[Voice | None]:
    """The likeliest speaker of each extraction that is asked for one: it may be kept, or holds marks."""
    voices = voice_candidates(
        table, found, asked=_asked(table, found, scores), probability=probability, scores=scores
    )
    return best_voices(voices, model.probabilities("voice", voices.numbers), len(found.cue))


def _asked(table: TokenTable, found: Extractions, scores: Doubles) -> Ints:
    """The extractions whose speakers are asked for."""
    marks = np.concatenate([[0], np.cumsum(table.segment > 0)])
    runs = run_columns(found.runs)
    return np.flatnonzero((scores >= KEEP) | (marks[runs.last + 1] > marks[runs.first]))


def join_parts(parts: Sequence[Extractions]) -> Extractions:
    """Extractions of several readings as one."""
    if not parts:
        return nothing_extracted()
    sizes = [len(p.cue) for p in parts]
    return Extractions(
        np.concatenate([p.cue for p in parts]),
        [r for p in parts for r in p.runs],
        np.concatenate([p.numbers for p in parts]),
        join_marked([p.marked for p in parts], sizes),
        join_edits([p.edits for p in parts], sizes),
    )


def gather_loose(
    tree: Tree,
    table: TokenTable,
    number: int,
    *,
    found: Extractions,
    scores: Doubles,
    voices: Sequence[Voice | None],
    probability: Floats,
) -> Loose:
    """Choose among the extractions of one article and collect the segments that none holds."""
    low, high = int(table.bounds[number]), int(table.bounds[number + 1])
    first, last = (int(x) for x in np.searchsorted(found.cue, [low, high]))
    number_at = {segment.start: at for at, segment in enumerate(tree.segments)}
    chosen = [
        part
        for one in choose(tree, low, found, range(first, last), scores=scores, voices=voices)
        for part in set_apart(tree, one, number_at)
    ]
    weak: list[Weak | None] = [None] * len(tree.segments)
    for k in range(first, last):
        score = float(scores[k])
        for a, b in found.runs[k]:
            for segment in set(tree.segment_of[a - low : b + 1 - low]) - {0}:
                s, e = tree.segment_tokens[segment - 1]
                held = min(b - low, e) - max(a - low, s) + 1
                known = weak[segment - 1]
                if held >= HELD * (e - s + 1) and (known is None or score > known.score):
                    weak[segment - 1] = _weak(low, int(found.cue[k]), voices[k], score)
    return read_loose(tree, chosen, probability[low:high], weak)


def _weak(base: int, cue: int, voice: Voice | None, score: float) -> Weak:
    return Weak(score, cue - base, voice.head - base if voice else None, voice.sure if voice else 0.0)


def settle_all(loose: Sequence[Loose], model: LearnedModel) -> None:
    """Decide the loose segments of all articles, and who speaks those that stand alone."""
    rows = [row for one in loose for row in one.numbers]
    classes = model.probabilities("loose", np.array(rows, dtype=np.float32))
    at = 0
    waiting: list[tuple[Loose, int, list[int], float]] = []
    speaker_rows: list[list[float]] = []
    for one in loose:
        mine = classes[at : at + len(one.numbers)]
        at += len(one.numbers)
        sure = dict(zip(one.segments, mine, strict=True))
        for number, before in settle(one, mine):
            heads, numbers = speaker_candidates(one, number, before)
            waiting.append((one, number, heads, float(1 - sure[number][0])))
            speaker_rows += numbers
    ranks = model.probabilities("speaker", np.array(speaker_rows, dtype=np.float32))
    at = 0
    last: tuple[Loose, int, int | None] | None = None
    for one, number, heads, confidence in waiting:
        head = best_head(heads, ranks[at : at + len(heads)])
        at += len(heads)
        told = nearby_speaker(one.tree, number)
        cue = told[1] if told else None
        if told:
            head = told[0]
        elif last and last[0] is one and last[1] == number - 1 and goes_on_list(one.tree, number):
            head = last[2]
        last = (one, number, head)
        one.found.append(make_alone(one, number, head, cue, confidence))
