"""The errors that a user sees as one line: what, where, how to mend."""


class NewsloomError(Exception):
    """Something a person can mend, told in one clear line; the command line prints it and exits with 1."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
