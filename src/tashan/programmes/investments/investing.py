"""A fund decides on an investment, pays it in tranches, has it valued, and sees how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.models import Posting
from tashan.ledger.posting import lock
from tashan.ledger.reckoning import step, yuan
from tashan.programmes.fund_models import Fund
from tashan.programmes.funds import investment_accounts as of
from tashan.programmes.funds.opening import CASH
from tashan.programmes.funds.terms import terms_of
from tashan.programmes.investment_models import (
    Investment,
    InvestmentSort,
    InvestmentState,
    Tranche,
    Valuation,
)
from tashan.programmes.investments import books
from tashan.programmes.investments.lawful import refuse_unlawful
from tashan.record import perms, sources
from tashan.registry.following import survivor
from tashan.registry.models import Entity

S = InvestmentState


@dataclass(frozen=True, slots=True)
class NewInvestment:
    """``tranches`` are milestones with the fen that each releases."""

    target: Entity
    sort: InvestmentSort
    document: str
    tranches: Sequence[tuple[str, int]]
    share: Decimal | None = None

    @property
    def fen(self) -> int:
        return sum(fen for _milestone, fen in self.tranches)


@transaction.atomic
def decide(fund: Fund, new: NewInvestment, *, by: By) -> Investment:
    """The chief signs the decision. Raises UserError above the most for one target."""
    books.refuse_other(by, perms.may_approve_time)
    refuse_unlawful(new.document, *(milestone for milestone, _fen in new.tranches))
    lock(fund.book_id)
    _refuse_above(fund, new, by)
    made = Investment.objects.create(
        fund=fund, target=survivor(new.target), sort=new.sort, fen=new.fen, share=new.share,
        document=books.needed(new.document), decided_on=by.on,
    )  # fmt: skip
    Tranche.objects.bulk_create(
        Tranche(investment=made, position=n, milestone=milestone, fen=fen)
        for n, (milestone, fen) in enumerate(new.tranches, start=1)
    )
    return made


def _refuse_above(fund: Fund, new: NewInvestment, by: By) -> None:
    if not new.tranches or any(fen <= 0 for _milestone, fen in new.tranches):
        raise UserError(
            _("An investment has at least one tranche, each of an amount."),
            hint=_("Name the milestone and the amount that it releases."),
        )
    terms = terms_of(fund, by.on)
    rule = terms.part.investing.single if terms.part.investing else None
    if rule is None:
        return
    whole = sum(one.committed for one in fund.partners.all())
    most = int(whole * terms.rate(rule))
    rows = Investment.objects.filter(fund=fund, target=survivor(new.target))
    held = sum(one.fen for one in rows.exclude(state=S.EXITED))
    if held + new.fen > most:
        raise UserError(
            _("At most %(most)s yuan go into one target; %(held)s are decided already.")
            % {"most": yuan(most), "held": yuan(held)},
            hint=_("The share of the commitments is a parameter of the mechanism."),
        )


@transaction.atomic
def meet(tranche: Tranche, evidence: str, *, by: By) -> Tranche:
    """The milestone was met, as the evidence shows."""
    books.refuse_other(by, perms.may_handle)
    row = Tranche.objects.select_for_update().get(pk=tranche.pk)
    if row.met_on is not None:
        raise UserError(_("The milestone was met on %s.") % row.met_on, hint=_("Pay it."))
    row.met_on, row.evidence = by.on, books.needed(evidence)
    row.save(update_fields=["met_on", "evidence"])
    return row


@transaction.atomic
def pay_tranche(tranche: Tranche, *, by: By) -> Tranche:
    """The cashier pays a tranche whose milestone was met; never more than the fund holds."""
    books.refuse_other(by, perms.may_pay)
    lock(tranche.investment.fund.book_id)
    row = Tranche.objects.select_for_update().get(pk=tranche.pk)
    held = Investment.objects.select_related("fund__book", "target").get(pk=row.investment_id)
    if row.met_on is None or row.paid_on is not None:
        raise UserError(
            _("The milestone is not shown yet, or the tranche is paid."),
            hint=_("The handler enters the evidence first."),
        )
    _refuse_beyond_paid_in(held.fund, row.fen)
    to = of.GRANTS if held.sort == InvestmentSort.GRANT else of.INVESTED
    lines = [(to, held.target, row.fen), (CASH, None, -row.fen)]
    steps = [step(row.milestone, row.milestone, yuan(row.fen), row.fen)]
    books.enter(held.fund, "invest", lines, row.milestone, about=held.about, by=by,
                reckoning=steps)  # fmt: skip
    row.paid_on = by.on
    row.save(update_fields=["paid_on"])
    Investment.objects.filter(pk=held.pk, state=S.DECIDED).update(state=S.HELD)
    return row


def value(investment: Investment, fen: int, document: str, *, by: By) -> Valuation:
    """What it is worth on the day, by a document."""
    user = books.refuse_other(by, perms.may_handle)
    source = sources.entry(books.needed(document), actor=user, at=by.at)
    return Valuation.objects.create(investment=investment, on=by.on, fen=fen, source=source)


@transaction.atomic
def leave(investment: Investment, proceeds: int, document: str, *, by: By) -> Investment:
    """The fund sells all that it holds: what it got above its cost is gained, below it lost."""
    books.refuse_other(by, perms.may_pay)
    row = _held(investment)
    cost = cost_of(row)
    if proceeds <= 0:
        raise UserError(_("Nothing came in."), hint=_("What is lost whole is written off."))
    gain, loss = max(proceeds - cost, 0), max(cost - proceeds, 0)
    lines = [(CASH, None, proceeds), (of.INVESTED, row.target, -cost),
             (of.GAINS, None, -gain), (of.LOSSES, None, loss)]  # fmt: skip
    steps = [step("收益（负数为损失）", "Gain, negative a loss",
                        f"{yuan(proceeds)} − {yuan(cost)}", proceeds - cost)]  # fmt: skip
    books.enter(row.fund, "exit", lines, books.needed(document), about=row.about, by=by,
                reckoning=steps)  # fmt: skip
    return _ended(row, S.EXITED, document, by)


@transaction.atomic
def write_off(investment: Investment, says: str, *, by: By) -> Investment:
    """It is lost; ``says`` tells the decision and whether duty of care exempts from blame."""
    books.refuse_other(by, perms.may_approve_time)
    row = _held(investment)
    cost = cost_of(row)
    lines = [(of.LOSSES, None, cost), (of.INVESTED, row.target, -cost)]
    books.enter(row.fund, "write_off", lines, books.needed(says)[:300], about=row.about, by=by)
    return _ended(row, S.WRITTEN_OFF, says, by)


def cost_of(investment: Investment) -> int:
    """What was paid for it and is held, in fen: others in the same target are not counted."""
    rows = Posting.objects.filter(
        entry__book=investment.fund.book_id, entry__about=investment.about,
        account__code=of.INVESTED.code,
    )  # fmt: skip
    return rows.aggregate(fen=Sum("fen"))["fen"] or 0


def _refuse_beyond_paid_in(fund: Fund, fen: int) -> None:
    """What comes back goes to the partners: no more is invested than they have paid in."""
    rows = Posting.objects.filter(entry__book=fund.book_id, entry__kind="invest")
    out = -(rows.filter(account__code=CASH.code).aggregate(fen=Sum("fen"))["fen"] or 0)
    left = books.stands(fund, of.PAID_IN) - out
    if fen > left:
        raise UserError(
            _("%s yuan of what partners paid in are not invested yet.") % yuan(left),
            hint=_("Call the rest first: what came back is distributed."),
        )


def _held(investment: Investment) -> Investment:
    lock(investment.fund.book_id)
    rows = Investment.objects.select_for_update(of=("self",)).select_related("fund__book", "target")
    row = rows.get(pk=investment.pk)
    if row.state != S.HELD or row.sort == InvestmentSort.GRANT:
        raise UserError(
            _("The investment is: %s.") % S(row.state).label,
            hint=_("Only what is held, and was no grant, is sold or written off."),
        )
    return row


def _ended(row: Investment, state: InvestmentState, says: str, by: By) -> Investment:
    row.state, row.ended_on, row.says = state, by.on, says.strip()[:500]
    row.save(update_fields=["state", "ended_on", "says"])
    return row
