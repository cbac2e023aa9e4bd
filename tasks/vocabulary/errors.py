"""The errors that a user sees as one line: what, where, how to mend."""

import re

SECRET = re.compile(r"(?i)\b(\w*password)\s*=\s*(?:'(?:[^'\\]|\\.)*'|[^\s'\"]+)|(?<=://)[^\s/@]+(?=@)")
"""A password in a PostgreSQL connection string or in a URL; libraries repeat both in their errors."""


def without_secrets(text: str) -> str:
    """Return a text with the passwords of connection strings and URLs left out."""
    return SECRET.sub(lambda found: f"{found[1]}=…" if found[1] else "…", text)


class NewsloomError(Exception):
    """Something a person can mend, told in one clear line; the command line prints it and exits with 1.

    Passwords are left out of it.
    """

    def __init__(self, message: str) -> None:
        self.message = without_secrets(message)
        super().__init__(self.message)
