"""What programmes and rankings of enterprises ask for, from the firms' own signed returns.

The largest taxpayers sign a return each year, and the first of them each month; some leave a line
empty, so that matches find figures missing. Monthly figures run from January on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from tashan.demo.invented.chance import Chance, rounded
from tashan.demo.invented.facts import Enterprise, Fact, Release, Sheet, Year
from tashan.demo.invented.periods import FULL_YEARS, LAST, Month, released_on

YEARLY_SIGNERS, MONTHLY_SIGNERS = 300, 80
STOCKS = frozenset({"assets_total", "liabilities_total", "loans_outstanding", "persons_employed"})
MONTHLY = ("tax_paid", "vat_paid", "output_value", "sales_revenue")
LEFT_EMPTY = 7  # lines of a hundred
TITLE = "企业签章报表（signed return）"


def sheets(seed: int, firms: list[Enterprise]) -> Iterator[Sheet]:
    """One sheet a year, then one a month of the running year."""
    for year in FULL_YEARS:
        title, on = f"{year}年度{TITLE}", Month(year + 1, 4).last
        facts = tuple(_of_a_year(seed, firms[:YEARLY_SIGNERS], year))
        yield Sheet(Release(title, "他山县工业和信息化局", on), facts)
    for month in range(1, LAST.month + 1):
        yield _of_a_month(seed, firms[:MONTHLY_SIGNERS], Month(LAST.year, month))


def _of_a_year(seed: int, firms: list[Enterprise], year: int) -> Iterator[Fact]:
    for firm in firms:
        if year not in firm.years:
            continue
        chance = Chance.of(seed, f"signed {firm.code} {year}")
        for code, value in _signed(chance, firm.years[year]).items():
            if not chance.happens(LEFT_EMPTY):
                last = Month(year, 12).last
                first = last if code in STOCKS else Month(year, 1).first
                yield Fact("enterprise", firm.code, code, "level", first, last, value, "office")


def _signed(chance: Chance, year: Year) -> Mapping[str, Decimal]:
    """All that goes with the firm's revenue and tax of the year."""
    revenue, assets = year.revenue, chance.around(year.revenue * Decimal("0.9"), 30)
    return {
        "tax_paid": year.tax,
        "vat_paid": rounded(chance.around(year.tax * Decimal("0.55"), 12), 2),
        "output_value": rounded(chance.around(revenue * Decimal("1.02"), 4), 2),
        "sales_revenue": revenue,
        "profit": rounded(chance.around(revenue * Decimal("0.06"), 60), 2),
        "export_value": rounded(revenue * chance.randint(0, 30) / 100, 2),
        "investment_in_equipment": rounded(revenue * chance.randint(0, 12) / 100, 2),
        "upgrade_investment": rounded(revenue * chance.randint(0, 6) / 100, 2),
        "assets_total": rounded(assets, 2),
        "liabilities_total": rounded(assets * chance.randint(30, 85) / 100, 2),
        "loans_outstanding": rounded(assets * chance.randint(5, 40) / 100, 2),
        "persons_employed": Decimal(year.staff),
    }


def _of_a_month(seed: int, firms: list[Enterprise], month: Month) -> Sheet:
    """From January to this month; each firm's months grow at its own even pace."""
    facts: list[Fact] = []
    for firm in firms:
        if 2025 not in firm.years:
            continue
        chance = Chance.of(seed, f"signed {firm.code} 2025")
        told = _signed(chance, firm.years[2025])
        pace = Decimal(Chance.of(seed, f"pace {firm.code}").randint(900, 1250)) / 1000
        for code in MONTHLY:
            value = rounded(told[code] * pace * month.month / 12, 2)
            facts.append(Fact("enterprise", firm.code, code, "level", month.from_january,
                              month.last, value, "office"))  # fmt: skip
        owed = told["loans_outstanding"]
        facts.append(Fact("enterprise", firm.code, "loans_outstanding", "level", month.last,
                          month.last, owed, "office"))  # fmt: skip
    title = f"{month.year}年1—{month.month}月{TITLE}"
    return Sheet(Release(title, "他山县工业和信息化局", released_on(month)), tuple(facts))
