"""What `newsloom doctor` shows of the settings: each value, and what it comes from; secrets only as set or not set."""

import os
from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from flows.configured import configured
from flows.settings import SECRETS, SETTINGS, masked


def settings_table() -> Table:
    """Return all settings in force, for the terminal."""
    shown = Table("setting", "value", "from", box=None, header_style="bold")
    for row in [*_settings(), *_secrets()]:
        shown.add_row(*(Text(cell) for cell in row))
    return shown


def _settings() -> Iterator[tuple[str, str, str]]:
    for name, setting in SETTINGS.items():
        value, source = configured(name)
        yield name, setting.otherwise if value is None else masked(str(value)), source


def _secrets() -> Iterator[tuple[str, str, str]]:
    for variable, meaning in SECRETS.items():
        if os.environ.get(variable):
            yield variable, f"*** ({meaning})", f"environment {variable}"
