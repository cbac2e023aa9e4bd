"""What a stage asks the lake to become. The lake turns all changes of a run into one snapshot."""

from dataclasses import dataclass, field
from typing import TypeAlias

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Replace:
    """After the commit, the rows of `table` whose `key` values are in `scope` are exactly `rows`.

    Args:
        table: a table of `schemas.TABLES`.
        rows: the rows wanted, with the table's schema; unchanged ones may be among them.
        key: the columns that `scope` gives values of.
        scope: the key values that this change speaks for; None = the whole table.
    """

    table: str
    rows: pa.Table
    key: tuple[str, ...] = ()
    scope: pa.Table | None = None


@dataclass(frozen=True, slots=True)
class Assign:
    """Set columns of single rows that may be old or new in this run: `rows` has the key column and the columns to set."""

    table: str
    key: str
    rows: pa.Table


Change: TypeAlias = Replace | Assign


@dataclass(slots=True)
class Changes:
    """All changes of one run, in the order in which they were asked for."""

    items: list[Change] = field(default_factory=list)
