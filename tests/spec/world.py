"""The names that the rules of the specification are about, and the day that they run on."""

from __future__ import annotations

from datetime import date
from functools import cache

from tests.mechanisms.written import indicator, library_with, mechanism

from tashan.mechanisms.head import Parameter
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import Library
from tashan.mechanisms.programme import Asked
from tashan.mechanisms.rules.scope import Scope

DAY = date(2026, 6, 30)
_OF = "[enterprise, place]"
_RATIO = {"nature": "ratio", "additive": "{places: false, periods: false}"}
_STOCK = {"nature": "stock", "additive": "{places: true, periods: false}"}
_PARTS = (
    indicator("tax_paid", unit="万元", subjects=_OF),
    indicator("vat_paid", unit="万元", subjects=_OF),
    indicator("sales_revenue", unit="万元", subjects=_OF),
    indicator("output", unit="亿元", subjects=_OF, frequency="year"),
    indicator("staff", unit="人", subjects=_OF, **_STOCK),
    indicator("land_used", unit="亩", subjects=_OF, frequency="year", **_STOCK),
    indicator("energy_used", unit="吨标准煤", subjects=_OF, frequency="quarter"),
    indicator("town_income", unit="元", subjects="[place]"),
    indicator("value_added", "measures: [growth]\n", subjects=_OF),
    indicator(
        "tax_per_mu",
        "formula: tax_paid / land_used\n",
        unit="万元/亩",
        subjects=_OF,
        frequency="year",
        **_RATIO,
    ),
    indicator(
        "tax_share",
        "ratio: {numerator: tax_paid, denominator: sales_revenue, times: 100}\n",
        unit="'%'",
        subjects=_OF,
        **_RATIO,
    ),
)
_REGISTER = """\
park_tenant:
  kind: register
  title: {zh: 入园, en: Tenant}
  subjects: [enterprise]
  fields:
    entered_on: {title: {zh: 入园日期, en: Entered on}, type: date}
    promised_tax: {title: {zh: 承诺税收, en: Tax promised}, type: money, unit: 万元}
    hall:
      title: {zh: 厂房, en: Hall}
      type: choice
      options:
        - {code: north, title: {zh: 北, en: North}}
        - {code: south, title: {zh: 南, en: South}}
"""


def _parameter(unit: str | None, *values: object, since: date = date(2026, 1, 1)) -> Parameter:
    dates = (since.replace(year=since.year + number) for number in range(len(values)))
    given = {"values": dict(zip(dates, values, strict=True))}
    return Parameter.model_validate(given | ({"unit": unit} if unit else {}))


PARAMETERS = {
    "floor": _parameter("万元", 100, 200),
    "cap": _parameter("元", 1_000_000),
    "bonus_share": _parameter("%", 10),
    "top_n": _parameter(None, 2),
    "wanted_scale": _parameter(None, "small"),
    "open_to_all": _parameter(None, True),
    "later": _parameter("万元", 5, since=date(2027, 1, 1)),
    "grants": _parameter("元", [[100, 0], [500, 20000], [None, 50000]]),
    "closed_grants": _parameter("元", [[100, 1000], [500, 2000]]),
    "rates": _parameter("%", [[100, 1], [500, 2], [None, 3]]),
}
ASKS = {
    "amount": Asked.model_validate({"title": {"zh": "申请金额", "en": "Amount"}, "unit": "元"}),
}


@cache
def library() -> Library:
    found = library_with(spec=mechanism(*_PARTS, _REGISTER, code="spec"))
    assert found.is_whole, found.errors
    return found


@cache
def scope(subject: Subject = Subject.ENTERPRISE) -> Scope:
    found = library()
    return Scope(
        subject=subject,
        indicators=found.indicators,
        parameters=PARAMETERS,
        asks=ASKS,
        registers=found.registers,
        credit_kinds=frozenset({"serious_dishonesty", "model_taxpayer"}),
    )
