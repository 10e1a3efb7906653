"""What the county set itself: the plan of 2026, carried out within that of 2026 to 2030.

The five years are split into years, and investment to be signed into years and offices; one
office's part was entered wrongly, so that an audit of the sums has something to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tashan.demo.invented.chance import shares
from tashan.demo.invented.facts import Aim, Excuse, Plan
from tashan.demo.invented.offices import COUNTY
from tashan.demo.invented.places import HOME, TOWN_WEIGHTS

FIRST, LAST, FIVE_LAST = date(2026, 1, 1), date(2026, 12, 31), date(2030, 12, 31)
FIVE_YEARS = range(2026, 2031)
# what of a year's revenue is planned by the end of each month, of one
REVENUE_CURVE = ("0.11", "0.18", "0.26", "0.35", "0.43", "0.52",
                 "0.61", "0.68", "0.76", "0.85", "0.92", "1")  # fmt: skip
FDI_STEPS = ((3, "0.15"), (6, "0.45"), (9, "0.70"), (12, "1"))
ANNUAL = (
    # indicator, measure, value, office, curve, bottom line
    ("grp", "growth", "6.5", "发展和改革局", "even", False),
    ("industrial_value_added", "growth", "8.0", "工业和信息化局", "even", False),
    ("fixed_asset_investment", "growth", "8.5", "发展和改革局", "even", False),
    ("industrial_investment", "growth", "11.0", "工业和信息化局", "even", False),
    ("retail_sales", "level", "105.30", "商务局", "even", False),
    ("goods_trade", "level", "29.60", "商务局", "even", False),
    ("fdi_utilised", "level", "3100.00", "商务局", "stepped", False),
    ("general_budget_revenue", "level", "19.80", "财政局", "monthly", False),
    ("tax_revenue", "level", "14.40", "税务局", "monthly", False),
    ("industrial_output", "level", "515.00", "工业和信息化局", "even", False),
    ("real_estate_investment", "growth", "0.0", "住房和城乡建设局", "even", False),
    ("income_per_head", "growth", "6.0", "人力资源和社会保障局", "even", False),
    ("new_urban_jobs", "level", "5200", "人力资源和社会保障局", "even", True),
    ("grain_output", "level", "21.20", "农业农村局", "stepped", True),
)  # fmt: skip
FIVE = (
    ("general_budget_revenue", "113.60", "财政局", ("19.80", "21.20", "22.60", "24.20", "25.80")),
    ("signed_investment", "260.00", "商务局", ("48.00", "50.00", "52.00", "54.00", "56.00")),
)
PLANNERS = "发展和改革局"  # who answers for the sums of five years
SIGNING = (("商务局", 40), ("经济开发区管理委员会", 30), ("石桥智造园管理办公室", 18),
           ("清溪食品产业园管理办公室", 12))  # fmt: skip
SHARED = "general_budget_revenue"  # the year's target carries out part of the five years'
ENTERED_WRONGLY = (2028, "经济开发区管理委员会", Decimal("1.50"))  # more than was agreed


def plans() -> tuple[Plan, ...]:
    """The longer one first."""
    return (_five_years(), _of_2026())


def _of_2026() -> Plan:
    return Plan(
        "2026",
        "progress_of_targets",
        "他山县2026年国民经济和社会发展计划",
        "他政发〔2026〕1号",
        HOME,
        FIRST,
        LAST,
        tuple(_annual()),
        parent="2026-2030",
    )


def _annual() -> Iterator[Aim]:
    for code, measure, value, office, curve, is_bottom_line in ANNUAL:
        yield Aim(
            key=f"2026 {code}",
            indicator=code,
            measure=measure,
            subject=HOME,
            answerable=COUNTY + office,
            first=FIRST,
            last=LAST,
            value=Decimal(value),
            curve=curve,
            points=_points(code, curve),
            parent="2026-2030 general_budget_revenue 2026" if code == SHARED else "",
            is_bottom_line=is_bottom_line,
        )
    yield from _of_towns("tax_revenue", "level", Decimal("14.40"))


def _points(code: str, curve: str) -> tuple[object, ...]:
    if curve == "monthly":
        return REVENUE_CURVE
    if code == "grain_output":
        return ((8, "0.35"), (11, "1"))
    return FDI_STEPS if curve == "stepped" else ()


def _of_towns(code: str, measure: str, whole: Decimal) -> Iterator[Aim]:
    """Each town's part of the county's target; the parts add up."""
    for at, part in enumerate(shares(whole, TOWN_WEIGHTS, decimals=2)):
        town = f"{HOME}{100 + at:03d}"
        yield Aim(f"2026 {code} {town}", code, measure, town, town, FIRST, LAST, part, "monthly",
                  REVENUE_CURVE, parent=f"2026 {code}")  # fmt: skip


def _five_years() -> Plan:
    return Plan(
        "2026-2030",
        "five_year_plan_2026",
        "他山县国民经济和社会发展第十五个五年规划",
        "他政发〔2025〕18号",
        HOME,
        FIRST,
        FIVE_LAST,
        tuple(_of_five_years()),
    )


def _of_five_years() -> Iterator[Aim]:
    for code, value, office, of_years in FIVE:
        key, holder = f"2026-2030 {code}", COUNTY + office
        yield Aim(key, code, "level", HOME, COUNTY + PLANNERS, FIRST, FIVE_LAST, Decimal(value),
                  "even")  # fmt: skip
        for year, part in zip(FIVE_YEARS, of_years, strict=True):
            first, last = date(year, 1, 1), date(year, 12, 31)
            shared_out = code == "signed_investment"
            yield Aim(f"{key} {year}", code, "level", HOME, "" if shared_out else holder,
                      first, last, Decimal(part), "even", (), key)  # fmt: skip
            if shared_out:
                yield from _signing(f"{key} {year}", year, Decimal(part))


def _signing(of_year: str, year: int, whole: Decimal) -> Iterator[Aim]:
    parts = shares(whole, [Decimal(weight) for _, weight in SIGNING], decimals=2)
    for (office, _), part in zip(SIGNING, parts, strict=True):
        wrong_year, wrong_office, more = ENTERED_WRONGLY
        value = part + more if (year, office) == (wrong_year, wrong_office) else part
        yield Aim(f"{of_year} {office}", "signed_investment", "level", HOME, COUNTY + office,
                  date(year, 1, 1), date(year, 12, 31), value, "even", (), of_year)  # fmt: skip


EXCUSES = (
    Excuse("2026 fdi_utilised", "境外投资方审批手续延后，资金预计第四季度到账", date(2026, 7, 1),
           date(2026, 12, 31)),
    Excuse("2026 industrial_investment", "两个重点项目因用地调整推迟开工", date(2026, 3, 1),
           date(2026, 6, 30)),
)  # fmt: skip
