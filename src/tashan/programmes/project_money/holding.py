"""One project's money held for a move: the book is locked first, then the row; and its entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.balances import by_party
from tashan.ledger.posting import NewEntry, Posted, lock, post
from tashan.ledger.reckoning import Step
from tashan.mechanisms.fund import Spending
from tashan.programmes.funds.terms import FundTerms, terms_in
from tashan.programmes.project_money.accounts import towards
from tashan.programmes.project_money_models import MoneySource, MoneyState, ProjectMoney
from tashan.record import events
from tashan.record.models import User

LAST = date.max  # all entries that there are, later days' too


def held(money: ProjectMoney, *states: MoneyState) -> ProjectMoney:
    """The row as it is now, locked with the source's book. Raises UserError in another state."""
    lock(money.source.book_id)
    related = ("source__book", "source__adoption", "project")
    rows = ProjectMoney.objects.select_for_update(of=("self",)).select_related(*related)
    row = rows.get(pk=money.pk)
    if row.state not in states:
        raise UserError(
            _("The money is “%s”.") % MoneyState(row.state).label,
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    return row


def rules_of(source: MoneySource, on: date) -> tuple[FundTerms, Spending]:
    """The rules of payment on a day. Raises UserError for a part that pays no projects."""
    found = terms_in(current.of(source.adoption, on), source.part, on)
    if found.part.spending is None:
        raise UserError(
            _("“%s” has no rules of payment.") % found.part.title.zh,
            hint=_("Adopt a mechanism whose fund says what is paid against progress."),
        )
    return found, found.part.spending


@dataclass(frozen=True, slots=True)
class Stands:
    """Where one project's money of a source stands, in fen."""

    due: int
    cash: int
    carried: int
    paid: int
    returned: int

    @property
    def arrived(self) -> int:
        """All that was received, wherever it is now."""
        return self.left + self.paid + self.returned

    @property
    def left(self) -> int:
        """Received, and neither paid nor given back."""
        return self.cash + self.carried


CODES = ("due", "cash", "carried", "paid", "returned")


def stands_of(source: MoneySource, on: date) -> dict[int, Stands]:
    """Of each project, by its id, at the end of a day. One query."""
    found = by_party(source.book, on)
    projects = {party for _code, party in found}
    return {one: Stands(**{code: found.get((code, one), 0) for code in CODES}) for one in projects}


def stands_on(money: ProjectMoney, on: date) -> Stands:
    """Of one project, at the end of a day."""
    return stands_of(money.source, on).get(money.project_id, Stands(*[0] * len(CODES)))


def person(by: By) -> User:
    """Who does it: no money moves of itself."""
    if by.user is None:
        raise ValueError("money of projects is moved by a person")
    return by.user


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry says: fen by code of the project's accounts, debits positive.

    ``others`` are fen by the id of an account of the source itself.
    """

    kind: str
    lines: Mapping[str, int]
    says: str
    steps: Sequence[Step] = ()
    others: Mapping[int, int] | None = None


def enter(row: ProjectMoney, told: Told, by: By) -> Posted:
    """Post it, without the lines that come to nothing. Raises BelowFloorError."""
    book = row.source.book
    lines = {towards(book, code, row.project): fen for code, fen in told.lines.items() if fen}
    lines |= {account: fen for account, fen in (told.others or {}).items() if fen}
    new = NewEntry(
        kind=told.kind, lines=lines, on=by.on, about=row.about,
        version=current.of(row.source.adoption, by.on).version.pk, says=told.says[:300],
        reckoning=list(told.steps),
    )  # fmt: skip
    return post(book.pk, new, actor=person(by), at=by.at)


def note(stream: str, kind: str, said: dict[str, Any], by: By) -> None:
    """The event in a stream of the money, a contract or a source."""
    events.append(stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)
