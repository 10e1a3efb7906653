"""Text as the database can hold it."""

from __future__ import annotations

import re

# PostgreSQL keeps no NUL and no lone surrogate; U+FFFD in their place keeps every offset true.
_REFUSED = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without what PostgreSQL refuses, character for character."""
    return _REFUSED.sub("\ufffd", text)
