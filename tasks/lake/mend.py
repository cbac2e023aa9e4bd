"""Take damaged files out of the lake, and say which documents must be derived again in their place.

A file is taken out by what the DuckLake specification says a deletion of all its rows is: the catalog gives it an end.
Reading it, as DELETE does, is just what cannot be done. What is owed is noted before anything is taken out and forgotten
when it is published, so a repair that is killed is finished by the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from tasks.lake.checksums import Damage, find_damage, notes_of
from tasks.lake.connect import LAKE, Warehouse
from tasks.lake.kept import PREFIX, are_kept
from tasks.lake.salvage import LostDocument, salvage
from tasks.lake.schema import DICTIONARY, ensure_schema
from tasks.lake.sqlfiles import load_sql
from tasks.lake.transaction import transaction

EVERYTHING = "*"
"""Owed where it is not known whose rows a file held."""

BY_QUOTATION = ("quote_alignments", "quote_fingerprints")
"""Tables whose rows name a quotation, not an article: quotations without a row are looked for."""

CORPUS = ("entities", "utterances", "stories", "sources")
"""Tables whose rows belong to no one article: articles that point to a row that is gone are looked for."""

OF_RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Mended:
    """What a repair has found.

    Attributes:
        damages: the files that were set aside.
        owed: ids of the documents whose rows must be derived again; None = of all.
        lost: documents whose raw bytes cannot be read any more.
    """

    damages: list[Damage]
    owed: frozenset[str] | None
    lost: list[LostDocument]


def mend(con: duckdb.DuckDBPyConnection, warehouse: Warehouse) -> Mended:
    """Set all damaged files aside. Nothing of them can be asked any more until it has been derived again.

    The caller holds the writer's lock.
    """
    damages = find_damage(con, warehouse)
    current = [damage for damage in damages if damage.file.is_current]
    _note_owed(warehouse, current, views_are_kept=are_kept(con))
    raw = [damage for damage in damages if damage.table == "documents" and not damage.file.is_delete]
    saved, lost = salvage(raw, Path(warehouse.data))
    if current:
        _take_out(con, sorted({damage.file.data_file_id for damage in current}))
    _put_back(con, saved)  # also what a repair that was killed had taken out and not put back
    with notes_of(warehouse) as notes:
        notes.executemany("INSERT OR IGNORE INTO set_aside VALUES (?)", [(one.path,) for one in damages])
    return Mended(damages, _owed(con, warehouse), _not_in_lake(con, lost))


def settle(warehouse: Warehouse) -> None:
    """Forget what was owed: it has been published."""
    with notes_of(warehouse) as notes:
        notes.execute("DELETE FROM owed")


def is_owing(warehouse: Warehouse) -> bool:
    """Return whether a repair was begun and not finished."""
    with notes_of(warehouse) as notes:
        return notes.execute("SELECT 1 FROM owed LIMIT 1").fetchone() is not None


def _note_owed(warehouse: Warehouse, damages: Sequence[Damage], *, views_are_kept: bool) -> None:
    owed: set[str] = set()
    if damages and views_are_kept:
        owed.add(
            DICTIONARY[0]
        )  # what is taken out is not seen by the rows that are kept: views are made anew
    for damage in damages:
        if damage.table.startswith(PREFIX):
            continue
        if damage.table in (*BY_QUOTATION, *CORPUS, *DICTIONARY, OF_RUNS):
            owed.add(damage.table)
        elif damage.table != "documents":
            owed |= damage.documents or {EVERYTHING}
        if damage.file.is_delete:  # which rows of its data file it took out is not known
            owed.add(EVERYTHING)
    with notes_of(warehouse) as notes:
        notes.executemany("INSERT OR IGNORE INTO owed VALUES (?)", [(one,) for one in sorted(owed)])


def _take_out(con: duckdb.DuckDBPyConnection, ids: list[int]) -> None:
    """Make a snapshot in which the data files with these ids, and their delete files, are not."""
    tables = [
        table for (table,) in con.execute(load_sql("maintenance/tables_of_files"), {"ids": ids}).fetchall()
    ]
    changes = ",".join(f"deleted_from_table:{table}" for table in tables)
    con.execute("BEGIN TRANSACTION")
    try:
        con.execute(load_sql("maintenance/new_snapshot"))
        con.execute(load_sql("maintenance/new_snapshot_changes"), {"changes": changes})
        con.execute(load_sql("maintenance/end_data_files"), {"ids": ids})
        con.execute(load_sql("maintenance/end_delete_files"), {"ids": ids})
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise


def _put_back(con: duckdb.DuckDBPyConnection, saved: pa.Table) -> None:
    """Write documents again that could still be read, whole, from a damaged file."""
    if not saved.num_rows:
        return
    with transaction(con):
        con.execute(f"CALL {LAKE}.set_commit_message('newsloom', 'documents saved from damaged files')")
        con.register("saved", saved)
        con.execute(
            f"INSERT INTO {LAKE}.documents BY NAME SELECT * FROM saved ANTI JOIN {LAKE}.documents USING (document_id)"
        )
        con.unregister("saved")


def _not_in_lake(con: duckdb.DuckDBPyConnection, lost: list[LostDocument]) -> list[LostDocument]:
    known = con.execute(
        f"SELECT document_id FROM {LAKE}.documents WHERE list_contains(?::VARCHAR[], document_id)",
        [[one.document_id for one in lost]],
    ).fetchall()
    return [one for one in lost if (one.document_id,) not in known]


def _owed(con: duckdb.DuckDBPyConnection, warehouse: Warehouse) -> frozenset[str] | None:
    """Return what is owed, with what the lake itself shows to be missing; mend the tables that are of no document."""
    with notes_of(warehouse) as notes:
        noted = {one for (one,) in notes.execute("SELECT document_id FROM owed")}
    if noted & set(DICTIONARY):
        con.execute(f"DELETE FROM {LAKE}.relations")  # then all relations are described anew
    ensure_schema(con)
    if OF_RUNS in noted:
        con.execute(load_sql("maintenance/forgotten_runs"))
    tables = sorted(noted & set(BY_QUOTATION))
    bereft = con.execute(load_sql("maintenance/bereft_documents"), {"tables": tables}).fetchall()
    owed = {one for one in noted if one.startswith("d_")} | {one for (one,) in bereft}
    with notes_of(warehouse) as notes:
        notes.executemany("INSERT OR IGNORE INTO owed VALUES (?)", [(one,) for one in sorted(owed)])
    return None if EVERYTHING in noted else frozenset(owed)
