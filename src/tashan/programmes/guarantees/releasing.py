"""The loan is repaid, in part or wholly, and the guarantee ends as far."""

from __future__ import annotations

from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.reckoning import step, yuan
from tashan.mechanisms.rules.rounding import half_up
from tashan.programmes.funds.guarantee_accounts import covered, liability
from tashan.programmes.guarantee_models import Guarantee, GuaranteeState
from tashan.programmes.guarantees.course import liability_now
from tashan.programmes.guarantees.fees import owed_of
from tashan.programmes.guarantees.holding import (
    documented,
    enter,
    held,
    note,
    refuse_before,
    refuse_nothing,
)


@transaction.atomic
def report_repayment(guarantee: Guarantee, fen: int, document: str, *, by: By) -> Guarantee:
    """The bank says that so much principal came back: the liability falls by the same share.

    The guarantee is released when nothing is left. Raises UserError above what is left.
    """
    row = held(guarantee, GuaranteeState.GRANTED)
    refuse_nothing(fen)
    refuse_before(row, by)
    assert row.loan is not None
    assert row.guaranteed is not None
    if fen > row.loan - row.repaid:
        raise UserError(
            _("%s of the loan are left.") % yuan(row.loan - row.repaid),
            hint=_("Give what came back of the principal, without interest."),
        )
    row.repaid += fen
    left = row.loan - row.repaid
    whole = owed_of(row, row.guaranteed)
    after = int(half_up(Fraction(whole * left, row.loan)))
    formula = f"{yuan(whole)} × {yuan(left)} ÷ {yuan(row.loan)} = {yuan(after)}"
    _finish(row, after, formula, documented(document), by)
    note(row, "repaid", {"fen": fen, "left": left, "document": document.strip()}, by)
    return row


def _finish(row: Guarantee, after: int, formula: str, document: str, by: By) -> None:
    now = liability_now(row)
    if now != after:
        released = now - after
        firm, bank = covered(row.fund.book, row.firm), liability(row.fund.book, row.bank)
        lines = {firm: -released, bank: released}
        words = f"{yuan(now)} − {yuan(after)}"
        steps = [
            step("剩余担保责任", "Liability left", formula, after),
            step("解除担保责任", "Released", words, released),
        ]
        enter(row, "release", lines, f"贷款归还，解除担保责任：{document}", steps, by)
    if row.loan == row.repaid:
        row.state, row.ended_on = GuaranteeState.RELEASED, by.on
    row.save()
