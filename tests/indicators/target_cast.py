"""A county's year: offices, towns and an officer, a plan with targets, and figures to September.

Each target is there for a reason: one ahead, one a little behind, one clearly, one far, a bottom
line that is broken, growth below its plan, a level to hold, one without a figure yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests import cast

from tashan.indicators import catalogue, targets
from tashan.indicators.models import CurveKind, Holder, Indicator, Measure, Plan, Target
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.indicators.target_parts import Part, split
from tashan.indicators.targets import NewPlan, NewTarget
from tashan.mechanisms.indicator import Form, Frequency, Nature, Subject
from tashan.mechanisms.library import library
from tashan.record import sources
from tashan.record.accounts import Account, give_role, make_account
from tashan.record.models import Source, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

FOUNDED = date(2001, 1, 1)
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
OCTOBER = date(2026, 10, 14)
RULES = "progress_of_targets"
OFFICES = ("发展和改革局", "财政局", "统计局", "工业和信息化局", "商务局", "投资促进中心",
           "人力资源和社会保障局", "生态环境局", "文化广电和旅游局", "农业农村局")  # fmt: skip
TOWNS = ("石门镇", "云溪镇", "松岭街道", "白鹭镇", "清川乡")


@dataclass
class County:
    """Everybody by name; ``planner`` may plan, ``source`` is the year's plan document."""

    place: Entity
    source: Source
    planner: User
    offices: dict[str, Entity] = field(default_factory=dict)
    towns: dict[str, Entity] = field(default_factory=dict)


def planner(username: str = "planner") -> User:
    made = make_account(
        Account(username, "林清和"), "stone-of-another-hill", actor=None, at=cast.AT
    )
    give_role(made, "analyst", actor=None, at=cast.AT)
    return made


def county() -> County:
    who = planner()
    source = sources.entry("2026年政府工作报告", actor=who, at=cast.AT)
    city = enter(Kind.PLACE, "衡川市", "999900", source, level="prefecture")
    place = enter(Kind.PLACE, "他山县", "999901", source, level="county", parent=city)
    made = County(place, source, who)
    for name in OFFICES:
        made.offices[name] = enter(Kind.OFFICE, f"他山县{name}", "", source, place=place)
    for number, name in enumerate(TOWNS, start=1):
        code = f"9999011{number:02}"
        made.towns[name] = enter(Kind.PLACE, name, code, source, level="town", parent=place)
    return made


def enter(kind: Kind, name: str, code: str, source: Source, **facts: object) -> Entity:
    return keeping.enter(kind, keeping.New(name, FOUNDED, code, facts), source=source)


def plan(made: County, *, title: str = "2026年国民经济和社会发展计划", code: str = RULES) -> Plan:
    new = NewPlan(title, made.place, **YEAR, code=code, document="他政发〔2026〕1号")
    return targets.make_plan(new, actor=made.planner, at=cast.AT)


def indicator(code: str) -> Indicator:
    return catalogue.indicators([code])[code]


def target(made: County, of: Plan, code: str, value: str, **fields: object) -> Target:
    said: dict[str, object] = YEAR | {"subject": made.place} | fields
    new = NewTarget(indicator(code), value=Decimal(value), **said)  # type: ignore[arg-type]
    return targets.set_target(of, new, reason="2026年计划", actor=made.planner, at=cast.AT)


def figure(
    made: County,
    code: str,
    last: date,
    value: str,
    *,
    first: date | None = None,
    subject: Entity | None = None,
    measure: Measure = Measure.LEVEL,
    holder: Holder = Holder.STATISTICS,
) -> Figure:
    begins = first or date(last.year, 1, 1)
    return Figure(
        subject or made.place, indicator(code), begins, last, Decimal(value), measure, holder
    )


def store(made: County, figures: Sequence[Figure]) -> None:
    record(figures, source=made.source, actor=made.planner, at=cast.AT)


def months(made: County, code: str, *values: str, **fields: object) -> None:
    """Year-to-date figures of February, March and so on."""
    ends = [date(2026, 2, 28), *(date(2026, m, d) for m, d in DAYS)]
    rows = [
        figure(made, code, end, value, **fields)  # type: ignore[arg-type]
        for end, value in zip(ends, values, strict=False)
    ]
    store(made, rows)


DAYS = ((3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31))
SHARES = ("0.14", "0.22", "0.29", "0.38", "0.48", "0.56", "0.65", "1")  # of September's figure


def run_to(made: County, code: str, september: str, **fields: object) -> None:
    """Year-to-date figures from February that reach this in September."""
    values = [f"{Decimal(september) * Decimal(share):.2f}" for share in SHARES]
    months(made, code, *values, **fields)


