"""Errors are shown to people and kept in logs: passwords are left out of them."""

import pytest

from tasks.vocabulary.errors import NewsloomError


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("at host=a password=kestrel port=1", "at host=a password=… port=1"),
        ("at \"host=a password='a kestrel' port=1\"", 'at "host=a password=… port=1"'),
        ("at postgresql://editor:kestrel@a:1/b failed", "at postgresql://…@a:1/b failed"),
        (
            "set PREFECT_SERVER_API_AUTH_STRING=user:password first",
            "set PREFECT_SERVER_API_AUTH_STRING=user:password first",
        ),
        ("a wrong password", "a wrong password"),
    ],
)
def test_passwords_are_left_out(told: str, shown: str) -> None:
    error = NewsloomError(told)
    assert (error.message, str(error)) == (shown, shown)
