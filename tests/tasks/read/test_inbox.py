"""Files dropped in an inbox: claimed by one run, then done or failed, never lost."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from tasks.read.inbox import claim
from tasks.vocabulary.errors import NewsloomError

DAY = date(2026, 3, 1)


def drop(inbox: Path, name: str, text: str = "words", age: float = 60.0) -> Path:
    inbox.mkdir(exist_ok=True)
    path = inbox / name
    path.write_text(text)
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def files(inbox: Path) -> set[str]:
    return {
        str(path.relative_to(inbox)) for path in inbox.rglob("*") if path.is_file() and path.name != ".lock"
    }


def test_a_file_lies_in_done_or_in_failed_with_the_reason(tmp_path: Path) -> None:
    drop(tmp_path, "good.txt")
    drop(tmp_path, "bad.txt")
    with claim(tmp_path) as claimed:
        assert claimed.names == ("bad.txt", "good.txt")
        assert files(tmp_path) == {"claimed/bad.txt", "claimed/good.txt"}
        claimed.settle({"bad.txt": "empty: no text"}, DAY)
    assert files(tmp_path) == {
        "done/2026-03-01/good.txt",
        "failed/2026-03-01/bad.txt",
        "failed/2026-03-01/bad.txt.reason.txt",
    }
    assert (tmp_path / "failed/2026-03-01/bad.txt.reason.txt").read_text() == "empty: no text\n"


def test_what_a_failed_run_claimed_waits_again(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt")
    with pytest.raises(RuntimeError), claim(tmp_path):
        raise RuntimeError
    assert files(tmp_path) == {"a.txt"}


def test_what_a_killed_run_claimed_is_claimed_again(tmp_path: Path) -> None:
    (tmp_path / "claimed").mkdir()
    drop(tmp_path / "claimed", "a.txt")
    with claim(tmp_path) as claimed:
        assert claimed.names == ("a.txt",)


def test_unfinished_and_hidden_files_stay(tmp_path: Path) -> None:
    drop(tmp_path, "half.txt", age=0.0)
    drop(tmp_path, "page.html.part")
    drop(tmp_path, ".hidden")
    with claim(tmp_path, settle_seconds=30.0) as claimed:
        assert claimed.names == ()
    assert files(tmp_path) == {"half.txt", "page.html.part", ".hidden"}


def test_a_name_that_came_before_gets_a_number(tmp_path: Path) -> None:
    for text in ("first", "second"):
        drop(tmp_path, "a.txt", text)
        with claim(tmp_path) as claimed:
            claimed.settle({}, DAY)
    done = tmp_path / "done" / "2026-03-01"
    assert ((done / "a.txt").read_text(), (done / "a-2.txt").read_text()) == ("first", "second")


def test_one_run_at_a_time(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt")
    with claim(tmp_path), pytest.raises(NewsloomError, match="taken in by another run"), claim(tmp_path):
        pass
