"""Where a case and its matters are on the pages: rows are written without a look-up each."""

from __future__ import annotations

CASES = "/cases/"


def case_url(case: int, code: str = "") -> str:
    """The page of a case, at one of its matters where ``code`` says so."""
    return f"{CASES}{case}/#matter-{code}" if code else f"{CASES}{case}/"
