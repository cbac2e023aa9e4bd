"""What other extractions make of the words around one: whose speaker is a candidate, and inside whose words does it stand?"""

import numpy as np

from tasks.enrich.quotes.learned.cue_features import subjects
from tasks.enrich.quotes.learned.extraction import Extractions
from tasks.enrich.quotes.learned.hashing import Column, Doubles, Floats, Ints
from tasks.enrich.quotes.learned.runs import run_columns, tokens_of
from tasks.enrich.quotes.learned.table import TokenTable

NOBODY = -1


class Claims:
    """For every token the strongest claim on it, whose that is, and the strongest of another."""

    def __init__(self, n: int, token: Ints, strength: Doubles, owner: Ints) -> None:
        """Find the two strongest of each token.

        Args:
            n: tokens of the table.
            token: what is claimed, at most once by each owner.
            strength: of each claim, above 0.
            owner: number of the extraction that makes it.
        """
        self._best, self._second = np.zeros(n, dtype=np.float32), np.zeros(n, dtype=np.float32)
        self.owner = np.full(n, NOBODY)
        order = np.lexsort((-strength, token))
        claimed = token[order]
        is_first = np.append(True, claimed[1:] != claimed[:-1])[: len(order)]
        is_second = ~is_first & np.append(False, is_first[:-1])[: len(order)]
        first, second = order[is_first], order[is_second]
        self._best[token[first]] = strength[first]
        self.owner[token[first]] = owner[first]
        self._second[token[second]] = strength[second]

    def of_others(self, token: Ints, owner: Ints) -> Column:
        """The strongest claim on each token by another than its `owner`, 0 if nobody makes one."""
        return np.where(self.owner[token] == owner, self._second[token], self._best[token])


def content_claims(n: int, found: Extractions, scores: Doubles) -> Claims:
    """Claim for each extraction, as strongly as it is scored, the tokens that it takes for content; `n`: tokens of the table."""
    runs = run_columns(found.runs)
    owner = np.repeat(runs.owner, runs.high - runs.low + 1)
    return Claims(n, tokens_of(runs.low, runs.high), scores[owner], owner)


def claim_numbers(
    table: TokenTable,
    found: Extractions,
    heads: Ints,
    *,
    owner: Ints,
    token: Ints,
    mass: Floats,
    scores: Doubles,
) -> list[Column]:
    """Features of candidates for the speaker: what the extractions beside each one's own make of it.

    With them 96.4 of 100 speakers of marked words are right on articles not seen, without them 95.9.

    Args:
        table: the tokens.
        found: the extractions.
        heads: of what the tagger marked as speakers.
        owner: the extraction of each candidate.
        token: its head.
        mass: how sure the tagger is of it, 0 where it did not mark it.
        scores: judged probability of each extraction.
    """
    subject = subjects(table, found.cue)[0]
    acts = np.flatnonzero(subject >= 0)
    acting = Claims(table.n, subject[acts], scores[acts], acts)
    by = found.marked.owner
    speaking = Claims(table.n, heads, found.marked.mass * scores[by], by)
    holding = content_claims(table.n, found, scores)
    own = mass * scores[owner]
    cue = found.cue[owner]
    acts_for, speaks_for = acting.of_others(token, owner), speaking.of_others(token, owner)
    held, cue_held = holding.of_others(token, owner), holding.of_others(cue, owner)
    around = holding.owner[token]
    together = (around == holding.owner[cue]) & (around != NOBODY) & (around != owner)
    return [
        acts_for, acts_for - scores[owner], held, cue_held, held - cue_held, together,
        speaks_for, speaks_for - own, own,
    ]  # fmt: skip
