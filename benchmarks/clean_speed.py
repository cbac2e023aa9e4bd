"""CPU time of the clean stage against trafilatura on the same pages, and of the text path, in one run.

    python benchmarks/clean_speed.py [--shared ../shared] [--rounds 3]

Bars: a page costs at most 0.75 of trafilatura's fast extraction with metadata, a text at most 4 ms.
Each page is done by both in turn, so that a busy machine slows both alike; the best of the rounds counts.
"""

import argparse
import gzip
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from trafilatura import bare_extraction

from tasks.clean.clean import clean_document
from tasks.clean.evidence import LineEvidence, line_rows
from tasks.clean.language import identifier
from tasks.clean.outlet import stated_outlet
from tasks.clean.segments import cut
from tasks.vocabulary.document import DecodedDocument, Rejected, StatedFields

PAGE_BAR = 0.75
TEXT_BAR = 4.0


def documents(path: Path) -> list[DecodedDocument]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [
        DecodedDocument(
            f"d_{row['id']}",
            "",
            row.get("url"),
            str(row["id"]),
            row.get("html"),
            row.get("text"),
            StatedFields(source=row.get("source")),
        )
        for row in records
    ]


def timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def cleaned(document: DecodedDocument, evidence: LineEvidence) -> object:
    try:
        return clean_document(document, evidence)
    except Rejected as verdict:
        return verdict


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("NEWSLOOM_SHARED", "../shared")))
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    data = arguments.shared / "bench" / "data"
    pages, texts = documents(data / "clean" / "input.jsonl.gz"), documents(data / "lines" / "input.jsonl.gz")
    evidence = LineEvidence.from_lines(
        row
        for text in texts
        for row in line_rows(text.document_id, stated_outlet(text), cut(text.text or ""))
    )
    identifier()  # models load once per process, and not every article asks for the one of languages
    for document in (pages[0], texts[0]):
        cleaned(document, evidence)

    def peer(page: DecodedDocument) -> object:
        return bare_extraction(page.html, url=page.url, fast=True, with_metadata=True, include_comments=False)

    ours, theirs = [float("inf")] * len(pages), [float("inf")] * len(pages)
    text_ms = [float("inf")] * len(texts)
    for _ in range(arguments.rounds):
        for at, page in enumerate(pages):
            theirs[at] = min(theirs[at], timed(lambda page=page: peer(page)))
            ours[at] = min(ours[at], timed(lambda page=page: cleaned(page, evidence)))
        for at, text in enumerate(texts):
            text_ms[at] = min(text_ms[at], timed(lambda text=text: cleaned(text, evidence)))
    mine, peers, per_text = sum(ours) / len(ours), sum(theirs) / len(theirs), sum(text_ms) / len(text_ms)
    print(
        f"page: {mine:.1f} CPU ms, trafilatura fast with metadata {peers:.1f}: {mine / peers:.2f} (bar {PAGE_BAR})"
    )
    print(f"text: {per_text:.1f} CPU ms (bar {TEXT_BAR}), {per_text / peers:.3f} of trafilatura's page")


if __name__ == "__main__":
    main()
