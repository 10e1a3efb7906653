"""What is wrong in a rule, and at which character."""

from __future__ import annotations


class RuleError(ValueError):
    """The rule is refused. ``offset`` is the character at which it begins to be wrong."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
