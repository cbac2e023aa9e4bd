"""What a story is called and how many tell it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from tasks.vocabulary.ids import sibling_id

_NEVER = datetime.max.replace(tzinfo=UTC)


class Teller(NamedTuple):
    """One article of a story."""

    article_id: str
    duplicate_cluster: str
    published_at: datetime | None
    source_id: str | None
    title: str | None


def story_row(tellers: Sequence[Teller]) -> dict[str, object]:
    """Describe a story as a row of `stories`.

    The story is named after its founder, the article first published (unknown times last, then the least id), so the id
    stays while later articles join. Where an earlier one joins, or two stories become one, the id is that of the earliest
    founder; any older id still says which article founded it, and that article is in the story.
    """
    in_time = sorted(tellers, key=lambda t: (t.published_at or _NEVER, t.article_id))
    times = [teller.published_at for teller in in_time if teller.published_at]
    return {
        "story_id": sibling_id("st", in_time[0].article_id),
        "title": next((teller.title for teller in in_time if teller.title), None),
        "first_published_at": min(times, default=None),
        "last_published_at": max(times, default=None),
        "n_articles": len(tellers),
        "n_sources": len({teller.source_id for teller in tellers if teller.source_id}),
        "n_independent": len({teller.duplicate_cluster for teller in tellers}),
    }
