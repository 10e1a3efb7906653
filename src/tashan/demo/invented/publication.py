"""When each figure came out: monthly sheets, later corrections, and the slips planted in them.

What a sheet says first may be corrected by a later one; the course of ``courses`` is what counts
in the end. The slips are there to be found: two published rates that do not follow from the
levels, one figure that was corrected, one county that counts deposits otherwise than the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tashan.demo.invented.chance import Chance, rounded
from tashan.demo.invented.courses import SECTORS, Courses, growth
from tashan.demo.invented.facts import Fact
from tashan.demo.invented.periods import MONTHS, Month
from tashan.demo.invented.places import HOME
from tashan.demo.invented.sheet import FLOWS, LATE, QUARTERLY, SHEET, STOCKS, WITH_JANUARY

STOCK_CODES = ("deposits", "above_scale_firms", *(stock.code for stock in STOCKS if stock.code))
PRODUCT = ("grp", *SECTORS)
# the published growth of these is off by so many points
WRONG_GROWTH = {
    (HOME, "retail_sales", Month(2026, 8)): Decimal("0.4"),
    (HOME, "general_budget_expenditure", Month(2025, 6)): Decimal("-0.3"),
}
# said wrongly at first, and corrected by the sheet of the next month: by how many per cent
CORRECTED = {(HOME, "housing_sales_area", Month(2026, 5)): Decimal(6)}
# counts renminbi alone, where all others count foreign currency too
OTHER_SCOPE = {("999823", "deposits"): "人民币"}
# what a county does not publish at all
NEVER_TOLD = {
    ("999904", "rural_income_per_head"), ("999904", "urban_income_per_head"),
    ("999822", "services_revenue"), ("999721", "fdi_utilised"), ("999902", "private_investment"),
}  # fmt: skip
LATE_PEER = "999907"  # has not sent the sheet of the last month yet
VERIFIED_FLOWS = ("retail_sales", "industrial_output", "farm_output", "construction_output")


@dataclass(frozen=True, slots=True)
class Published:
    """The figures of one place; ``first_said`` differs from the course where it was corrected."""

    place: str
    run: Courses
    first_said: dict[tuple[str, Month], Decimal]
    codes: tuple[str, ...]

    def due(self, release: Month) -> Iterator[tuple[str, Month]]:
        """What the sheet of a month tells: the code and the month that it is told up to."""
        for code in self.codes:
            month = release.later(-1) if code in LATE else release
            if month < MONTHS[0] or (code in QUARTERLY and month.month % 3):
                continue
            alone = code in WITH_JANUARY or code in STOCK_CODES
            if (month.month == 1 and not alone) or (self.place, code) in NEVER_TOLD:
                continue
            if self.place == LATE_PEER and release == MONTHS[-1]:
                continue
            yield code, month

    def facts(self, release: Month) -> list[Fact]:
        """The sheet of a month: its own figures, then corrections of earlier ones."""
        found: list[Fact] = []
        for code, month in self.due(release):
            said = self.first_said.get((code, month))
            vintage = "preliminary" if code in PRODUCT else "flash"
            if month == MONTHS[0]:
                vintage = "verified"
            found += self._both(code, month, said, vintage)
        for code, month in self.first_said:
            if _corrected_with(code, month) == release:
                vintage = "verified" if month.month == 12 else "flash"
                found += self._both(code, month, None, vintage)
        return found

    def _both(self, code: str, month: Month, said: Decimal | None, vintage: str) -> Iterator[Fact]:
        first = month.last if code in STOCK_CODES else month.from_january
        scope = OTHER_SCOPE.get((self.place, code), "")
        level = said if said is not None else self.run.levels.get(code, {}).get(month)
        if level is not None:
            yield Fact("place", self.place, code, "level", first, month.last, level,
                       scope=scope, vintage=vintage)  # fmt: skip
        percent = self._growth(code, month, said)
        if percent is not None:
            yield Fact("place", self.place, code, "growth", first, month.last, percent,
                       scope=scope, vintage=vintage)  # fmt: skip

    def _growth(self, code: str, month: Month, said: Decimal | None) -> Decimal | None:
        if said is None or code in self.run.real:
            percent = self.run.growth(code, month)
        else:
            percent = growth(said, self.run.levels[code].get(month.later(-12)))
        slip = WRONG_GROWTH.get((self.place, code, month), Decimal(0))
        return None if percent is None else percent + slip


def published(seed: int, place: str, run: Courses, *, peer: bool) -> Published:
    codes = PEER_SHEET if peer else SHEET
    return Published(place, run, _first_said(seed, place, run, codes), codes)


def _first_said(
    seed: int, place: str, run: Courses, codes: tuple[str, ...]
) -> dict[tuple[str, Month], Decimal]:
    """What was told before the yearly verification, a little off what counts in the end."""
    chance = Chance.of(seed, f"{place} first said")
    found: dict[tuple[str, Month], Decimal] = {}
    for year in (2024, 2025):
        month = Month(year, 12)
        for code in SECTORS:
            off = Decimal(chance.randint(-110, 110)) / 10_000
            found[code, month] = rounded(run.levels[code][month] * (1 + off), 2)
        found["grp", month] = sum((found[code, month] for code in SECTORS), Decimal(0))
        for code in VERIFIED_FLOWS:
            off = Decimal(chance.randint(-70, 70)) / 10_000
            if code in codes:
                found[code, month] = rounded(run.levels[code][month] * (1 + off), 2)
    for (whose, code, month), percent in CORRECTED.items():
        if whose == place:
            found[code, month] = rounded(run.levels[code][month] * (1 + percent / 100), 2)
    return found


def _corrected_with(code: str, month: Month) -> Month:
    """Whose sheet brings the correction."""
    if month.month != 12:
        return month.later(1)
    return month.later(10 if code in PRODUCT else 2)


PEER_SHEET = (
    *PRODUCT,
    "industrial_value_added", "fixed_asset_investment", "industrial_investment",
    "private_investment",
    *(flow.code for flow in FLOWS if flow.peers),
    "goods_trade", "exports", "imports", "general_budget_revenue", "tax_revenue",
    "general_budget_expenditure", "power_use", "industrial_power_use",
    "deposits", "loans", "above_scale_firms",
    "income_per_head", "urban_income_per_head", "rural_income_per_head",
)  # fmt: skip
