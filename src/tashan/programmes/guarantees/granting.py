"""A guarantee is granted: the fee comes in and the liability begins, in one entry."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.books import account_ids
from tashan.ledger.reckoning import step, yuan
from tashan.programmes.funds.guarantee_accounts import covered, liability
from tashan.programmes.guarantee_models import ENDED_GUARANTEES, Guarantee, GuaranteeState
from tashan.programmes.guarantees.deciding import opened
from tashan.programmes.guarantees.fees import fee_of, owed_of, owed_step
from tashan.programmes.guarantees.holding import documented, enter, held, note
from tashan.programmes.guarantees.limits import refuse_above
from tashan.programmes.guarantees.shareholders import refuse_shareholder
from tashan.registry.following import same


@dataclass(frozen=True, slots=True)
class BankLoan:
    """The loan as the bank made it: ``fen`` of principal by a contract of this number."""

    fen: int
    number: str


@transaction.atomic
def grant(guarantee: Guarantee, loan: BankLoan, *, by: By) -> Guarantee:
    """The fee is paid and the guarantee holds.

    Every limit is asked while the book is locked: of the day and of all later ones. Raises
    UserError above one of them, for a loan smaller than what is guaranteed, and for one that is
    guaranteed already.
    """
    row = held(guarantee, GuaranteeState.APPROVED)
    assert row.guaranteed is not None
    assert row.approved_on is not None
    _refuse_loan(row, loan, by)
    refuse_shareholder(row.fund, row.firm, by.on)
    owed = owed_of(row, row.guaranteed)
    refuse_above(row.fund, opened(row, owed), by.on)
    fee = fee_of(row, row.guaranteed, by.on)
    row.loan, row.bank_loan, row.fee = loan.fen, documented(loan.number), fee.fen
    row.granted_on, row.ends_on = by.on, add_months(by.on, row.months)
    row.state = GuaranteeState.GRANTED
    row.save()
    ids = account_ids(row.fund.book)
    lines = {ids["cash"]: fee.fen, ids["fees"]: -fee.fen}
    lines |= {covered(row.fund.book, row.firm): owed, liability(row.fund.book, row.bank): -owed}
    steps = [step("担保费", "Fee", fee.formula, fee.fen), owed_step(row, row.guaranteed)]
    posted = enter(row, "grant", lines, f"出具担保，收取担保费：{row.bank_loan}", steps, by)
    told = {"loan": loan.fen, "bank_loan": row.bank_loan, "fee": fee.fen, "owed": owed,
            "entry": posted.number}  # fmt: skip
    note(row, "granted", told, by)
    return row


def _refuse_loan(row: Guarantee, loan: BankLoan, by: By) -> None:
    assert row.guaranteed is not None
    assert row.approved_on is not None
    if loan.fen < row.guaranteed:
        raise UserError(
            _("%s of the loan are guaranteed, and it is smaller.") % yuan(row.guaranteed),
            hint=_("Have a smaller guarantee approved, or give the whole loan."),
        )
    if by.on < row.approved_on:
        raise UserError(
            _("It was approved on %s.") % row.approved_on.isoformat(),
            hint=_("Give that day or a later one."),
        )
    taken = Guarantee.objects.filter(bank__in=same(row.bank), bank_loan=loan.number.strip())
    if taken.exclude(state__in=ENDED_GUARANTEES).exclude(pk=row.pk).exists():
        raise UserError(
            _("The loan %s is guaranteed already.") % loan.number,
            hint=_("Look at the number of the contract."),
        )
