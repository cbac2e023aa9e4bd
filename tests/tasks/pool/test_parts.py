"""Parts of a run through the pool: a bad document is rejected, a bad installation stops the run."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tasks.pool.parts import run_parts
from tasks.vocabulary.errors import NewsloomError
from tasks.vocabulary.parts import Outcome, Part
from tasks.vocabulary.run import Run
from tasks.vocabulary.schemas import rows_to_table

NAMES = [f"d_{number}" for number in range(12)]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = Run("r_1", str(tmp_path), str(tmp_path / "staging"), (), "no model")
    rows = [{"document_id": name, "origin": f"{name}.txt"} for name in NAMES]
    run.staging.write("documents", "00000", rows_to_table("documents", rows))
    return run


def part_of(run: Run) -> Part:
    return Part(run.folder, "documents", "00000", 0, len(NAMES))


def ids(part: Part, run: Run) -> list[str]:
    return part.rows(run.staging)["document_id"].to_pylist()


def test_one_bad_document_is_rejected_and_the_others_come_through(run: Run) -> None:
    def clean(part: Part) -> Outcome:
        if "d_7" in ids(part, run):
            raise ValueError("a page from hell")
        return Outcome(part.end - part.start, part.end - part.start, 0, 0.1)

    shares: list[float] = []
    outcome = run_parts(run, "clean", clean, [part_of(run)], shares.append)
    assert (outcome.n_in, outcome.n_out, outcome.n_rejected) == (12, 11, 1)
    (path,) = run.staging.parts("rejections")
    (row,) = pq.read_table(path).to_pylist()
    assert (row["document_id"], row["origin"], row["stage"], row["reason"]) == (
        "d_7",
        "d_7.txt",
        "clean",
        "error",
    )
    assert "a page from hell" in row["detail"]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_fault_on_half_of_the_documents_stops_the_run(run: Run) -> None:
    def clean(_part: Part) -> Outcome:
        raise AttributeError("no such model")

    with pytest.raises(NewsloomError, match=r"clean failed on 6 of 12 documents, last with: .*no such model"):
        run_parts(run, "clean", clean, [part_of(run)])
