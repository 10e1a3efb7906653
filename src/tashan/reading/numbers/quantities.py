"""Every number of a report that measures something, in the order of the text."""

from __future__ import annotations

import re
from operator import attrgetter

from tashan.reading.findings import Status
from tashan.reading.numbers.amounts import Form, Quantity, read_amounts
from tashan.reading.numbers.labels import is_label
from tashan.reading.numbers.lost import is_displaced, read_lost
from tashan.reading.numbers.ranks import read_ranks
from tashan.reading.numbers.spelled import read_spelled

_CHAIN = re.compile(r"[、和及与—~-]{1,2}(?=\d)|至(?=\d)|到(?=\d)")
_BY_PLACE = attrgetter("start", "end")


def read_quantities(text: str) -> list[Quantity]:
    """All quantities of a normal text: digits, ranks, spelled numbers, and lost ones."""
    found = _in_digits(text)
    found += read_ranks(text)
    found += [spelled for spelled in read_spelled(text) if not is_label(text, spelled)]
    found += read_lost(text)
    found.sort(key=_BY_PLACE)
    return _apart(found)


def _in_digits(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    later: Quantity | None = None
    for quantity in reversed(read_amounts(text)):
        if later is not None and (not quantity.word or quantity.word == "个"):
            _share_unit(text, quantity, later)
        if is_displaced(text, quantity) or (
            quantity.shared and later is not None and later.status is Status.DISPLACED
        ):
            quantity.value, quantity.status = None, Status.DISPLACED
            quantity.rule = "status:displaced"
            found.append(quantity)
        elif not is_label(text, quantity):
            found.append(quantity)
        later = quantity
    return found


def _share_unit(text: str, quantity: Quantity, later: Quantity) -> None:
    """15、22个百分点 and 3—5个 print the unit once."""
    if later.unit is None or not _lacks_unit(quantity, later):
        return
    link = _CHAIN.match(text, quantity.end)
    if link and link.end() == later.start and later.form is Form.AMOUNT:
        quantity.unit, quantity.word, quantity.form = later.unit, later.word, Form.AMOUNT
        quantity.shared = True


def _lacks_unit(quantity: Quantity, later: Quantity) -> bool:
    """Whether its unit is printed with the next number: none, or a part (3400万、2300万人次)."""
    if quantity.form is Form.BARE or (quantity.unit, later.unit) == ("个", "个百分点"):
        return True
    scale_only = quantity.form is Form.AMOUNT and not quantity.word
    return scale_only and (later.unit or "").startswith(quantity.unit or "")


def _apart(found: list[Quantity]) -> list[Quantity]:
    """Of two that overlap the first stays."""
    kept: list[Quantity] = []
    end = -1
    for quantity in found:
        if quantity.start >= end:
            kept.append(quantity)
            end = quantity.end
    return kept
