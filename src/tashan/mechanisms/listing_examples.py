"""Examples of catalogues and of delegated items: how many there are, and in whose name."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from tashan.mechanisms.answering import Answers, UnfitError, check_names, day_of
from tashan.mechanisms.catalogue import Catalogue, Item
from tashan.mechanisms.duty import Delegated, Duty
from tashan.mechanisms.head import Example
from tashan.mechanisms.problems import unknown

TENTH = Decimal("0.1")


def catalogue_answers(example: Example, catalogue: Catalogue) -> Answers:
    """``items``, how many of them the ``same_day`` and ``delegated``, the ``share`` of the former
    in %. Of one office where a ``duty`` is given."""
    check_names(example, {"duty": None})
    duty = example.given.get("duty")
    if duty is not None and duty not in {item.duty for item in catalogue.items.values()}:
        raise UnfitError(unknown("duty", str(duty), catalogue.duties))
    found = [item for item in catalogue.items.values() if duty in (None, item.duty)]
    return {
        "items": Decimal(len(found)),
        "same_day": Decimal(sum(item.same_day for item in found)),
        "delegated": Decimal(sum(item.delegated for item in found)),
        "share": same_day_share(found),
    }


def same_day_share(items: Iterable[Item]) -> Decimal | None:
    """Items decided the same day in % of all, to a tenth; of none it is unknown."""
    held = [item.same_day for item in items]
    if not held:
        return None
    return (Decimal(sum(held)) * 100 / len(held)).quantize(TENTH, rounding=ROUND_HALF_UP)


def delegated_answers(example: Example, duty: Duty) -> Answers:
    """Of an ``item`` on a day: its ``form``, who handles it (``to``) and whose ``seal`` it bears.

    Nothing of one that is not delegated on the day.
    """
    check_names(example, {"item": None})
    item, on = example.given.get("item"), day_of(example)
    named = {one.item or code: one for code, one in duty.delegated.items()}
    if not isinstance(item, str) or item not in named:
        raise UnfitError(unknown("item", str(item), named))
    found: Delegated | None = named[item]
    if found and ((found.since and on < found.since) or (found.until and on > found.until)):
        found = None
    return {
        "form": str(found.form) if found else None,
        "to": found.to.zh if found else None,
        "seal": found.decided_by.zh if found else None,
    }
