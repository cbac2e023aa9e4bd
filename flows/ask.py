"""Commands that ask the warehouse: queries, history, checks."""

import contextlib
import shutil
import sys

from flows.console import say, terminal
from tasks.lake.checks import run_checks
from tasks.lake.checksums import find_damage
from tasks.lake.connect import Warehouse, connect
from tasks.lake.history import diff, snapshots
from tasks.lake.mend import is_owing
from tasks.lake.object_store import is_on_store
from tasks.lake.query import reader, run_sql
from tasks.lake.results import Format, write_result
from tasks.vocabulary.errors import NewsloomError

PROMPT, MORE = "newsloom> ", "      ... "
HELP = "End a query with ; or an empty line. `show tables` lists tables and views; Ctrl-D leaves."


def ask(warehouse: str, query: str, form: Format, snapshot: int | None) -> None:
    """Run one query and write its result to standard output."""
    with reader(Warehouse.at(warehouse), snapshot) as con:
        width = shutil.get_terminal_size((160, 24)).columns
        write_result(run_sql(con, query), form, sys.stdout, sys.stdout.buffer, width=width)
        sys.stdout.flush()


def prompt(warehouse: str, snapshot: int | None) -> None:
    """Read queries from the terminal, or from standard input, until it ends."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - line editing for input()
    with reader(Warehouse.at(warehouse), snapshot) as con:
        is_person = sys.stdin.isatty()
        if is_person:
            terminal.print(HELP, style="dim")
        lines: list[str] = []
        while True:
            try:
                line = input((MORE if lines else PROMPT) if is_person else "")
            except EOFError:
                line, is_over = "", True
            except KeyboardInterrupt:
                lines = []
                terminal.print()
                continue
            else:
                is_over = False
            lines += [line] if line.strip() else []
            if lines and (is_over or not line.strip() or line.rstrip().endswith(";")):
                try:
                    width = shutil.get_terminal_size((160, 24)).columns
                    write_result(
                        run_sql(con, "\n".join(lines)), "table", sys.stdout, sys.stdout.buffer, width=width
                    )
                except NewsloomError as error:
                    terminal.print(str(error), style="red", markup=False)
                    if not is_person:
                        raise
                lines = []
            if is_over:
                return


def show_snapshots(warehouse: str) -> None:
    """Print the history, a line a snapshot."""
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        for snapshot in snapshots(con):
            added = ", ".join(f"{table} +{count}" for table, count in snapshot.added.items())
            say(
                f"{snapshot.snapshot_id:>5}  {snapshot.committed_at:%Y-%m-%d %H:%M:%S}  {snapshot.message:<28} {added}"
            )


def show_diff(warehouse: str, earlier: int, later: int) -> None:
    """Print the rows that each table gained and lost between two snapshots."""
    with connect(Warehouse.at(warehouse), read_only=True) as con:
        changed = diff(con, earlier, later)
    for table in changed:
        say(f"{table.table:<20} {table.added:>8} added {table.removed:>8} removed {table.changed:>8} changed")
    if not changed:
        say(f"nothing differs between snapshots {earlier} and {later}")


def show_checks(warehouse: str, *, deep: bool) -> bool:
    """Run all checks; print each that fails with a few offending rows. Returns whether all hold.

    With `deep`, every data file is first compared with the checksum noted when it was written; if one is damaged,
    the checks, which read its rows, are left out.
    """
    place = Warehouse.at(warehouse)
    with connect(place, read_only=True) as con:
        damages = find_damage(con, place) if deep else []
        results = [] if damages else run_checks(con)
    failed = [result for result in results if not result.passed]
    for result in failed:
        say(f"✗ {result.name}: {result.n_offending} rows; {result.question}")
        for row in result.examples:
            say(f"    {row}")
    if results:
        say(f"{len(results) - len(failed)} of {len(results)} checks hold")
    for damage in damages:
        say(f"✗ {damage.told()}")
    if any(damage.table == "documents" for damage in damages):
        say(
            "Raw bytes are damaged: if you have a backup, put the file back; nothing else can derive them again."
        )
    if damages:
        say("To mend it: put the files back from a backup, or run `newsloom run --repair`.")
    elif deep and is_owing(place):
        say("✗ a repair was begun and not finished: run `newsloom run --repair`")
        return False
    if deep and not damages:
        say(
            "data on a store is not compared: the store keeps checksums of its own"
            if is_on_store(place.data)
            else "every data file is as it was written"
        )
    return not (failed or damages)