# indicator, target, September, who answers
LEVELS = (
    ("industrial_output", "540.00", "412.60", "工业和信息化局"),
    ("industrial_revenue", "530.00", "391.60", "工业和信息化局"),
    ("general_budget_revenue", "18.60", "14.82", "财政局"),
    ("tax_revenue", "13.20", "9.71", "财政局"),
    ("real_estate_investment", "24.00", "17.76", "发展和改革局"),
    ("retail_sales", "128.00", "97.44", "商务局"),
    ("services_revenue", "46.00", "35.20", "发展和改革局"),
    ("goods_trade", "15.00", "9.46", "商务局"),
    ("funds_paid_in", "50.00", "31.20", "投资促进中心"),
    ("signed_investment", "120.00", "94.50", "投资促进中心"),
    ("new_urban_jobs", "6800", "5420", "人力资源和社会保障局"),
    ("tourism_revenue", "38.00", "29.70", "文化广电和旅游局"),
    ("fdi_utilised", "3200.00", "1380.00", "商务局"),
    ("new_enterprises", "2400", "1893", "商务局"),
    ("tax_collected", "21.00", "16.02", "财政局"),
)


def year(made: County) -> Plan:
    """The whole plan: 15 levels, growth, bottom lines, parts by town, one without a figure."""
    of = plan(made)
    for code, value, september, office in LEVELS:
        target(made, of, code, value, answerable=made.offices[office])
        run_to(made, code, september)
    _from_the_dispatch(made, of)
    _growth(made, of)
    _bottom_lines(made, of)
    target(made, of, "grain_output", "21.50", answerable=made.offices["农业农村局"])
    _by_town(made, of)
    return of


def _from_the_dispatch(made: County, of: Plan) -> None:
    """The key projects' investment is the office's own figure, along a curve by month."""
    points = ["0.02", "0.05", "0.12", "0.20", "0.29", "0.40", "0.50", "0.60", "0.70", "0.80",
              "0.90", "1"]  # fmt: skip
    target(made, of, "annual_investment_done", "58.00", curve=CurveKind.MONTHLY, points=points,
           holder=Holder.OFFICE, answerable=made.offices["发展和改革局"])  # fmt: skip
    run_to(made, "annual_investment_done", "46.90", holder=Holder.OFFICE)


def _growth(made: County, of: Plan) -> None:
    drc = made.offices["发展和改革局"]
    for code, aimed, reached in (("grp", "6.5", "6.8"), ("industrial_value_added", "8.0", "7.1"),
                                 ("fixed_asset_investment", "7.0", "-1.2")):  # fmt: skip
        target(made, of, code, aimed, measure=Measure.GROWTH, answerable=drc)
        store(made, [figure(made, code, date(2026, 9, 30), reached, measure=Measure.GROWTH)])


def _bottom_lines(made: County, of: Plan) -> None:
    office = made.offices["生态环境局"]
    target(made, of, "good_air_share", "88", answerable=office, is_bottom_line=True)
    target(made, of, "pm25", "32", answerable=office, is_bottom_line=True)
    air, dust = "good_air_share", "pm25"
    store(made, [figure(made, air, date(2026, 9, 30), "89.4"),
                 figure(made, dust, date(2026, 9, 30), "34")])  # fmt: skip


def _by_town(made: County, of: Plan) -> None:
    """The tax revenue is divided, not quite exactly, and one town has not reported."""
    whole = Target.objects.get(plan=of, indicator__code="tax_revenue")
    values = {"石门镇": "4.2", "云溪镇": "3.4", "松岭街道": "2.6", "白鹭镇": "1.5", "清川乡": "0.5"}
    parts = [Part(Decimal(v), made.towns[n], made.towns[n]) for n, v in values.items()]
    split(whole, parts, reason="分解方案", actor=made.planner, at=cast.AT)
    done = {"石门镇": "3.31", "云溪镇": "2.42", "松岭街道": "1.50", "白鹭镇": "0.61"}
    for name, value in done.items():
        run_to(made, "tax_revenue", value, subject=made.towns[name])


def five_years(made: County) -> Plan:
    """2026–2030: investment adds up over the years, factory area grows, a split that does not."""
    term = {"first": date(2026, 1, 1), "last": date(2030, 12, 31)}
    new = NewPlan("“十五五”规划", made.place, **term, code=RULES, document="他山县“十五五”规划纲要")
    of = targets.make_plan(new, actor=made.planner, at=cast.AT)
    for code, whole, years in FIVE_YEARS:
        aim = target(made, of, code, whole, **term, answerable=made.offices["发展和改革局"])
        parts = [
            Part(Decimal(value), first=date(y, 1, 1), last=date(y, 12, 31))
            for y, value in enumerate(years, start=2026)
        ]
        split(aim, parts, reason="规划纲要", actor=made.planner, at=cast.AT)
    return of


FIVE_YEARS = (
    ("signed_investment", "920", ("160", "172", "184", "196", "208")),
    ("funds_paid_in", "300", ("50", "55", "60", "64", "68")),
    ("factory_area_built", "420", ("260", "300", "340", "380", "420")),
    ("urbanisation_rate", "62", ("58.2", "59.1", "60", "61", "61.8")),
)


def many(made: County) -> Plan:
    """Forty targets with figures, for counting queries."""
    of = plan(made, title="主要指标")
    flows = [
        code
        for code, found in library().indicators.items()
        if found.nature is Nature.FLOW and Form.LEVEL in found.measures
        if Subject.PLACE in found.subjects and found.frequency is Frequency.MONTH
    ]
    for code in flows[:40]:
        target(made, of, code, "10", answerable=made.offices["统计局"])
        store(made, [figure(made, code, date(2026, 9, 30), "7")])
    return of
