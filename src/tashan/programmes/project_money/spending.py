"""Money comes in, goes to contractors against progress, is carried over, or is given back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.books import account_ids
from tashan.ledger.reckoning import of_all, percent, step, yuan
from tashan.mechanisms.fund import Spending
from tashan.mechanisms.paying import Payable, payable
from tashan.programmes.funds.terms import FundTerms
from tashan.programmes.guarantees.holding import documented, refuse_nothing
from tashan.programmes.project_money.contracts import paid_on, progress_on
from tashan.programmes.project_money.holding import (
    LAST,
    Told,
    enter,
    held,
    note,
    rules_of,
    stands_on,
)
from tashan.programmes.project_money_models import (
    ALL,
    MoneyState,
    ProjectMoney,
    ProjectPayment,
    WorksContract,
)
from tashan.registry.naming import name_on

GRANTED = MoneyState.GRANTED


@transaction.atomic
def receive(money: ProjectMoney, fen: int, document: str, *, by: By) -> ProjectMoney:
    """Money arrives, by a document. Raises UserError above what was granted."""
    row = held(money, GRANTED)
    refuse_nothing(fen)
    due = stands_on(row, LAST).due
    if fen > due:
        raise UserError(
            _("%s of what was granted are to come.") % yuan(due), hint=_("Book that or less.")
        )
    lines = {"cash": fen, "due": -fen}
    steps = [step("仍未到账", "Still to come", f"{yuan(due)} − {yuan(fen)}", due - fen)]
    says = f"{name_on(row.project, by.on)}到账：{documented(document)}"
    enter(row, Told("arrive", lines, says, steps), by)
    note(row.stream, "money.received", {"fen": fen, "document": document.strip()}, by)
    return row


def payable_on(
    contract: WorksContract, found: FundTerms, rules: Spending, on: date
) -> tuple[Payable, int]:  # fmt: skip
    """What may be paid of a contract by a day, and the progress that it rests on."""
    report = progress_on([contract.pk], on).get(contract.pk)
    share = 0 if report is None else report.share
    paid = paid_on([contract.pk], LAST).get(contract.pk, 0)
    return payable_of(contract.fen, share, paid, found, rules), share


def payable_of(fen: int, share: int, paid: int, found: FundTerms, rules: Spending) -> Payable:
    """The same of a contract of so much, with so much done and paid."""
    most, at_end, least = (found.rate(one) for one in (rules.most, rules.at_end, rules.least))
    return payable(fen, Fraction(share, ALL), most=most, at_end=at_end, least=least, paid=paid)


@transaction.atomic
def pay(
    money: ProjectMoney, contract: WorksContract, fen: int, receipt: str, *, by: By
) -> ProjectPayment:  # fmt: skip
    """Pay a contractor of what a project received, against the progress that is reported.

    Raises UserError above the declared share of progress × contract, whatever the source, and
    above what was received.
    """
    row = held(money, GRANTED)
    refuse_nothing(fen)
    deal = WorksContract.objects.select_for_update().get(pk=contract.pk)
    if deal.project_id != row.project_id:
        raise UserError(_("The contract is another project’s."), hint=_("Choose one of this one."))
    found, rules = rules_of(row.source, by.on)
    may, share = payable_on(deal, found, rules, by.on)
    formula = f"{yuan(deal.fen)} × {of_all(share)} × {percent(may.share)}"
    _refuse_above(fen, may, formula)
    now = stands_on(row, LAST)
    if fen > now.left:
        raise UserError(
            _("%s of what was received are left.") % yuan(now.left),
            hint=_("Pay that or less, or book first what has arrived."),
        )
    from_carried = min(fen, now.carried)
    lines = {"paid": fen, "carried": -from_carried, "cash": from_carried - fen}
    steps = [
        step("累计最多可付", "Payable in all", formula, may.most),
        step("本次前已付", "Paid before", yuan(may.paid), may.paid),
        step("本次后还可付", "Payable after it",
             f"{yuan(may.most)} − {yuan(may.paid)} − {yuan(fen)}", may.left - fen),
    ]  # fmt: skip
    who = name_on(deal.contractor, by.on)
    says = f"付{who}（{deal.number}），进度{of_all(share)}，回单{documented(receipt)}"
    posted = enter(row, Told("pay", lines, says, steps), by)
    made = ProjectPayment.objects.create(
        money=row, contract=deal, on=by.on, fen=fen, progress=share, receipt=receipt.strip(),
        number=posted.number,
    )  # fmt: skip
    note(row.stream, "money.paid", {"contract": deal.pk, "fen": fen, "progress": share}, by)
    return made


def _refuse_above(fen: int, may: Payable, formula: str) -> None:
    if fen > may.left:
        raise UserError(
            _("By its progress %(left)s are payable: %(formula)s − %(paid)s.")
            % {"left": yuan(may.left), "formula": formula, "paid": yuan(may.paid)},
            hint=_("Report the progress that is measured first, or pay less."),
        )


@transaction.atomic
def carry_over(money: ProjectMoney, fen: int, document: str, *, by: By) -> ProjectMoney:
    """So much that is not paid goes over to the next year, by a document."""
    row = held(money, GRANTED)
    refuse_nothing(fen)
    cash = stands_on(row, LAST).cash
    if fen > cash:
        raise UserError(
            _("%s of this year’s money are left.") % yuan(cash), hint=_("Carry over that or less.")
        )
    steps = [step("本年余额", "Left of this year", f"{yuan(cash)} − {yuan(fen)}", cash - fen)]
    says = f"结转下年：{documented(document)}"
    enter(row, Told("carry_over", {"carried": fen, "cash": -fen}, says, steps), by)
    note(row.stream, "money.carried_over", {"fen": fen, "document": document.strip()}, by)
    return row


@transaction.atomic
def give_back(money: ProjectMoney, fen: int, document: str, *, by: By) -> ProjectMoney:
    """So much that is not paid goes back to where it came from, by a document."""
    row = held(money, GRANTED)
    refuse_nothing(fen)
    now = stands_on(row, LAST)
    if fen > now.left:
        raise UserError(
            _("%s of what was received are left.") % yuan(now.left),
            hint=_("Give back that or less."),
        )
    from_carried = min(fen, now.carried)
    lines = {"returned": fen, "carried": -from_carried, "cash": from_carried - fen}
    steps = [step("交回后余额", "Left after it", f"{yuan(now.left)} − {yuan(fen)}", now.left - fen)]
    enter(row, Told("give_back", lines, f"交回：{documented(document)}", steps), by)
    note(row.stream, "money.given_back", {"fen": fen, "document": document.strip()}, by)
    return row


@transaction.atomic
def close(money: ProjectMoney, document: str, *, by: By) -> ProjectMoney:
    """Nothing more is to come or to pay; what did not arrive can be granted to others.

    Raises UserError while received money is left.
    """
    row = held(money, GRANTED)
    now = stands_on(row, LAST)
    if now.left:
        raise UserError(
            _("%s of what was received are left.") % yuan(now.left),
            hint=_("Pay it or give it back first."),
        )
    if now.due:
        ungranted = account_ids(row.source.book)["ungranted"]
        steps = [step("未到账，收回额度", "Did not come", yuan(now.due), now.due)]
        says = f"结清：{documented(document)}"
        enter(row, Told("unallocate", {"due": -now.due}, says, steps, {ungranted: now.due}), by)
    row.state, row.closed_on = MoneyState.CLOSED, by.on
    row.save()
    note(row.stream, "money.closed", {"document": documented(document)}, by)
    return row
