"""The user's own word on who is who: a CSV that is read in every run, so that what it says survives.

Columns `action,name,to,kind,where`; the last two may be empty. `kind` is a label (PERSON, ORG, GPE, …; PERSON if
empty). Actions:

- `alias`: whatever an article calls `name` is the entity `to`.
- `merge`: the entity that goes by `name` and the entity `to` are one.
- `split`: what the articles of `where` (an outlet's domain or name, a story or an article id) call `name` is another
  entity, named `to`.
"""

import csv
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tasks.resolve.identity import Candidate, Identity
from tasks.resolve.kinds import KIND_OF_LABEL, Kind
from tasks.resolve.organisations import organisation_key
from tasks.resolve.people import is_full_name, person_key_of
from tasks.resolve.places import group_key, place_key
from tasks.vocabulary.errors import NewsloomError
from tasks.vocabulary.names import fold_name

FILE_NAME = "entities.csv"
PLACE_VARIABLE = "NEWSLOOM_ENTITIES"
ACTIONS = ("alias", "merge", "split")
COLUMNS = ("action", "name", "to", "kind", "where")


@dataclass(frozen=True, slots=True)
class Override:
    """One line of the file."""

    action: str
    name: str
    to: str
    kind: Kind
    where: str

    @property
    def key(self) -> str:
        """The key of the entity `to`."""
        return key_of(self.kind, self.to)


def key_of(kind: Kind, name: str) -> str:
    """Return the key that a full name has by itself."""
    if kind == "person":
        return person_key_of(name) if is_full_name(name) else fold_name(name)
    if kind == "place":
        return place_key(name)[0]
    return group_key(name) if kind == "group" else organisation_key(name)


def overrides_of(con: duckdb.DuckDBPyConnection) -> Path | None:
    """Return where the file of the attached warehouse is looked for.

    It is `entities.csv` in the folder of the catalog, or what NEWSLOOM_ENTITIES names; a catalog on a server has no
    folder.
    """
    if place := os.environ.get(PLACE_VARIABLE):
        return Path(place).expanduser()
    attached = "SELECT path FROM duckdb_databases() WHERE type = 'ducklake' AND path LIKE 'sqlite:%'"
    found = con.execute(attached).fetchone()
    return Path(found[0].partition(":")[2]).parent / FILE_NAME if found else None


def read_overrides(path: Path | None) -> list[Override]:
    """Read the file; no path or no file is an empty list.

    Raises:
        NewsloomError: a line has an unknown action or kind, or lacks a name.
    """
    if path is None or not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [_override(path, number, row) for number, row in enumerate(csv.DictReader(file), start=2)]


def _override(path: Path, number: int, row: dict[str, str | None]) -> Override:
    action, name, to, label, where = ((row.get(column) or "").strip() for column in COLUMNS)
    kind = KIND_OF_LABEL.get(label.upper() or "PERSON")
    if action not in ACTIONS or not name or not to or kind is None or (action == "split" and not where):
        raise NewsloomError(
            f"{path}, line {number}: write action,name,to,kind,where with action one of {', '.join(ACTIONS)} and "
            f"kind one of {', '.join(KIND_OF_LABEL)}; a split needs where"
        )
    return Override(action, name, to, kind, where)


def aliased(
    identities: Mapping[tuple[Kind, str], Identity],
    candidates: Iterable[Candidate],
    overrides: Iterable[Override],
) -> tuple[dict[tuple[Kind, str], Identity], list[Candidate]]:
    """Return the identities, and what short forms may stand for, with the file's aliases and merges."""
    out, moved = dict(identities), {}
    for override in overrides:
        if override.action == "split":
            continue
        gone = key_of(override.kind, override.name) if override.action == "merge" else None
        for (kind, name), identity in identities.items():
            is_named = fold_name(name) == fold_name(override.name)
            if identity.kind == override.kind and (is_named or (gone is not None and identity.key == gone)):
                out[kind, name] = Identity(override.kind, override.key, None)
        if gone is not None:
            moved[override.kind, gone] = override.key
    return out, [c._replace(key=moved.get((c.kind, c.key), c.key)) for c in candidates]
