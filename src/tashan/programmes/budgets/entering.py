"""One entry in the book of a budget, by the codes of its accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tashan.adoption import current
from tashan.adoption.adopting import newest
from tashan.adoption.models import AdoptionVersion
from tashan.casework.moving.by import By
from tashan.ledger.books import account_ids
from tashan.ledger.posting import NewEntry, Posted, Step, post
from tashan.programmes.budget_models import Budget


@dataclass(frozen=True, slots=True)
class Said:
    """What is posted: fen by account code; ``at`` are the ids of accounts towards a party.

    ``version`` is that of the rules the amount follows from; the budget's own where None.
    """

    kind: str
    lines: Mapping[str, int]
    about: str
    says: str
    version: int | None = None
    reckoning: Sequence[Step] = ()
    at: Mapping[int, int] = field(default_factory=dict)


def enter(budget: Budget, said: Said, *, by: By) -> Posted:
    """Post it. Raises BelowFloorError where the money is not there."""
    assert by.user is not None  # money moves by somebody
    ids = account_ids(budget.book)
    lines = {ids[code]: fen for code, fen in said.lines.items()} | dict(said.at)
    new = NewEntry(
        kind=said.kind, lines=lines, on=by.on, about=said.about, says=said.says[:300],
        version=said.version or version_of(budget, by.on).pk, reckoning=said.reckoning,
    )  # fmt: skip
    return post(budget.book_id, new, actor=by.user, at=by.at)


def version_of(budget: Budget, on: date) -> AdoptionVersion:
    """The rules by which the budget's first programme is given on a day."""
    first = budget.parts.select_related("adoption").order_by("pk")[0]
    rows = list(first.adoption.versions.order_by("number"))
    return newest(rows, on) or current.of(first.adoption, on).version
