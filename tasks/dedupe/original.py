"""Which member of a cluster is the original, and what the others are to it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["exact", "near", "contained"]

_STRENGTH: dict[Kind, int] = {"exact": 0, "near": 1, "contained": 2}
_NEVER = datetime.max.replace(tzinfo=UTC)


class Member(NamedTuple):
    """What is known of one article of a cluster.

    Attributes:
        published_at: as given; `known_by` is the end of the period it is known to (a date alone may be as late as midnight).
        page: canonical address, else address; None if unknown.
    """

    article_id: str
    published_at: datetime | None
    known_by: datetime | None
    has_agency: bool
    n_words: int
    page: str | None


class Place(NamedTuple):
    """The columns of `articles` that say where an article stands in its cluster."""

    article_id: str
    duplicate_cluster: str
    duplicate_of: str | None
    duplicate_kind: Kind | None


def founder(members: Iterable[Member]) -> Member:
    """Return the member that the cluster is named after: the first published, unknown times last, then the least id."""
    return min(members, key=lambda m: (m.published_at or _NEVER, m.article_id))


def original(members: Iterable[Member]) -> Member:
    """Return the member the others were made from: earliest known time, then agency credit, then length, then id."""
    return min(members, key=lambda m: (m.known_by or _NEVER, not m.has_agency, -m.n_words, m.article_id))


def place_members(
    members: Sequence[Member], kinds: Mapping[tuple[str, str], Kind], cluster_id: str
) -> list[Place]:
    """Say of each member of one cluster what it is to the original.

    An updated version of the original's own page is no copy: it stays in the cluster, so that it counts as one voice
    with the original, but has neither `duplicate_of` nor kind. A page read twice with the same words is an exact copy.

    Args:
        members: the cluster.
        kinds: kind of each verified pair of the cluster, both ways round.
        cluster_id: its id.
    """
    first = original(members)
    strongest: dict[str, Kind] = {}
    for (article, _), kind in kinds.items():
        if _STRENGTH[kind] <= _STRENGTH[strongest.get(article, kind)]:
            strongest[article] = kind
    places = []
    for member in members:
        to_first = kinds.get((member.article_id, first.article_id)) or strongest.get(member.article_id)
        is_version = member.page is not None and member.page == first.page and to_first != "exact"
        if member is first or is_version:
            places.append(Place(member.article_id, cluster_id, None, None))
        else:
            places.append(Place(member.article_id, cluster_id, first.article_id, to_first))
    return places
