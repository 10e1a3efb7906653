"""Funds and loans as answers tell them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tashan.api.fields import ROOT, Money
from tashan.api.guarantee_telling import money as known
from tashan.api.schemas import loans as told
from tashan.api.schemas.shared import Refs
from tashan.base.errors import UserError
from tashan.ledger import balances
from tashan.mechanisms.funding import fee_terms
from tashan.mechanisms.rules.rounding import fen as whole_fen
from tashan.programmes.fund_models import Fund, Loan, LoanState
from tashan.programmes.funds.terms import FundTerms, terms_of
from tashan.programmes.loans import money
from tashan.programmes.loans.claims import Claims
from tashan.programmes.loans.doing import acts_for
from tashan.programmes.loans.fees import FeeSheet
from tashan.programmes.loans.queue import Queued
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor


def fund_line(fund: Fund, on: date, viewer: Visitor) -> told.FundLine:
    """A fund with what stands on its accounts, where the viewer sees funds."""
    return told.FundLine(**_fund(fund, on, viewer))


def _fund(fund: Fund, on: date, viewer: Visitor) -> dict[str, Any]:
    stands = balances.balances(fund.book, on) if perms.may_see_funds(viewer) else None
    return {
        "id": fund.pk, "url": f"{ROOT}/funds/{fund.pk}", "title": fund.title, "sort": fund.sort,
        "adoption": fund.adoption_id, "part": fund.part, "opened_on": fund.opened_on,
        "closed_on": fund.closed_on,
        "balances": stands and {code: known(fen) for code, fen in sorted(stands.items())},
    }  # fmt: skip


def fund_in_full(fund: Fund, on: date, viewer: Visitor) -> told.FundInFull:
    """A fund with its rules of a day."""
    terms = terms_of(fund, on)
    part, limits = terms.part, terms.part.limits
    share = limits.share_of_promise if limits else None
    return told.FundInFull(
        **_fund(fund, on, viewer), **_fee(terms),
        limits=[told.LimitOfFund(of=str(kind), most=known(terms.fen(rule)))
                for kind, rule in (limits.borrowers if limits else {}).items()],
        share_of_promise=share and plain(terms.rate(share)),
        ask_first=[one.model_dump() for one in part.ask_first],
        queue=[str(key) for key in part.queue],
        never=[str(one) for one in part.never],
    )  # fmt: skip


def _fee(terms: FundTerms) -> dict[str, Any]:
    if terms.part.fee is None:
        return {"term": None, "rates": [], "minimum": None}
    fee = fee_terms(terms.part.fee, terms.origin, terms.on)
    return {
        "term": None if fee.term is None else str(fee.term),
        "rates": [(None if end is None else int(end), plain(rate)) for end, rate in fee.tiers],
        "minimum": known(whole_fen(fee.minimum)) if fee.minimum else None,
    }


def plain(number: Fraction) -> str:
    """An exact decimal as text: 0.0002. Raises UserError for one without an end."""
    digits = next((n for n in range(13) if (number * 10**n).denominator == 1), None)
    if digits is None:
        raise UserError(f"{number} is no decimal.", hint="State the rate with its decimals.")
    return f"{Decimal(int(number * 10**digits)).scaleb(-digits):f}"


def loan_lines(rows: Iterable[Loan], on: date, viewer: Visitor) -> list[told.LoanLine]:
    found = list(rows)
    refs = Refs([e for row in found for e in (row.firm, row.bank)], on=on, viewer=viewer)
    return [told.LoanLine(**_line(row, refs, on)) for row in found]


def _line(row: Loan, refs: Refs, on: date) -> dict[str, Any]:
    late = row.state == LoanState.DRAWN and row.due_on is not None and row.due_on < on
    return {
        "id": row.pk, "url": f"{ROOT}/loans/{row.pk}", "fund": row.fund_id, "case": row.case_id,
        "firm": refs.to(row.firm), "borrower": row.borrower, "bank": refs.to(row.bank),
        "bank_loan": row.bank_loan, "matures_on": row.matures_on, "asked": known(row.asked),
        "approved": Money.of(row.approved), "state": row.state, "is_overdue": late,
        "applied_on": row.applied_on, "drawn_on": row.drawn_on, "due_on": row.due_on,
        "repaid_on": row.repaid_on,
    }  # fmt: skip


def loan_in_full(row: Loan, on: date, viewer: User) -> told.LoanInFull:
    """The whole of a loan, its entries, and what the viewer may do with it."""
    refs = Refs([row.firm, row.bank], on=on, viewer=viewer)
    return told.LoanInFull(
        **_line(row, refs, on),
        account=row.account, owed=known(row.owed), promised=Money.of(row.promised),
        promised_on=row.promised_on, renews_on=row.renews_on, approved_on=row.approved_on,
        renewed=Money.of(row.renewed), renewed_on=row.renewed_on,
        recovered_since=row.recovered_since, outstanding=known(money.outstanding(row)),
        fee=Money.of(row.fee), fee_paid=known(money.fee_paid(row)),
        entries=[
            told.LoanEntryTold(number=one.number, kind=one.kind, on=one.on, says=one.says,
                               reckoning=one.reckoning)
            for one in money.entries_of(row)
        ],
        acts=[str(act) for act in acts_for(viewer, row, on)],
    )  # fmt: skip


def fee_told(sheet: FeeSheet | None, on: date) -> told.FeeSheetTold:
    """The fee as of a day with its steps."""
    if sheet is None or sheet.charge is None:
        return told.FeeSheetTold(on=on, days=0, overdue_days=0, total=None, is_minimum=False,
                                 steps=[])  # fmt: skip
    return told.FeeSheetTold(
        on=on, days=sheet.days, overdue_days=sheet.overdue_days, total=known(sheet.charge.fen),
        is_minimum=sheet.charge.is_minimum,
        steps=[told.FeeStepTold.model_validate(step) for step in sheet.reckoning],
    )  # fmt: skip


def queue_told(rows: list[Queued], on: date, viewer: Visitor) -> told.QueueTold:
    """Who waits, the first first."""
    lines = loan_lines([row.loan for row in rows], on, viewer)
    items = [
        told.QueuedTold(
            place=row.place, loan=line, before=known(row.before), available=known(row.available),
            reaches=row.reaches, keys=[str(key) for key in row.keys],
        )
        for row, line in zip(rows, lines, strict=True)
    ]  # fmt: skip
    return told.QueueTold(on=on, items=items)


def claims_told(found: Claims, viewer: Visitor) -> told.ClaimsTold:
    """The claims of a year with all that they count."""
    refs = Refs([use.loan.firm for use in found.uses], on=found.on, viewer=viewer)
    return told.ClaimsTold(
        fund=found.fund.pk, year=found.year, on=found.on,
        claims=[
            told.YearClaimTold(
                code=one.code, unit=one.unit, formula=one.formula, why=one.why,
                value=None if one.value is None else str(one.value),
            )
            for one in found.claims
        ],
        uses=[
            told.UseTold(
                loan=use.loan.pk, firm=refs.to(use.loan.firm), drawn=known(use.drawn),
                days=use.days, is_back=use.is_back, was_overdue=use.was_overdue,
                fee=known(use.fee), entry=use.entry,
            )
            for use in found.uses
        ],
    )  # fmt: skip
