"""Limits, titles and forms of delegation in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tashan.casework.same_day import SameDay
from tashan.duties.models import Delegation, Form
from tashan.mechanisms.fields import Text
from tashan.web.figure_words import in_script, in_tongue, is_english

EXPLAINED: Mapping[str, str | Promise] = {
    Form.TRANSFERRED: gettext_lazy(
        "The receiver decides in its own name, with its own seal, and answers in court."
    ),
    Form.ENTRUSTED: gettext_lazy(
        "The receiver acts in the name of the holder, whose seal it bears and who answers in"
        " court. It may not be passed on."
    ),
    Form.WINDOW: gettext_lazy("The office is unchanged; its people sit with the receiver."),
}


def told(title: Mapping[str, str], code: str = "") -> str:
    """A title kept by language, in the tongue of the page; the code where there is none."""
    zh, en = title.get("zh", ""), title.get("en", "")
    return (en or zh or code) if is_english() else (in_script(zh) or en or code)


def text(given: Text | None, code: str = "") -> str:
    """A text of a file, else the code."""
    return in_tongue(given) if given else code


def limit(terms: Mapping[str, Any] | None) -> str:
    """5 个工作日; a dash where there is none or it is not known."""
    if terms is None:
        return "—"
    n = terms["n"]
    if n == 0:
        return pgettext("limit", "The same day")
    words = {
        "working": ngettext("%(n)s working day", "%(n)s working days", n),
        "calendar": ngettext("%(n)s day", "%(n)s days", n),
        "month": ngettext("%(n)s month", "%(n)s months", n),
    }
    said: str = words[terms["unit"]] % {"n": n}
    if terms.get("base") == "receipt":
        return _("%s from receipt") % said
    return said


def form_light(row: Delegation, on: date) -> str:
    """Whether a delegation runs, as a light: green, or idle where it ended or is to begin."""
    runs = row.since <= on and (row.until is None or on < row.until)
    return "green" if runs else "idle"


def share(counted: SameDay) -> str:
    """66.7%, or a dash where nothing was decided."""
    return "—" if counted.share is None else f"{counted.share.quantize(Decimal('0.1'))}%"
