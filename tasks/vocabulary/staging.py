"""The folder of one run under way: stages leave Parquet files here and pass paths, never tables."""

import json
import uuid
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.vocabulary.changes import Assign, Change, Replace


@dataclass(frozen=True, slots=True)
class Staging:
    """`root/<table>/<part>.parquet` for rows, `root/changes/<stage>/…` for what a corpus stage asks of the lake."""

    root: Path

    def write(self, table: str, part: str, rows: pa.Table) -> Path:
        """Write one part of a table and return its path; a part written again (after a retry) replaces the first."""
        path = self.root / table / f"{part}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(
            f"{part}-{uuid.uuid4().hex[:8]}.tmp"
        )  # two machines may write one part at once
        pq.write_table(rows, scratch, compression="zstd")
        scratch.replace(path)
        return path

    def parts(self, table: str) -> list[Path]:
        """Return the parts of a table in order of their names."""
        return sorted((self.root / table).glob("*.parquet"))

    def origins(self) -> dict[str, str]:
        """Return where each of the run's documents came from; articles do not say."""
        found: dict[str, str] = {}
        for path in [*self.parts("documents"), *self.parts("again")]:
            ids, places = pq.read_table(path, columns=["document_id", "origin"]).columns
            found |= zip(ids.to_pylist(), places.to_pylist(), strict=True)
        return found

    def write_changes(self, stage: str, changes: list[Change]) -> None:
        """Keep what a stage asks of the lake, in order."""
        folder = self.root / "changes" / stage
        folder.mkdir(parents=True, exist_ok=True)
        index = []
        for number, change in enumerate(changes):
            name = f"{number:03d}-{change.table}"
            pq.write_table(change.rows, folder / f"{name}.parquet", compression="zstd")
            entry: dict[str, object] = {"table": change.table, "rows": f"{name}.parquet"}
            if isinstance(change, Assign):
                entry |= {"change": "assign", "key": change.key}
            else:
                entry |= {"change": "replace", "key": list(change.key), "scope": None}
                if change.scope is not None:
                    pq.write_table(change.scope, folder / f"{name}.scope.parquet", compression="zstd")
                    entry["scope"] = f"{name}.scope.parquet"
            index.append(entry)
        (folder / "index.json").write_text(json.dumps(index, indent=1))

    def read_changes(self, stage: str) -> list[Change]:
        """Return what a stage asked of the lake; nothing if it has not run."""
        folder = self.root / "changes" / stage
        index = folder / "index.json"
        if not index.exists():
            return []
        out: list[Change] = []
        for entry in json.loads(index.read_text()):
            rows = pq.read_table(folder / entry["rows"])
            if entry["change"] == "assign":
                out.append(Assign(entry["table"], entry["key"], rows))
            else:
                scope = pq.read_table(folder / entry["scope"]) if entry["scope"] else None
                out.append(Replace(entry["table"], rows, tuple(entry["key"]), scope))
        return out
