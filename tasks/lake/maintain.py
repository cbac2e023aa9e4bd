"""Keep a lake of many runs fast and small: join small files, drop old snapshots, delete what nothing needs."""

from dataclasses import dataclass

import duckdb

from tasks.lake.checksums import record_checksums
from tasks.lake.connect import LAKE, Warehouse, connect
from tasks.lake.lock import writer_lock

KEEP_DAYS = 30
"""How long a snapshot can be travelled back to."""

GRACE = "1 DAY"
"""Age before a file that nothing names is deleted: a younger one may belong to a commit under way, whose
data would be lost without an error."""


@dataclass(frozen=True, slots=True)
class Maintained:
    """What was done, in files and snapshots."""

    n_files_before: int
    n_files_after: int
    n_snapshots_expired: int
    n_files_deleted: int


def maintain(warehouse: Warehouse, keep_days: int = KEEP_DAYS) -> Maintained:
    """Merge, rewrite, expire and clean up, in this order, with the writer's lock held.

    Args:
        warehouse: which.
        keep_days: snapshots younger than this stay; the current one always does.

    Raises:
        NewsloomError: another process is writing, or the warehouse cannot be opened.
    """
    with writer_lock(warehouse, "maintenance"), connect(warehouse) as con:
        before = _n_files(con)
        con.execute(f"CALL ducklake_merge_adjacent_files('{LAKE}')")
        con.execute(f"CALL ducklake_rewrite_data_files('{LAKE}')")
        age = f"older_than => now() - INTERVAL {int(keep_days)} DAY"
        expired = len(con.execute(f"CALL ducklake_expire_snapshots('{LAKE}', {age})").fetchall())
        deleted = _cleanup(con, "ducklake_cleanup_old_files") + _cleanup(
            con, "ducklake_delete_orphaned_files"
        )
        record_checksums(con, warehouse)
        return Maintained(before, _n_files(con), expired, deleted)


def _cleanup(con: duckdb.DuckDBPyConnection, function: str) -> int:
    return len(con.execute(f"CALL {function}('{LAKE}', older_than => now() - INTERVAL {GRACE})").fetchall())


def _n_files(con: duckdb.DuckDBPyConnection) -> int:
    row = con.execute(f"SELECT sum(file_count)::BIGINT FROM {LAKE}.table_info()").fetchone()
    return int(row[0]) if row and row[0] is not None else 0
