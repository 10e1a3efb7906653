"""The rules that one loan runs by: those of the version that its case pins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.mechanisms.fund import BorrowerKind, Days, Fee, FirstDay
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.programme import Programme
from tashan.programmes.fund_models import Fund, Loan
from tashan.programmes.funds.terms import FundTerms, terms_in
from tashan.programmes.loans.members import paid_in
from tashan.programmes.offers import Offer, offer_of
from tashan.registry.models import Entity


def terms_of_loan(loan: Loan, on: date) -> FundTerms:
    """The fund's part by the version of the loan's case, with the parameters of a day."""
    return terms_in(current.of_version(loan.case.version), loan.fund.part, on)


def who_may(held: InForce, fund: str) -> Offer | None:
    """The programme that says who may borrow of the fund; None where the file has none."""
    for name, part in held.mechanism.parts.items():
        if isinstance(part, Programme) and part.gives.fund == fund:
            return offer_of(held, name)
    return None


def procedure_of(held: InForce, fund: str) -> str:
    """The procedure that moves the fund's money. Raises UserError where the file has none."""
    for name, part in held.mechanism.parts.items():
        if isinstance(part, Procedure) and any(
            step.ledger == f"{fund}.draw" for step in part.steps.values()
        ):
            return name
    raise UserError(
        f"no procedure draws from the fund {fund!r}.",
        hint=f"Write a step with 'ledger: {fund}.draw' in the mechanism.",
    )


def has_promise(held: InForce, fund: str) -> bool:
    """Whether the bank's promise is a step of it: a mutual-aid fund may ask for none."""
    part = held.part(procedure_of(held, fund))
    return isinstance(part, Procedure) and "promise" in part.steps


@dataclass(frozen=True, slots=True)
class Most:
    """The most that a loan may be, in fen, and which rule says so; None: no rule does."""

    fen: int
    says: str  # owed, asked, cap, paid_in, promise


def cap_rule(terms: FundTerms, borrower: str) -> str | None:
    """The rule that says the most for this kind of borrower; None where the fund has none."""
    limits = terms.part.limits
    return None if limits is None else limits.borrowers.get(BorrowerKind(borrower), limits.per_firm)


def cap(terms: FundTerms, borrower: str) -> int | None:
    """The most in fen for this kind of borrower; None where the fund has no such limit."""
    rule = cap_rule(terms, borrower)
    return None if rule is None else terms.fen(rule)


def of_paid_in(terms: FundTerms, fund: Fund, member: Entity) -> int | None:
    """The most in fen by what a member has paid in; None where that is no limit."""
    rule = terms.part.limits.times_paid_in if terms.part.limits else None
    return None if rule is None else int(paid_in(fund, member) * terms.rate(rule))


def covered(terms: FundTerms, promised: int) -> int:
    """What a promise of so many fen covers, in whole fen, never more."""
    rule = terms.part.limits.share_of_promise if terms.part.limits else None
    return promised if rule is None else int(promised * terms.rate(rule))


def most_of(terms: FundTerms, loan: Loan) -> Most:
    """The least of all limits that hold for the loan as it stands."""
    found = [Most(loan.asked, "asked"), Most(loan.owed, "owed")]
    limit = cap(terms, loan.borrower)
    if limit is not None:
        found.append(Most(limit, "cap"))
    multiple = of_paid_in(terms, loan.fund, loan.firm)
    if multiple is not None:
        found.append(Most(multiple, "paid_in"))
    if loan.promised is not None:
        found.append(Most(covered(terms, loan.promised), "promise"))
    return min(found, key=lambda one: one.fen)


def fee_part(terms: FundTerms) -> Fee | None:
    return terms.part.fee


def due_day(terms: FundTerms, drawn_on: date) -> date:
    """The last day of the term of a loan that was paid out on a day."""
    fee = terms.part.fee
    days = int(terms.rate(fee.term)) if fee and fee.term else 10
    counts_first = fee is None or fee.first_day is FirstDay.COUNTED
    if fee is not None and (fee.term_counts or fee.counts) is Days.WORKING_DAYS:
        return _working_day(drawn_on, days, counts_first)
    return drawn_on + timedelta(days=days - counts_first)


def last_day_before_recovery(loan: Loan) -> date | None:
    """The last day on which the money is not recovered by law yet: the due day, and as many days
    overdue as the fund's rules give. None for a loan that was not paid out."""
    if loan.due_on is None or loan.drawn_on is None:
        return None
    terms = terms_of_loan(loan, loan.drawn_on)
    rule = terms.part.recover_after
    return loan.due_on + timedelta(days=int(terms.rate(rule)) if rule else 0)


def _working_day(begun: date, days: int, counts_first: bool) -> date:
    calendar, day = in_force().calendar, begun
    left = days - (counts_first and calendar.is_working(begun))
    while left > 0:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def version_id(loan: Loan) -> int:
    """The rules' version that its entries name."""
    return loan.case.version_id


def is_in_force(fund: Fund, on: date) -> bool:
    return fund.opened_on <= on and (fund.closed_on is None or on < fund.closed_on)
