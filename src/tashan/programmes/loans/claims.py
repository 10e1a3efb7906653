"""What a fund says of its year, recomputed from the entries of its book: nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tashan.ledger.models import Entry, Posting
from tashan.ledger.reckoning import percent, yuan
from tashan.mechanisms.rules.rounding import fen as whole_fen
from tashan.programmes.fund_models import Fund, Loan
from tashan.programmes.funds.terms import FundTerms, terms_of
from tashan.programmes.loans import money
from tashan.programmes.loans.fees import fee_of


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of the year. ``value`` is None where it is not known, with ``why``.

    ``unit`` is fen, firms, loans, times, days or share (of one); ``formula`` has the numbers.
    """

    code: str
    unit: str
    value: Fraction | None
    formula: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """A loan that was paid out in the year, as far as its days and money matter."""

    loan: Loan
    drawn: int
    days: int  # until all of it was back, or until the day asked
    is_back: bool
    was_overdue: bool
    fee: int
    entry: int  # the number of the entry that paid it out


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a year as of a day, and the uses that they count."""

    fund: Fund
    year: int
    on: date
    uses: tuple[Use, ...]
    claims: tuple[Claim, ...]


def claims(fund: Fund, year: int, *, on: date) -> Claims:
    """What the fund can say of a year, counted from its entries until a day."""
    last = min(on, date(year, 12, 31))
    uses = tuple(_uses(fund, year, last))
    return Claims(fund, year, last, uses, tuple(_claims(fund, uses, last, year)))


def _uses(fund: Fund, year: int, last: date) -> Iterator[Use]:
    drawn = Entry.objects.filter(
        book=fund.book_id, kind="draw", reversals=None, on__year=year, on__lte=last
    )
    by_case = {entry.about: entry for entry in drawn.order_by("number")}
    rows = Loan.objects.filter(fund=fund, case__in=[int(a.partition(":")[2]) for a in by_case])
    amounts = _amounts([entry.pk for entry in by_case.values()])
    for loan in rows.select_related("case__version__adoption", "fund__book", "firm", "bank"):
        entry = by_case[loan.about]
        yield _use(loan, entry, amounts[entry.pk], last)


def _amounts(entries: list[int]) -> dict[int, int]:
    rows = Posting.objects.filter(entry__in=entries, account__code="loans")
    return dict(rows.values_list("entry", "fen"))


def _use(loan: Loan, entry: Entry, drawn: int, last: date) -> Use:
    is_back = loan.repaid_on is not None and loan.repaid_on <= last
    until = loan.repaid_on if is_back and loan.repaid_on else last
    sheet = fee_of(loan, until)
    return Use(
        loan=loan,
        drawn=drawn,
        days=sheet.days if sheet else (until - entry.on).days + 1,
        is_back=is_back,
        was_overdue=loan.due_on is not None and until > loan.due_on,
        fee=(loan.fee if is_back and loan.fee is not None else sheet.fen if sheet else 0) or 0,
        entry=entry.number,
    )


def _claims(fund: Fund, uses: tuple[Use, ...], last: date, year: int) -> Iterator[Claim]:
    total = sum(use.drawn for use in uses)
    yield Claim("firms", "firms", Fraction(len({use.loan.firm_id for use in uses})))
    yield Claim("loans", "loans", Fraction(len(uses)))
    amounts = " + ".join(yuan(use.drawn) for use in uses[:6]) + (" + …" if len(uses) > 6 else "")
    yield Claim("amount", "fen", Fraction(total), amounts)
    yield _turned_over(fund, total, last)
    yield _mean_days(uses)
    yield _overdue(uses)
    yield _saved(terms_of(fund, last), uses)


def _turned_over(fund: Fund, total: int, last: date) -> Claim:
    """How often the pool went round: what was paid out over the capital at the end."""
    capital = money.balance_on(fund, "capital", last)
    if not capital:
        return Claim("turnover", "times", None, why="no capital")
    return Claim("turnover", "times", Fraction(total, capital), f"{yuan(total)} ÷ {yuan(capital)}")


def _mean_days(uses: tuple[Use, ...]) -> Claim:
    back = [use.days for use in uses if use.is_back]
    if not back:
        return Claim("mean_days", "days", None, why="nothing came back yet")
    return Claim("mean_days", "days", Fraction(sum(back), len(back)), f"{sum(back)} ÷ {len(back)}")


def _overdue(uses: tuple[Use, ...]) -> Claim:
    if not uses:
        return Claim("overdue", "share", None, why="no loans")
    late = sum(use.was_overdue for use in uses)
    return Claim("overdue", "share", Fraction(late, len(uses)), f"{late} ÷ {len(uses)}")


def _saved(terms: FundTerms, uses: tuple[Use, ...]) -> Claim:
    """Against the stated rate of the market: what it would have cost, less the fees."""
    if terms.part.market_rate is None:
        return Claim("saved", "fen", None, why="no market rate is stated")
    rate = terms.rate(terms.part.market_rate)
    market = sum((Fraction(use.drawn * use.days) * rate for use in uses), Fraction(0))
    fees = sum(use.fee for use in uses)
    cost = whole_fen(market / 100)
    words = f"Σ(amount × days) × {percent(rate)} = {yuan(cost)}; − {yuan(fees)}"
    return Claim("saved", "fen", Fraction(cost - fees), words)
