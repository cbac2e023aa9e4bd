"""What a person sees in the terminal while a run goes on: one line a stage."""

import sys

from rich.console import Console

from tasks.vocabulary.parts import StageCounts

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

    def stage(self, counts: StageCounts) -> None:
        """Say what a stage has done."""
        if self.visible:
            told = "  ".join(counted(number, name) for name, number in counts.counts.items())
            terminal.print(
                f"[bold]{counts.stage:<9}[/bold] {told:<56} [dim]{counts.seconds:6.1f} s[/dim]",
                soft_wrap=True,
            )


progress = Progress()
"""The terminal of this process."""


def say(line: str = "") -> None:
    """Print a line for people or pipes on standard output."""
    sys.stdout.write(f"{line}\n")
