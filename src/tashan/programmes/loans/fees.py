"""The fee of a loan, day by day: what it has come to, or would, and the words that say how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from tashan.casework.calendars import in_force
from tashan.ledger.reckoning import percent, yuan
from tashan.mechanisms.fees import Charge, FeeLine, FeeTerms, days_kept, lines_of, total
from tashan.mechanisms.fund import Fee, FirstDay, Waiver
from tashan.mechanisms.funding import fee_terms
from tashan.programmes.fund_models import Loan
from tashan.programmes.funds.terms import FundTerms
from tashan.programmes.loans import money, rules
from tashan.programmes.loans.money import Came


@dataclass(frozen=True, slots=True)
class Portion:
    """Principal of so many fen, kept from one day to another, and its lines of the fee."""

    fen: int
    since: date
    until: date
    days: int
    lines: tuple[FeeLine, ...]


@dataclass(frozen=True, slots=True)
class FeeSheet:
    """The fee as of a day: portions of principal with their lines, and the whole in fen.

    ``fen`` is None where no tier has a rate for a day; ``is_minimum`` where the least applies.
    """

    on: date
    portions: tuple[Portion, ...]
    charge: Charge | None

    @property
    def fen(self) -> int | None:
        return self.charge.fen if self.charge else None

    @property
    def days(self) -> int:
        return max((one.days for one in self.portions), default=0)

    @property
    def overdue_days(self) -> int:
        rows = (sum(line.days for line in one.lines if line.is_overdue) for one in self.portions)
        return max(rows, default=0)

    @property
    def reckoning(self) -> list[dict[str, object]]:
        """A step for each line, and the whole: as an entry keeps it."""
        told = [_step(one, line) for one in self.portions for line in one.lines]
        if self.charge is None:
            return told
        zh, en = "占用费合计（四舍五入到分）", "The fee, rounded half up to fen"
        if self.charge.is_minimum:
            zh, en = "不足最低收费，按最低收费", "Below the least fee: the least applies"
        words = " + ".join(formula_of(one, line) for one in self.portions for line in one.lines)
        return [*told, {"title": {"zh": zh, "en": en}, "formula": words, "fen": self.charge.fen}]


def fee_of(loan: Loan, on: date) -> FeeSheet | None:
    """The fee if what is still out came back on a day; what came back earlier counts until then.

    None for a loan that was never paid out, and for a fund without a fee.
    """
    if loan.drawn_on is None:
        return None
    terms = rules.terms_of_loan(loan, loan.drawn_on)
    if terms.part.fee is None:
        return None
    return _sheet(loan, terms.part.fee, terms.part.waived,
                  fee_terms(terms.part.fee, terms.origin, loan.drawn_on), on)  # fmt: skip


def preview(terms: FundTerms, fen: int, days: int) -> Charge | None:
    """What so many fen kept for so many days would cost by the rules of a day."""
    if terms.part.fee is None:
        return None
    told = fee_terms(terms.part.fee, terms.origin, terms.on)
    lines = lines_of(Fraction(fen, 100), days, told)
    return None if lines is None else total(lines, told)


def _sheet(
    loan: Loan, fee: Fee, waivers: tuple[Waiver, ...], terms: FeeTerms, on: date
) -> FeeSheet:
    assert loan.drawn_on is not None
    assert loan.due_on is not None
    calendar, found = in_force().calendar, []
    terms = replace(terms, term=days_kept(loan.drawn_on, loan.due_on, fee, calendar))
    for came in _kept(loan, on):
        days = days_kept(loan.drawn_on, came.on, fee, calendar)
        waived = frozenset(_waived(loan.drawn_on, days, fee, waivers))
        lines = lines_of(Fraction(came.fen, 100), days, terms, waived=waived)
        if lines is None:
            return FeeSheet(on, (), None)
        found.append(Portion(came.fen, loan.drawn_on, came.on, days, tuple(lines)))
    lines = [line for one in found for line in one.lines]
    return FeeSheet(on, tuple(found), total(lines, terms) if lines else None)


def _kept(loan: Loan, on: date) -> Iterator[Came]:
    """What came back by the day, with its day, and what had not."""
    out = loan.approved or 0
    for came in money.came_back(loan):
        if came.on <= on:
            out -= came.fen
            yield came
    if out > 0:
        yield Came(max(on, loan.drawn_on or on), out)


def _waived(drawn_on: date, days: int, fee: Fee, waivers: tuple[Waiver, ...]) -> Iterator[int]:
    """The numbers of the days that fall into a waiver."""
    first = drawn_on if fee.first_day is FirstDay.COUNTED else drawn_on + timedelta(days=1)
    for number in range(1, days + 1):
        day = first + timedelta(days=number - 1)
        if any(one.since <= day <= one.until for one in waivers):
            yield number


def _step(portion: Portion, line: FeeLine) -> dict[str, object]:
    zh, en = f"{line.days} 天", f"{line.days} days"
    if line.is_waived:
        zh, en = f"{zh}，免收", f"{en}, waived"
    elif line.is_overdue:
        zh, en = f"{zh}，逾期加倍", f"{en}, overdue"
    fen = int(line.yuan * 100) if (line.yuan * 100).denominator == 1 else None
    return {"title": {"zh": zh, "en": en}, "formula": formula_of(portion, line), "fen": fen}


def formula_of(portion: Portion, line: FeeLine) -> str:
    """One line in numbers: 1,000,000.00 × 0.02% × 5."""
    return f"{yuan(portion.fen)} × {percent(line.rate)} × {line.days}"
