"""How the figures of one county ran from 2023 to the last month, before anybody published them.

All flows are kept from January on. Growth is settled first and levels follow from it, so that a
published rate is what anybody recomputes; only the regional product grows at constant prices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tashan.demo.invented.chance import Chance, rounded
from tashan.demo.invented.periods import LAST, YEARS, Month
from tashan.demo.invented.places import HOME, Economy
from tashan.demo.invented.sheet import FLOWS, RATES, SPENT, STOCKS, SUMS, Flow, Stock

Levels = dict[Month, Decimal]
SECTORS = ("primary_value_added", "secondary_value_added", "tertiary_value_added")
QUARTERS = {
    "primary_value_added": ("0.128", "0.297", "0.624", "1"),
    "secondary_value_added": ("0.234", "0.482", "0.736", "1"),
    "tertiary_value_added": ("0.239", "0.486", "0.734", "1"),
}
PRICES = {"primary_value_added": "-0.6", "secondary_value_added": "-0.9",
          "tertiary_value_added": "0.7"}  # fmt: skip
LEAN = {"primary_value_added": "-2.1", "secondary_value_added": "0.9",
        "tertiary_value_added": "-0.1"}  # fmt: skip
POWER_OF_PRODUCT = 640  # 万千瓦时 for each 亿元
URBAN = Decimal("0.56")  # the share of people in towns that the joint income is weighted by
# the last month fell out of its season: the county's largest user of power stood still
ANOMALY = ("industrial_power_use", LAST, Decimal("0.68"))
# a year that had nothing in its first two months has no base for the next
NOTHING = ("fdi_utilised", Month(2025, 2))
# what the report on 青岚县 says of it at the end of 2025, as level and growth
PINNED: Mapping[tuple[str, str], tuple[Decimal, Decimal]] = {
    ("999821", "retail_sales"): (Decimal("96.50"), Decimal("6.1")),
    ("999821", "tax_revenue"): (Decimal("16.99"), Decimal("9.9")),
    ("999821", "general_budget_revenue"): (Decimal("21.70"), Decimal("9.5")),
}
PINNED_PRODUCT = {"999821": (Decimal("318.40"), Decimal("7.2"))}
PINNED_RATES = {("999821", "fixed_asset_investment"): Decimal("11.4")}
PINNED_MONTH = Month(2025, 12)


@dataclass(frozen=True, slots=True)
class Courses:
    """``real`` is growth that does not follow from the levels: rates alone, constant prices."""

    levels: dict[str, Levels] = field(default_factory=dict)
    real: dict[str, Levels] = field(default_factory=dict)
    decimals: dict[str, int] = field(default_factory=dict)

    def growth(self, code: str, month: Month) -> Decimal | None:
        """On the year before, in per cent; None where there is no base."""
        if code in self.real:
            return self.real[code].get(month)
        return growth(self.levels[code].get(month), self.levels[code].get(month.later(-12)))


def growth(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    if now is None or before is None or before <= 0:
        return None
    return rounded((now / before - 1) * 100, 1)


def courses(seed: int, economy: Economy) -> Courses:
    """Everything of one county; each subject has its own chance."""
    found = Courses()
    _product(found, _chance(seed, economy, "grp"), economy)
    for rate in RATES:
        path = _path(_chance(seed, economy, rate.code), economy, rate.above_pace, rate.sway)
        found.real[rate.code] = {month: rounded(value, 1) for month, value in path.items()}
    for (place, code), value in PINNED_RATES.items():
        if place == economy.place:
            found.real[code][PINNED_MONTH] = value
    for flow in FLOWS:
        base = economy.grp * flow.base / 10_000
        _add(found, flow, _flow(_chance(seed, economy, flow.code), economy, flow, base))
    _sums(found, seed, economy)
    _incomes(found, seed, economy)
    _stocks(found, seed, economy)
    if economy.place == HOME:
        found.levels[NOTHING[0]][NOTHING[1]] = Decimal("0.00")
    _pin(found, economy)
    return found


def _chance(seed: int, economy: Economy, subject: str) -> Chance:
    return Chance.of(seed, f"{economy.place} {subject}")


def _months(first: Month) -> Iterator[Month]:
    month = first
    while month <= LAST:
        yield month
        month = month.later(1)


def _path(chance: Chance, economy: Economy, above: Decimal, sway: int) -> Levels:
    """Growth from January on by month: the pace of the year and a drift that slowly fades."""
    drift, found = Decimal(0), Levels()
    for month in _months(Month(2023, 12)):
        steps = Decimal(chance.randint(-sway, sway)) / (6 if month.month <= 2 else 14)
        drift = drift * Decimal("0.86") + steps
        found[month] = economy.pace[max(month.year, 2024) - 2024] + above + drift
    return found


def _flow(chance: Chance, economy: Economy, flow: Flow, base: Decimal) -> Levels:
    """From January on: the months of 2023 by their season, later ones by growth. Unrounded."""
    path = _path(chance, economy, flow.above_pace, flow.sway)
    weights = [chance.around(Decimal(weight), 4) for weight in flow.season]
    whole, run, found = sum(weights), Decimal(0), Levels()
    for at, weight in enumerate(weights):
        run += weight
        found[Month(2023, at + 1)] = base * run / whole
    for month in _months(Month(2024, 1)):
        grown = found[month.later(-12)] * (1 + path[month] / 100)
        before = found[month.later(-1)] if month.month > 1 else Decimal(0)
        found[month] = max(grown, before)
    return found


def _add(found: Courses, flow: Flow, raw: Levels) -> None:
    found.decimals[flow.code] = flow.decimals
    found.levels[flow.code] = {month: rounded(v, flow.decimals) for month, v in raw.items()}


def _sums(found: Courses, seed: int, economy: Economy) -> None:
    whole = {
        "goods_trade": economy.grp * economy.openness / 1000,
        "general_budget_revenue": economy.grp * economy.budget / 1000,
        "power_use": economy.grp * POWER_OF_PRODUCT,
    }
    for code, parts in SUMS.items():
        total = Levels()
        for part in parts:
            base = whole[code] * part.base / 10_000
            raw = _flow(_chance(seed, economy, f"{code} {part.code}"), economy, part, base)
            if (economy.place, part.code) == (HOME, ANOMALY[0]):
                raw = _with_anomaly(raw)
            rounded_part = {month: rounded(v, part.decimals) for month, v in raw.items()}
            total = {m: total.get(m, Decimal(0)) + v for m, v in rounded_part.items()}
            if part.code:
                found.levels[part.code] = rounded_part
                found.decimals[part.code] = part.decimals
        found.levels[code], found.decimals[code] = total, 2
    base = economy.grp * SPENT.base / 10_000
    _add(found, SPENT, _flow(_chance(seed, economy, SPENT.code), economy, SPENT, base))


def _with_anomaly(raw: Levels) -> Levels:
    """One month falls to a part of itself; all later ones of the year lack what it lost."""
    _, month, part = ANOMALY
    lost = (raw[month] - raw[month.later(-1)]) * (1 - part)
    late = {m: v - lost for m, v in raw.items() if m.year == month.year and m >= month}
    return raw | late


def _product(found: Courses, chance: Chance, economy: Economy) -> None:
    """The regional product by quarter: sectors add up, and its growth is theirs, weighted."""
    raw = {sector: _sector(chance, economy, sector) for sector in SECTORS}
    for sector, (levels, real) in raw.items():
        found.levels[sector] = {month: rounded(v, 2) for month, v in levels.items()}
        found.real[sector] = {month: rounded(v, 1) for month, v in real.items()}
        found.decimals[sector] = 2
    months = list(found.levels[SECTORS[0]])
    found.levels["grp"] = {
        m: sum((found.levels[s][m] for s in SECTORS), Decimal(0)) for m in months
    }
    found.real["grp"] = {}
    for month in found.real[SECTORS[0]]:
        before = month.later(-12) if month.year > 2023 else month
        weights = {sector: raw[sector][0][before] for sector in SECTORS}
        grown = sum((raw[s][1][month] * weight for s, weight in weights.items()), Decimal(0))
        found.real["grp"][month] = rounded(grown / sum(weights.values()), 1)
    found.decimals["grp"] = 2


def _sector(chance: Chance, economy: Economy, sector: str) -> tuple[Levels, Levels]:
    """Levels at prices of the day, and growth at constant prices."""
    path = _path(chance, economy, Decimal(LEAN[sector]), 4)
    base = economy.grp * economy.mix[SECTORS.index(sector)] / 1000
    levels, real = Levels(), Levels()
    for year in YEARS:
        for quarter, share in enumerate(QUARTERS[sector], start=1):
            month = Month(year, quarter * 3)
            if month > LAST:
                break
            if year == YEARS[0]:
                levels[month] = base * chance.around(Decimal(share), 1) if quarter < 4 else base
            else:
                prices = Decimal(PRICES[sector]) / 100
                levels[month] = levels[month.later(-12)] * (1 + path[month] / 100) * (1 + prices)
            if month in path:
                real[month] = path[month]
    return levels, real


def _incomes(found: Courses, seed: int, economy: Economy) -> None:
    """Urban and rural income, and the joint one between them; yuan from January on."""
    wealth = economy.grp / economy.population / Decimal("5.6")
    raw = {}
    for code, base, above in (("urban_income_per_head", 37_400, "-1.0"),
                              ("rural_income_per_head", 20_900, "0.7")):  # fmt: skip
        chance = _chance(seed, economy, code)
        flow = Flow(
            code, base, Decimal(above), 2, (104, 86, 92, 76, 76, 80, 80, 78, 84, 78, 78, 88), 0
        )
        level = chance.around(base * (Decimal("0.7") + wealth * Decimal("0.3")), 3)
        raw[code] = _flow(chance, economy, flow, level)
        _add(found, flow, raw[code])
    urban, rural = raw.values()
    joint = {m: rounded(urban[m] * URBAN + rural[m] * (1 - URBAN), 0) for m in urban}
    found.levels["income_per_head"], found.decimals["income_per_head"] = joint, 0


def _stocks(found: Courses, seed: int, economy: Economy) -> None:
    deposits = Levels()
    for stock in STOCKS:
        held = _stock(_chance(seed, economy, f"stock {stock.code}"), economy, stock)
        if stock.code:
            found.levels[stock.code], found.decimals[stock.code] = held, 2
        if stock.code != "loans":
            deposits = {m: deposits.get(m, Decimal(0)) + v for m, v in held.items()}
    found.levels["deposits"], found.decimals["deposits"] = deposits, 2
    chance, firms, held = _chance(seed, economy, "firms"), int(economy.grp * 43 / 100), Levels()
    for month in _months(Month(2023, 1)):
        # firms enter and leave the statistics at the turn of the year, new ones in each month
        firms += chance.randint(2, 9) if month.month == 1 else chance.randint(0, 10) // 9
        held[month] = Decimal(firms)
    found.levels["above_scale_firms"], found.decimals["above_scale_firms"] = held, 0


def _stock(chance: Chance, economy: Economy, stock: Stock) -> Levels:
    at_the_end = economy.grp * stock.base / 10_000
    found = Levels()
    drift = Decimal(0)
    for month in _months(Month(2023, 1)):
        drift = drift * Decimal("0.8") + Decimal(chance.randint(-stock.sway, stock.sway)) / 10
        if month.year == 2023:
            found[month] = at_the_end * (1 - stock.growth * (12 - month.month) / 1300)
        else:
            found[month] = found[month.later(-12)] * (1 + (stock.growth + drift) / 100)
    return {month: rounded(value, 2) for month, value in found.items()}


def _pin(found: Courses, economy: Economy) -> None:
    """Set what a report of ``examples/`` says; the years around it are brought to its scale."""
    for (place, code), (level, percent) in PINNED.items():
        if place == economy.place:
            before, run = rounded(level / (1 + percent / 100), 2), found.levels[code]
            scale = before / run[PINNED_MONTH.later(-12)]
            scaled = {month: rounded(value * scale, 2) for month, value in run.items()}
            pinned = {PINNED_MONTH: level, PINNED_MONTH.later(-12): before}
            found.levels[code] = scaled | pinned
    if economy.place in PINNED_PRODUCT:
        level, percent = PINNED_PRODUCT[economy.place]
        others = sum((found.levels[sector][PINNED_MONTH] for sector in SECTORS[:2]), Decimal(0))
        found.levels[SECTORS[2]][PINNED_MONTH] = level - others
        found.levels["grp"][PINNED_MONTH] = level
        found.real["grp"][PINNED_MONTH] = percent
