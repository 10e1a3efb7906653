"""Codes as people type them: credit codes, project codes and divisions, checked."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tashan.base.codes import CREDIT_ALPHABET, ProjectCode, credit_check_digit
from tashan.base.divisions import Level, divisions, named
from tashan.base.errors import UserError
from tashan.papers.tables.reasons import Note, Reason, Said, said

_DROPPED = re.compile(r"[\s-]")
_REFUSED = re.compile(f"[^{CREDIT_ALPHABET}]")

Coded = tuple[str, Said | None] | Said | Reason


def credit_code(text: str, _on: date | None = None) -> Coded:
    code = text if text.isalnum() and text.isupper() else _DROPPED.sub("", text).upper()
    if len(code) != 18:
        return said(Reason.CREDIT_LENGTH, count=len(code))
    if wrong := _REFUSED.search(code):
        return said(Reason.CREDIT_SIGN, sign=wrong[0])
    if code[17] != credit_check_digit(code[:17]):
        return Reason.CREDIT_CHECK
    return code, None


def project_code(text: str, _on: date | None = None) -> Coded:
    try:
        code = ProjectCode.parse(text)
    except UserError:
        return Reason.PROJECT_FORM
    return code.value, said(Note.CHECK_DIGIT) if code.warning else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(division.code for division in divisions())


def division_code(text: str, on: date | None = None) -> Coded:
    """Six digits that ever meant a division (of twelve the first six), or a full name."""
    code = text[:6] if text.isdigit() and len(text) in (9, 12) else text
    if code in _codes():
        return code, None
    rows = [d for d in named(text, on=on) if d.level is not Level.ZONE]
    found = {d.code for d in rows if on or not d.until} or {d.code for d in rows}
    if len(found) > 1:
        return Reason.SEVERAL_DIVISIONS
    return (found.pop(), said(Note.BY_NAME)) if found else Reason.NO_DIVISION
