"""What a person sees in the terminal while a run goes on: one line a stage."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:  # the terminal speaks before DuckDB and Arrow are imported
    from tasks.lake.told import Told
    from tasks.vocabulary.parts import StageCounts

LONGEST_QUOTE = 150

terminal = Console(stderr=True, highlight=False)


SINGULAR = {"entities": "entity"}


def counted(number: int, name: str) -> str:
    """Return `1 article`, `2 articles`; a snapshot's number stands behind its name."""
    if name == "snapshot":
        return f"snapshot {number}" if number else "no snapshot"
    word = SINGULAR.get(name, name.removesuffix("s")) if number == 1 else name
    return f"{number:,} {word}"


class Progress:
    """Prints one line for each stage as it ends; says nothing unless asked to (scheduled runs)."""

    def __init__(self) -> None:
        self.visible = False

    def waiting(self, text: str) -> None:
        """Say what is waited for."""
        if self.visible:
            terminal.print(text, style="dim")

    def stage(self, counts: "StageCounts") -> None:
        """Say what a stage has done."""
        if self.visible:
            told = "  ".join(counted(number, name) for name, number in counts.counts.items())
            terminal.print(
                f"[bold]{counts.stage:<9}[/bold] {told:<56} [dim]{counts.seconds:6.1f} s[/dim]",
                soft_wrap=True,
            )

    def summary(self, text: str, told: "Told", warehouse: Path) -> None:
        """Say what the warehouse holds now, its most carried utterances, and where to look next."""
        if not self.visible:
            return
        say = partial(terminal.print, soft_wrap=True)
        say(f"\n[bold]{text}[/bold]")
        say("In the warehouse: " + ", ".join(f"{number:,} {name}" for name, number in told.totals.items()))
        if told.carried:
            say("\n[bold]Most carried[/bold]")
        for row in told.carried:
            words = row["text"]
            words = words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
            say(f"  {row['speaker'] or 'unknown'}: “{words}”", markup=False)
            say(f"      {', '.join(row['outlets'] or []) or 'outlet unknown'}", style="dim", markup=False)
        where = "" if warehouse == Path("warehouse").absolute() else f" --warehouse {warehouse}"
        say(
            f'\nLook next:  newsloom sql "from quote_summary"{where}    newsloom sql "from source_summary"{where}',
            markup=False,
        )


progress = Progress()
"""The terminal of this process."""


def say(line: str = "") -> None:
    """Print a line for people or pipes on standard output."""
    sys.stdout.write(f"{line}\n")
