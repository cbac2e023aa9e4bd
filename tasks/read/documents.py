"""Read inputs of every kind as a stream of batches: the start of an article's way."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from tasks.read.csvrows import read_csv
from tasks.read.files import read_file
from tasks.read.found import Found, Rejection
from tasks.read.jsonlines import read_json_lines
from tasks.read.limits import ReadLimits
from tasks.read.parquet import read_parquet
from tasks.read.paths import CSV, LINES, PARQUET, WARC, SourceFile, find_files
from tasks.read.warc import read_warc
from tasks.vocabulary.schemas import rows_to_table

ROW_READERS = {LINES: read_json_lines, CSV: read_csv, PARQUET: read_parquet, WARC: read_warc}


class ReadBatch(NamedTuple):
    """A few documents and what was left out on the way to them.

    Attributes:
        documents: rows of `documents`; `run_id` is NULL.
        rejections: rows of `rejections` with stage "read"; `run_id` is NULL.
        n_repeats: documents met again (the same bytes) in this reading; they are given out once.
    """

    documents: pa.Table
    rejections: pa.Table
    n_repeats: int


def read_documents(inputs: Sequence[str], limits: ReadLimits | None = None) -> Iterator[ReadBatch]:
    """Read files, folders and globs as batches.

    One batch is held in memory, and 100 bytes a document to know repeats. No input makes it fail: what cannot
    be read is a rejection. The same inputs give the same batches again.
    """
    limits = limits or ReadLimits()
    documents: list[dict[str, Any]] = []
    rejections: list[dict[str, Any]] = []
    n_bytes = n_repeats = 0
    given: set[str] = set()
    for found in _read_all(inputs, limits):
        if isinstance(found, Rejection):
            rejections.append(found.row())
        elif found["document_id"] in given:
            n_repeats += 1
        else:
            given.add(found["document_id"])
            documents.append(found)
            n_bytes += found["n_bytes"]
        if (
            len(documents) >= limits.batch_documents
            or n_bytes >= limits.batch_bytes
            or len(rejections) >= 1000
        ):
            yield _batch(documents, rejections, n_repeats)
            documents, rejections, n_bytes, n_repeats = [], [], 0, 0
    if documents or rejections or n_repeats:
        yield _batch(documents, rejections, n_repeats)


def _read_all(inputs: Sequence[str], limits: ReadLimits) -> Iterator[Found]:
    for file in find_files(inputs):
        if isinstance(file, Rejection):
            yield file
            continue
        try:
            yield from _read_one(file, limits)
        except OSError as error:
            detail = f"{error.strerror or error}; check the file and its permissions"
            yield Rejection(str(file.path), "unreadable", detail)


def _read_one(file: SourceFile, limits: ReadLimits) -> Iterator[Found]:
    reader = ROW_READERS.get(file.format)
    if reader:
        yield from reader(file, limits)
    else:
        yield read_file(file, limits)


def _batch(documents: list[dict[str, Any]], rejections: list[dict[str, Any]], n_repeats: int) -> ReadBatch:
    return ReadBatch(
        rows_to_table("documents", documents), rows_to_table("rejections", rejections), n_repeats
    )
