"""What an officer can mend is told in one line; all else is a bug and keeps its traceback."""

from __future__ import annotations


class UserError(Exception):
    """An error that the person at the keyboard can mend.

    The message says what, where, what was expected and the next step. ``exit_code`` is what the
    command line ends with (see docs/reference/exit-codes.md).
    """

    exit_code = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UnreadableFileError(UserError):
    """A file that cannot be read into text; ``code`` names the reason in one stable word."""

    exit_code = 3

    def __init__(self, code: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code
