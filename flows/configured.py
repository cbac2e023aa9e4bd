"""The settings in force: a flag, else an environment variable, else newsloom.toml, else the default.

Values of newsloom.toml and of flags are put into the environment of this process, where the parts of the warehouse look
for them and the processes that it starts inherit them.
"""

import difflib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flows.settings import SETTINGS, Value, masked
from tasks.vocabulary.errors import NewsloomError

FILE = "newsloom.toml"
PLACE_OF_FILE = "NEWSLOOM_CONFIG"

_told: dict[str, str] = {}  # who put a setting into the environment, if not the user


class Configured(NamedTuple):
    """A setting's value, None if nothing gives one, and what gave it."""

    value: Value | None
    source: str


@contextmanager
def configuration(file: Path | None = None) -> Iterator[None]:
    """Apply a configuration file, by default newsloom.toml of the current folder, while the block runs.

    Raises:
        NewsloomError: the file is not there though it was named, is no TOML, or has a key or value that is not known.
    """
    before = {name: os.environ.get(setting.variable) for name, setting in SETTINGS.items()}
    known = dict(_told)
    try:
        apply_file(file)
        yield
    finally:
        _told.clear()
        _told.update(known)
        for name, value in before.items():
            if value is None:
                os.environ.pop(SETTINGS[name].variable, None)
            else:
                os.environ[SETTINGS[name].variable] = value


def apply_file(file: Path | None = None) -> None:
    """Put the file's settings into the environment, but for those that stand there. Errors as `configuration`."""
    named = file or (Path(place) if (place := os.environ.get(PLACE_OF_FILE)) else None)
    path = named or Path(FILE)
    if not path.is_file():
        if named:
            raise NewsloomError(f"there is no configuration file {path}")
        return
    for name, value in _read(path).items():
        if not os.environ.get(SETTINGS[name].variable):
            os.environ[SETTINGS[name].variable] = str(value)
            _told[name] = str(path)


def choose(name: str, value: Value) -> None:
    """Let a flag's value stand above all others."""
    os.environ[SETTINGS[name].variable] = str(value)
    _told[name] = f"flag {SETTINGS[name].flag}"


def configured(name: str) -> Configured:
    """Return a setting's value and where it came from.

    Raises:
        NewsloomError: the environment's value is none of those allowed.
    """
    setting = SETTINGS[name]
    given = os.environ.get(setting.variable)
    if not given:
        return Configured(setting.default, "default")
    return Configured(
        setting.read(given, setting.variable), _told.get(name, f"environment {setting.variable}")
    )


def text(name: str) -> str:
    """Return the value of a setting that has a default, as a text."""
    return str(configured(name).value)


def number(name: str, otherwise: int = 0) -> int:
    """Return the value of a setting that is a number; `otherwise` without one."""
    value = configured(name).value
    return otherwise if value is None else int(value)


def text_or_none(name: str) -> str | None:
    """Return the value of a setting as a text; None without one."""
    value = configured(name).value
    return None if value is None else str(value)


def _read(path: Path) -> dict[str, Value]:
    """Return the settings of a file, paths made absolute."""
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NewsloomError(f"{path} is not TOML: {error}") from error
    except OSError as error:
        raise NewsloomError(f"cannot read {path}: {error.strerror}") from error
    out: dict[str, Value] = {}
    for key, given in content.items():
        if key not in SETTINGS:
            near = difflib.get_close_matches(key, SETTINGS, n=1, cutoff=0.0)
            raise NewsloomError(f"{path}: there is no setting {key}; the nearest is {near[0]}")
        value = SETTINGS[key].read(given, str(path))
        if isinstance(value, str):
            if masked(value) != value:
                raise NewsloomError(
                    f"{path}: {key} holds a password; take it out and set PGPASSWORD in the environment instead"
                )
            if SETTINGS[key].is_path:
                value = str(path.absolute().parent / Path(value).expanduser())
        out[key] = value
    return out
