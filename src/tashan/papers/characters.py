"""Text that an Office file can hold: XML refuses some characters, and a report may contain them."""

from __future__ import annotations

import re

# Everything outside the Char production of XML 1.0; a lone surrogate is among them.
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """``text`` with every refused character shown as U+FFFD, so that its place stays visible."""
    return _REFUSED.sub("\ufffd", text)
