"""A small warehouse that tests of faults copy, rather than run the pipeline for each."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_line import NEWSROOM
from piped import run, tables

FERRY = [
    NEWSROOM / "dailylantern.example" / f"{name}.txt"
    for name in ("ferry-runs-aground-wire", "fog-ferry-horror", "not-again-ferry-smash")
]

ENCODINGS = {"not-again-ferry-smash": "cp1252"}


@dataclass(frozen=True)
class Small:
    """Three texts of one outlet in a warehouse, taken in by two runs; `tables` is all that is in it."""

    folder: Path
    inputs: list[Path]
    tables: dict[str, list[str]]


@pytest.fixture(scope="session")
def small(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Small:
    folder = tmp_path_factory.mktemp("small")
    inputs = []
    for number, texts in enumerate((FERRY[:2], FERRY[2:])):
        records = [
            {
                "id": text.stem,
                "url": f"https://dailylantern.example/{text.stem}",
                "text": text.read_bytes().decode(ENCODINGS.get(text.stem, "utf-8")),
            }
            for text in texts
        ]
        inputs.append(folder / f"{number}.jsonl")
        inputs[-1].write_text("".join(json.dumps(record) + "\n" for record in records))
        assert run(folder / "warehouse", inputs[-1], attribution="rules").is_completed()
    return Small(folder / "warehouse", inputs, tables(folder / "warehouse", folder / "export"))


@pytest.fixture
def copied(small: Small, tmp_path: Path) -> Callable[[str], Path]:
    """Copy the small warehouse: a copied folder opens."""

    def copy(name: str = "warehouse") -> Path:
        return Path(shutil.copytree(small.folder, tmp_path / name))

    return copy
