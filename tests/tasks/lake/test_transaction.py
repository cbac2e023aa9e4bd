"""Either all of a transaction or nothing."""

import pytest

from tasks.lake.transaction import current_snapshot, last_committed, transaction
from tasks.vocabulary.errors import NewsloomError


def test_commit_is_one_snapshot(con):
    before = current_snapshot(con)
    with transaction(con) as state:
        con.execute("INSERT INTO sources (source_id, name) VALUES ('s_1', 'a')")
        con.execute("INSERT INTO stories (story_id) VALUES ('t_1')")
    assert state.snapshot_id == before + 1 == last_committed(con)


def test_exception_rolls_back(con):
    before = current_snapshot(con)

    def interrupted():
        with transaction(con):
            con.execute("INSERT INTO sources (source_id, name) VALUES ('s_1', 'a')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert current_snapshot(con) == before
    assert con.execute("SELECT count(*) FROM sources").fetchall() == [(0,)]


def test_lost_commit_is_noticed(con):
    with pytest.raises(NewsloomError, match="commit was lost"), transaction(con):
        con.execute("SELECT 1")


def test_nothing_to_write_is_no_snapshot(con):
    with transaction(con) as state:
        state.expects_snapshot = False
    assert state.snapshot_id is None
