"""Opening the budget of a year, and what its document adds or cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger.books import NewAccount, open_book
from tashan.ledger.kinds import Side
from tashan.ledger.posting import Posted
from tashan.mechanisms.programme import MONEY, Programme
from tashan.programmes.budget_models import Budget, BudgetPart
from tashan.programmes.budgets.entering import Said, enter
from tashan.record import events

AUTHORITY = NewAccount("authority", "预算指标", "Appropriated", Side.CREDIT, floor=0)
OWED_BACK = NewAccount("owed_back", "待收回", "To come back", Side.CREDIT, floor=0)
RECEIVABLE = NewAccount("receivable", "应收回奖补", "Claimed back", Side.DEBIT, floor=0)
WHERE = (
    NewAccount("available", "可用", "Available", Side.DEBIT, floor=0),
    NewAccount("reserved", "预留", "Reserved", Side.DEBIT, floor=0),
    NewAccount("committed", "已确定", "Committed", Side.DEBIT, floor=0),
    NewAccount("paid", "已拨付", "Paid", Side.DEBIT, floor=0),
    NewAccount("carried", "结转下年", "Carried over", Side.DEBIT, floor=0),
    NewAccount("lapsed", "注销", "Lapsed", Side.DEBIT, floor=0),
)


@dataclass(frozen=True, slots=True)
class NewBudget:
    """``parts`` are the programmes that draw on it; ``fen`` is the first appropriation."""

    year: int
    title: str
    parts: Sequence[tuple[Adoption, str]]
    document: str
    fen: int


@transaction.atomic
def open_budget(new: NewBudget, *, by: By) -> Budget:
    """A budget with its book and its first appropriation.

    Raises UserError without a document or programmes, for a part that gives no money, and where
    a programme draws on another budget of the year.
    """
    _refuse_incomplete(new)
    assert by.user is not None  # somebody opens it
    for adoption, part in new.parts:
        _refuse_part(adoption, part, new.year, by.on)
    taken = Budget.objects.filter(year=new.year).count()
    book = open_book(
        f"budget:{new.year}.{taken + 1}", new.title.strip(), (AUTHORITY, *WHERE, OWED_BACK),
        on=by.on, actor=by.user, at=by.at,
    )  # fmt: skip
    made = Budget.objects.create(
        year=new.year, title=new.title.strip(), document=new.document.strip(), book=book,
        opened_on=by.on,
    )  # fmt: skip
    rows = [BudgetPart(budget=made, adoption=a, part=p, year=new.year) for a, p in new.parts]
    BudgetPart.objects.bulk_create(rows)
    told = [f"{row.adoption_id}.{row.part}" for row in rows]
    said = {"year": new.year, "document": made.document, "parts": told}
    events.append(made.stream, "budget.opened", said, actor=by.user, at=by.at, occurred_on=by.on)
    appropriate(made, new.fen, new.document, by=by)
    return made


def _refuse_incomplete(new: NewBudget) -> None:
    if not new.title.strip() or not new.parts:
        raise UserError(
            _("A budget has a title and at least one programme."),
            hint=_("Choose the programmes that draw on it."),
        )
    if Budget.objects.filter(year=new.year, title=new.title.strip()).exists():
        raise UserError(
            _("There is a budget “%s” of this year.") % new.title.strip(),
            hint=_("Add to that one with a document."),
        )


def _refuse_part(adoption: Adoption, part: str, year: int, on: date) -> None:
    held = current.of(adoption, on).part(part)
    title = held.title.zh if isinstance(held, Programme) else part
    if not isinstance(held, Programme) or held.gives.kind not in MONEY:
        raise UserError(
            _("“%s” pays no money.") % title,
            hint=_("Choose programmes that grant or subsidise."),
        )
    other = BudgetPart.objects.select_related("budget")
    found = other.filter(adoption=adoption, part=part, year=year).first()
    if found is not None:
        raise UserError(
            _("“%(title)s” draws on the budget “%(budget)s” already.")
            % {"title": title, "budget": found.budget.title},
            hint=_("A programme draws on one budget in a year."),
        )


def appropriate(budget: Budget, fen: int, document: str, *, by: By) -> Posted:
    """Add to a budget (``fen`` above nothing) or cut it, by a document.

    Raises UserError without a document; BelowFloorError for a cut of what is not available.
    """
    if not document.strip():
        raise UserError(
            _("Nothing is appropriated without a document."), hint=_("Give its number.")
        )
    if not fen:
        raise UserError(_("Nothing changes."), hint=_("Give an amount."))
    says = document.strip()
    kind = "appropriate" if fen > 0 else "cut"
    lines = {"available": fen, "authority": -fen}
    return enter(budget, Said(kind, lines, budget.about, says), by=by)
