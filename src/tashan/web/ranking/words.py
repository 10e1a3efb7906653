"""Rankings in words: units, formulas with their numbers, why there are no points."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tashan.indicators.figure_text import figure_text, number_text
from tashan.indicators.snapshots.keys import FigureKey
from tashan.mechanisms.library import library
from tashan.mechanisms.ranking import Method, Missing
from tashan.mechanisms.scoring.readings import Clamp, Step, Why
from tashan.mechanisms.scoring.standings import half_up

PLACES = 4
MONEY_PLACES = 6  # of 万元: to the fen
WHY: dict[Why, str | Promise] = {
    Why.NOT_REPORTED: gettext_lazy("not reported"),
    Why.NO_BASE: gettext_lazy("no base: what it is measured by is zero or less"),
    Why.STATISTICS_ONLY: gettext_lazy("reported for statistics alone; by law it is not used here"),
    Why.NO_TARGET: gettext_lazy("no target, or a target of zero"),
    Why.NO_BOUNDS: gettext_lazy(
        "the low and the high value are not known, or stand the wrong way round"
    ),
    Why.NO_TIER: gettext_lazy("above the last tier"),
    Why.NO_OTHERS: gettext_lazy("nobody in the group has a figure"),
}
METHODS: dict[Method, str | Promise] = {
    Method.VALUE: gettext_lazy("The figure itself"),
    Method.COMPLETION: gettext_lazy("Share of the target reached"),
    Method.GROWTH: gettext_lazy("Growth by the growth aimed at"),
    Method.EFFICACY: gettext_lazy("Efficacy coefficient"),
    Method.MIN_MAX: gettext_lazy("From the least to the most of the group"),
    Method.RANK_POINTS: gettext_lazy("By rank"),
    Method.TIERS: gettext_lazy("By tiers"),
    Method.DEDUCTION: gettext_lazy("So many points off for each"),
    Method.BASELINE: gettext_lazy("By the baseline"),
}
STATES: dict[str, str | Promise] = {
    "ranked": gettext_lazy("Ranked"),
    "unknown": gettext_lazy("A figure is missing"),
    "not_ranked": gettext_lazy("Struck out by a veto"),
    "excluded": gettext_lazy("Takes no part"),
    "undecided": gettext_lazy("Not decided: a figure or fact is missing"),
    "no_group": gettext_lazy("In no group"),
}
AGAINST: dict[str, str | Promise] = {
    "target": pgettext_lazy("scoring", "target"),
    "low": pgettext_lazy("scoring", "not acceptable"),
    "high": pgettext_lazy("scoring", "satisfactory"),
    "lowest": pgettext_lazy("scoring", "least of the group"),
    "highest": pgettext_lazy("scoring", "most of the group"),
    "baseline": pgettext_lazy("scoring", "baseline"),
    "mean": pgettext_lazy("scoring", "mean of the group"),
    "tier": pgettext_lazy("scoring", "end of the tier"),
}
Head = Mapping[str, Any]  # what a run says of itself


def told(text: Mapping[str, str]) -> str:
    """A title that a run keeps, in the tongue of the page."""
    return text["zh"] if (get_language() or "").startswith("zh") else text["en"]


def plain(number: Fraction, places: int = PLACES) -> Decimal:
    """Rounded half up for the eye; the exact number stays in the record."""
    rounded = half_up(number, places)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral() else rounded.normalize()


def with_unit(number: Fraction | None, measure: Head) -> str:
    """A figure in the unit that it is spoken of in: 900 万元, 80%."""
    if number is None:
        return figure_text(None, "")
    unit = measure["unit"] or ("" if measure["base"] == "1" else measure["base"])
    return figure_text(plain(number / Fraction(measure["factor"])), unit, _places(unit))


def _places(unit: str) -> int | None:
    return 2 if unit == "%" else None


def points(number: Fraction | None) -> str:
    return "—" if number is None else number_text(plain(number))


def formula(step: Step, measure: Head) -> str:
    """The formula with the numbers in it: 60 × 6 个 ÷ 8 个 = 45."""
    if step.figure is None or step.before is None:
        return _why(step)
    worked = _WRITTEN[Method(measure["method"])](step, measure)
    said = f"{worked} = {points(step.before)}" if worked else points(step.before)
    if step.clamped is Clamp.CAP:
        said += _("; at most %s") % points(step.points)
    if step.clamped is Clamp.FLOOR:
        said += _("; at least %s") % points(step.points)
    return said


def _why(step: Step) -> str:
    reason = str(WHY[step.why]) if step.why else ""
    match step.filled:
        case Missing.MEAN:
            return _("%s: the mean points of the others count") % reason
        case Missing.ZERO:
            return _("%s: by the rules that counts as no points") % reason
    return reason


def _ratio(name: str, step: Step, measure: Head) -> str:
    figure, base = with_unit(step.figure, measure), with_unit(step.against[name], measure)
    if measure["lower_is_better"]:
        return f"{points(step.weight)} × (2 − {figure} ÷ {base})"
    return f"{points(step.weight)} × {figure} ÷ {base}"


def _between(low: str, high: str, step: Step, measure: Head) -> str:
    least, most = (with_unit(step.against[name], measure) for name in (low, high))
    figure = with_unit(step.figure, measure)
    above = f"{most} − {figure}" if measure["lower_is_better"] else f"{figure} − {least}"
    return f"({above}) ÷ ({most} − {least})"


def _value(step: Step, measure: Head) -> str:
    figure = with_unit(step.figure, measure)
    return figure if step.weight == 1 else f"{points(step.weight)} × {figure}"


def _efficacy(step: Step, measure: Head) -> str:
    return f"{points(step.weight)} × [60 + 40 × {_between('low', 'high', step, measure)}]%"


def _min_max(step: Step, measure: Head) -> str:
    if step.against["lowest"] == step.against["highest"]:
        return _("all are equal: full points")
    return f"{points(step.weight)} × {_between('lowest', 'highest', step, measure)}"


def _rank(step: Step, measure: Head) -> str:
    rank, of = step.against["rank"], step.against["of"]
    place = _("rank %(rank)s of %(of)s") % {"rank": rank, "of": of}
    if "step" in step.against:
        less = points(step.against["step"])
        return f"{place}: {points(step.weight)} − {rank - 1} × {less}"
    if of == 1:
        return place
    return f"{place}: {points(step.weight)} × ({of} − {rank}) ÷ ({of} − 1)"


def _tier(step: Step, measure: Head) -> str:
    figure = with_unit(step.figure, measure)
    if "tier" not in step.against:
        return _("%s lies in the last tier") % figure
    return f"{figure} ≤ {with_unit(step.against['tier'], measure)}"


def _deduction(step: Step, measure: Head) -> str:
    each = points(step.against["each"] * Fraction(measure["factor"]))
    return f"{points(step.weight)} − {with_unit(step.figure, measure)} × {each}"


def _baseline(step: Step, measure: Head) -> str:
    return _ratio("mean" if "mean" in step.against else "baseline", step, measure)


def _of_target(step: Step, measure: Head) -> str:
    return _ratio("target", step, measure)


def _growth(step: Step, measure: Head) -> str:
    mirrored = (step.against["target"] < 0) is not measure["lower_is_better"]
    return _ratio("target", step, {**measure, "lower_is_better": mirrored})


_WRITTEN = {
    Method.VALUE: _value,
    Method.COMPLETION: _of_target,
    Method.GROWTH: _growth,
    Method.EFFICACY: _efficacy,
    Method.MIN_MAX: _min_max,
    Method.RANK_POINTS: _rank,
    Method.TIERS: _tier,
    Method.DEDUCTION: _deduction,
    Method.BASELINE: _baseline,
}


def held_against(step: Step, measure: Head) -> list[tuple[str, str]]:
    """What a figure is measured by, each with its name and unit."""
    return [
        (str(AGAINST[name]), with_unit(number, measure))
        for name, number in step.against.items()
        if name in AGAINST
    ]


def column_title(key: str) -> str:
    """What a column of figures is called: 纳税额 2025."""
    found = FigureKey.parse(key)
    if found is None:
        return key
    code = found.code.removeprefix("growth:")
    known = library().indicators.get(code)
    title = told({"zh": known.title.zh, "en": known.title.en}) if known else code
    first, last = found.first, found.last
    whole_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_year and first.year == last.year:
        return f"{title} {first.year}"
    return f"{title} {first:%Y-%m}–{last:%Y-%m}"


def cell_text(cell: int, column: Head) -> str:
    """A cell in a unit that reads well: money in 万元, all else in its base unit."""
    value = cell * Fraction(column["factor"])
    if column["unit"] == "元":
        return figure_text(plain(value / 10_000, MONEY_PLACES), "万元")
    return figure_text(plain(value), "" if column["unit"] == "1" else column["unit"])
