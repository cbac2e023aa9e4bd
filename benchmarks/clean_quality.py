"""Quality of the clean stage on the shared gold, scored by its own scorer.

    python benchmarks/clean_quality.py [--shared ../shared] [clean lines seeds]

The rules saw the dev pages and the line model was trained on the dev lines: in-sample figures. What the line model does
on sites it has not seen is printed by train_line_model.py.
"""

import argparse
import gzip
import importlib.util
import json
import os
import tempfile
from pathlib import Path
from types import ModuleType

os.environ.setdefault("OMP_NUM_THREADS", "1")

import pyarrow.parquet as pq

from tasks.clean.batch import rows_of
from tasks.clean.clean import clean_document
from tasks.clean.evidence import LineEvidence, line_rows
from tasks.clean.outlet import stated_outlet
from tasks.clean.segments import cut
from tasks.vocabulary.document import DecodedDocument, Rejected
from tasks.vocabulary.ids import make_id
from tasks.vocabulary.record import body_of, stated_fields, string_of
from tasks.vocabulary.schemas import rows_to_table


def scorer(bench: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_score", bench / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def records(path: Path) -> list[DecodedDocument]:
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            body, key = body_of(row), string_of(row["id"])
            document_id = make_id("d", "record", line)
            out.append(
                DecodedDocument(
                    document_id,
                    f"{path}#{key}",
                    row.get("url"),
                    key,
                    body.html,
                    body.text,
                    stated_fields(row),
                )
            )
    return out


def files(folder: Path) -> list[DecodedDocument]:
    return [
        DecodedDocument(make_id("d", path.name), str(path), text=path.read_bytes().decode("utf-8"))
        for path in sorted(folder.glob("*.txt"))
    ]


def export(documents: list[DecodedDocument], folder: Path) -> None:
    """Clean the documents and write the tables that the scorer reads."""
    evidence = LineEvidence.from_lines(
        row
        for document in documents
        if document.text is not None
        for row in line_rows(document.document_id, stated_outlet(document), cut(document.text))
    )
    tables: dict[str, list[dict]] = {"articles": [], "removed_text": [], "rejections": [], "documents": []}
    for document in documents:
        known = {"document_id": document.document_id, "origin": document.origin}
        tables["documents"].append({**known, "external_id": document.external_id})
        try:
            article, removed = rows_of(document, clean_document(document, evidence))
        except Rejected as verdict:
            tables["rejections"].append(
                {**known, "stage": "clean", "reason": verdict.reason, "detail": verdict.detail}
            )
        else:
            tables["articles"].append(article)
            tables["removed_text"] += removed
    for name, rows in tables.items():
        pq.write_table(rows_to_table(name, rows), folder / f"{name}.parquet")


def measure(bench: Path, task: str) -> dict:
    """Score the dev set of a task (`clean` or `lines`)."""
    with tempfile.TemporaryDirectory() as folder:
        export(records(bench / "data" / task / "input.jsonl.gz"), Path(folder))
        return scorer(bench).score(task, str(bench / "data" / task), folder)


def measure_seeds(bench: Path, texts: Path) -> dict:
    """Score what can be told of five real texts: title, byline, date, publisher, dateline, what was removed."""
    with tempfile.TemporaryDirectory() as folder:
        export(files(texts), Path(folder))
        return scorer(bench).score("seeds", str(bench.parent / "gold"), folder, texts=str(texts))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tasks", nargs="*", default=["clean", "lines", "seeds"])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("NEWSLOOM_SHARED", "../shared")))
    arguments = parser.parse_args()
    bench = arguments.shared / "bench"
    for task in arguments.tasks:
        got = measure_seeds(bench, arguments.shared / "seeds") if task == "seeds" else measure(bench, task)
        print(got["summary"])


if __name__ == "__main__":
    main()
