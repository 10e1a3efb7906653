"""The end of a budget's year: what is carried over by a document, and what lapses."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger import balances
from tashan.ledger.posting import lock
from tashan.programmes.budget_models import Budget
from tashan.programmes.budgets.entering import Said, enter
from tashan.record import events


@transaction.atomic
def carry_over(budget: Budget, to: Budget, fen: int, document: str, *, by: By) -> None:
    """Move what is available to the budget of the next year, by a document.

    Raises UserError for another year than the next and without a document; BelowFloorError for
    more than is available.
    """
    if to.year != budget.year + 1:
        raise UserError(
            _("“%(title)s” is of %(year)d.") % {"title": to.title, "year": to.year},
            hint=_("Carry over to a budget of the next year; open it first."),
        )
    if not document.strip() or fen <= 0:
        raise UserError(
            _("What is carried over has an amount and a document."), hint=_("Give both.")
        )
    for book in sorted((budget.book_id, to.book_id)):
        lock(book)
    out = {"carried": fen, "available": -fen}
    enter(budget, Said("carry_over", out, to.about, document.strip()), by=by)
    into = {"available": fen, "authority": -fen}
    enter(to, Said("carried_in", into, budget.about, document.strip()), by=by)


@transaction.atomic
def lapse(budget: Budget, document: str, *, by: By) -> int:
    """What is still available ends with the year; gives how much, in fen.

    Raises UserError before the year is over, and while a list or payment holds money.
    """
    lock(budget.book_id)
    if by.on.year <= budget.year and (by.on.month, by.on.day) != (12, 31):
        raise UserError(
            _("The year %d is not over.") % budget.year,
            hint=_("What is left lapses on 31 December or later."),
        )
    stood = balances.balances(budget.book, by.on)
    if stood["reserved"] or stood["committed"]:
        raise UserError(
            _("Lists still hold money of this budget."),
            hint=_("Pay, decline or drop what is reserved and committed first."),
        )
    fen = stood["available"]
    if not document.strip():
        raise UserError(_("Nothing lapses without a document."), hint=_("Give its number."))
    if fen:
        lines = {"lapsed": fen, "available": -fen}
        enter(budget, Said("lapse", lines, budget.about, document.strip()), by=by)
    Budget.objects.filter(pk=budget.pk).update(closed_on=by.on)
    said = {"lapsed": fen, "document": document.strip()}
    events.append(budget.stream, "budget.closed", said, actor=by.user, at=by.at, occurred_on=by.on)
    return fen
