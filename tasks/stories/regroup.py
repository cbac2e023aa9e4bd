"""Which stories new articles touch, and how these stories look then: as if all had been clustered anew.

A unit is an article, or a cluster of copies. An old story need not be taken apart where no change comes between the merges
that made it: average link would put it together in the same way before it met anything else (see change). Then it takes part
as one whole, or not at all. So a delta costs what its neighbourhood costs, and the result is that of a rebuild. What average
link leaves over joins the stories in a second step (see leftovers, joining).
"""

import numpy as np

from tasks.stories.change import spread
from tasks.stories.joining import join_leftovers
from tasks.stories.linkage import average_link
from tasks.stories.parts import Parts
from tasks.stories.similarity import SCALE, Known, alike, join_pairs
from tasks.stories.units import Units
from tasks.stories.vectors import Ints

# Two clusters are one story if their articles are this much alike on average, and a leftover joins one at the same likeness.
# B-cubed F on the dev set is 93.6 to 94.6 from .1 to .13, the sample newsroom's stories are right from .09 to .15, the two
# affairs among the five sample articles apart from .11.
LEAST_LIKENESS = 0.115


def regroup(units: Units) -> tuple[Ints, Ints]:
    """Return the units whose stories may change, ascending, and for each the least unit of its story."""
    size = len(units.stories)
    known = Known(units.vectors, units.days)
    parts = Parts(units, LEAST_LIKENESS)
    lost = np.unique(units.stories[units.touched])
    apart = units.touched | (np.isin(units.stories, lost) & (units.stories >= 0))
    least = round(LEAST_LIKENESS * SCALE)
    whole = spread(apart, known, parts, least)
    kept = np.sort(np.concatenate([np.zeros(0, np.int64), *map(parts.members, whole)]))
    active = np.union1d(np.flatnonzero(apart), kept)
    is_active = np.zeros(size, bool)
    is_active[active] = True
    pairs = known.pairs()
    pairs = pairs.only(is_active[pairs.i] & is_active[pairs.j])
    pairs = join_pairs([pairs, alike(units.vectors, units.days, kept, kept)]).among(active)
    groups = [np.searchsorted(active, parts.members(part)).tolist() for part in whole]
    cluster = np.full(size, -1)
    cluster[active] = active[average_link(len(active), pairs, LEAST_LIKENESS, groups)]
    return join_leftovers(units, parts, known, apart=apart, cluster=cluster, least=least)
