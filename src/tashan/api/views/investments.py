"""Guidance and incubation funds: read as of a day, and every act of theirs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from tashan.api.asked import today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.guarantee_telling import money
from tashan.api.routers import funds as router
from tashan.api.schemas import investments as told
from tashan.api.schemas.shared import Refs
from tashan.api.views.cases import by_of
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds import investment_accounts as of
from tashan.programmes.investment_models import Investment
from tashan.programmes.investments import books
from tashan.programmes.investments.acting import ACTS, FundAct, FundSaid, may_run_funds, perform
from tashan.programmes.investments.figures import figures
from tashan.record import perms
from tashan.record.tokens import Scope

READ, WRITE = Scope.FUNDS_READ, Scope.FUNDS_WRITE
FUND = "/guidance/{fund_id}"
ActName = Literal[
    "commit", "call", "pay_in", "decide", "meet", "pay", "value", "exit", "write_off",
    "distribute", "manager",
]  # fmt: skip


def _fund(fund_id: int) -> Fund:
    rows = Fund.objects.filter(sort__in=(FundSort.GUIDANCE, FundSort.INCUBATION))
    return get_object_or_404(rows.select_related("book", "adoption"), pk=fund_id)


@door(router, "GET", FUND, scope=READ, right=perms.may_see_funds, answer=told.GuidanceTold)
def read_guidance(
    request: ProgramRequest, fund_id: Id, on: date | None = None
) -> told.GuidanceTold:
    """A fund that invests, with its figures at the end of a day, today where none is given."""
    return _told(request, _fund(fund_id), on or today())


@door(router, "POST", FUND + "/{act}", scope=WRITE, right=may_run_funds,
      answer=told.GuidanceTold)  # fmt: skip
def move_guidance(
    request: ProgramRequest, fund_id: Id, act: ActName, given: told.FundActGiven
) -> told.GuidanceTold:
    """Commit, call, pay in, decide, show a milestone, pay, value, exit, write off, distribute."""
    fund = _fund(fund_id)
    if not ACTS[FundAct(act)].right(request.user):
        raise PermissionDenied
    said = FundSaid(**given.model_dump(exclude={"on"}))
    perform(FundAct(act), fund, said, by=by_of(request, given.on))
    return _told(request, fund, today())


def _told(request: ProgramRequest, fund: Fund, on: date) -> told.GuidanceTold:
    one = figures(fund, on)
    partners = list(fund.partners.select_related("party").order_by("pk"))
    rows = list(
        fund.investments.select_related("target").prefetch_related("tranches", "valuations")
    )
    refs = Refs([p.party for p in partners] + [r.target for r in rows], on=on, viewer=request.user)
    accounts = (of.CALLED, of.PAID_IN, of.RETURNED, of.SHARED)
    owes, paid, back, gain = (books.by_party(fund, account) for account in accounts)
    return told.GuidanceTold(
        id=fund.pk, url=f"{ROOT}/guidance/{fund.pk}", title=fund.title, sort=fund.sort,
        approval=fund.approval, on=on, committed=money(one.committed), called=money(one.called),
        paid_in=money(one.paid_in), invested=money(one.invested),
        distributed=money(one.distributed), cash=money(one.cash), dpi=_exact(one.dpi),
        dpi_formula=one.dpi_formula if one.paid_in else "", tvpi=_exact(one.tvpi),
        tvpi_formula=one.tvpi_formula,
        partners=[
            told.PartnerTold(
                id=p.pk, party=refs.to(p.party), is_government=p.is_government,
                committed=money(p.committed), owes=money(owes.get(p.party_id, 0)),
                paid_in=money(paid.get(p.party_id, 0)),
                capital_back=money(back.get(p.party_id, 0)), gain=money(gain.get(p.party_id, 0)),
            )
            for p in partners
        ],
        calls=[
            told.CallTold(
                number=c.number, amount=money(c.fen), called_on=c.called_on, due_on=c.due_on,
                document=c.document, shares=c.shares,
            )
            for c in fund.calls.order_by("number")
        ],
        investments=[_investment(row, refs) for row in rows],
    )  # fmt: skip


def _investment(row: Investment, refs: Refs) -> told.InvestmentTold:
    values = sorted(row.valuations.all(), key=lambda v: (v.on, v.pk))
    return told.InvestmentTold(
        id=row.pk, target=refs.to(row.target), sort=row.sort, state=row.state,
        amount=money(row.fen), document=row.document, decided_on=row.decided_on,
        ended_on=row.ended_on, worth=money(values[-1].fen) if values else None,
        tranches=[
            told.TrancheTold(
                position=t.position, milestone=t.milestone, amount=money(t.fen), met_on=t.met_on,
                paid_on=t.paid_on,
            )
            for t in sorted(row.tranches.all(), key=lambda t: t.position)
        ],
    )  # fmt: skip


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
