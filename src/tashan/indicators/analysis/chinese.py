"""Figures and their movements in the words of an office: 总量、增速、比上期、位次.

The briefing is written in Chinese whatever the page around it speaks. A fall is 下降 with its size,
never a growth of minus; rates differ by 个百分点, never by per cent.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from tashan.base.dates import Period
from tashan.base.periods import FigurePeriod, PeriodKind
from tashan.indicators.analysis.standings import Among, Rank
from tashan.indicators.derived import rounded
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Direction

WITHOUT_UNIT = frozenset({"比值", "上年=100"})


def period(of: FigurePeriod | Period, *, year: int) -> str:
    """1—9月, 前三季度, 9月末; of the year before 上年全年; of another year with it."""
    if not isinstance(of, FigurePeriod):
        return str(of)
    part = of.chinese.removeprefix(f"{of.year}年") or "全年"
    if of.year == year:
        return part
    if of.year != year - 1:
        return of.chinese
    if of.kind is PeriodKind.MONTH_END and of.part == 12:
        return "上年末"
    return f"上年{part}"


def number(value: Decimal, places: int) -> str:
    return f"{rounded(value, places):f}"


def amount(value: Decimal, of: IndicatorDefinition) -> str:
    """251.60亿元: to the places of the indicator, the unit close by."""
    unit = "" if of.unit in WITHOUT_UNIT else of.unit
    return f"{number(value, of.decimals)}{unit}"


def percent(value: Decimal) -> str:
    return f"{number(value, 1)}%"


def points(value: Decimal) -> str:
    """A distance between rates, without its sign."""
    return f"{number(abs(value), 1)}个百分点"


def growth(rate: Decimal) -> str:
    """同比增长6.5%, 同比下降3.2%; what rounds to nought stands still."""
    shown = _shown(rate)
    if shown == 0:
        return "与上年同期持平"
    return f"同比{'增长' if shown > 0 else '下降'}{percent(abs(shown))}"


def change(now: Decimal, before: Decimal, *, since: str) -> str:
    """How growth moved since the period before: 增速提高、回落, 降幅收窄、扩大, 由负转正."""
    rate, was = _shown(now), _shown(before)
    moved = rate - was
    if moved == 0:
        return f"{'降幅' if rate < 0 else '增速'}与{since}持平"
    if rate < 0 and was < 0:
        return f"降幅比{since}{'收窄' if moved > 0 else '扩大'}{points(moved)}"
    turned = ""
    if was < 0 <= rate:
        turned = "由负转正，" if rate > 0 else "由降转平，"
    elif rate < 0 <= was:
        turned = "由正转负，" if was > 0 else "由平转降，"
    return f"{turned}增速比{since}{'提高' if moved > 0 else '回落'}{points(moved)}"


def moved_on_year(moved: Decimal) -> str:
    """A share against a year before, in percentage points."""
    shown = _shown(moved)
    if shown == 0:
        return "与上年同期持平"
    return f"比上年同期{'提高' if shown > 0 else '下降'}{points(shown)}"


def two_years(rate: Decimal) -> str:
    shown = _shown(rate)
    if shown == 0:
        return "两年平均持平"
    return f"两年平均{'增长' if shown > 0 else '下降'}{percent(abs(shown))}"


def since_new_year(moved: Decimal, of: IndicatorDefinition) -> str:
    shown = rounded(moved, of.decimals) or Decimal(0)
    if shown == 0:
        return "与年初持平"
    return f"比年初{'增加' if shown > 0 else '减少'}{amount(abs(shown), of)}"


class InOrder(NamedTuple):
    """A rank in words: among whom, where that is not the whole city, and which place."""

    group: str
    place: str


def place_in_order(rank: Rank, of: IndicatorDefinition, *, among: Among, places: int) -> InOrder:
    """居全市第2位, 并列全市第3位; where not all are known, among how many."""
    way = "由低到高" if of.direction is Direction.LOWER else ""
    if among is Among.CITY and rank.of == places:
        return InOrder("", f"{way}{'并列' if rank.is_shared else '居'}全市第{rank.rank}位")
    known = "可比" if rank.of == places else "已公布的"
    shared = "并列" if rank.is_shared else "居"
    return InOrder(f"在{known}{rank.of}个县（市、区）中", f"{way}{shared}第{rank.rank}位")


def progress(done: Decimal, elapsed: Decimal) -> str:
    """The share of the year's target against the time elapsed, both in per cent."""
    ahead = _shown(done) - _shown(elapsed)
    told = f"完成年度目标的{percent(done)}"
    if ahead == 0:
        return f"{told}，与时间进度一致"
    return f"{told}，比时间进度{'快' if ahead > 0 else '慢'}{points(ahead)}"


def listed(names: Iterable[str]) -> str:
    """甲、乙和丙."""
    given = list(names)
    if len(given) < 2:
        return "".join(given)
    return f"{'、'.join(given[:-1])}和{given[-1]}"


def _shown(rate: Decimal) -> Decimal:
    """As it is printed: what is said of it must agree with what is read."""
    return rounded(rate, 1) or Decimal(0)
