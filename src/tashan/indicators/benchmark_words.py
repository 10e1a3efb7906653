"""What a benchmark says in words: its finding, why figures differ, when we are level."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from tashan.base.periods import FigurePeriod
from tashan.indicators.benchmark import CHOSEN, LIKE, Benchmark
from tashan.indicators.choices import Choice, Definitions
from tashan.indicators.comparable import Aspect, Difference
from tashan.indicators.derived import Derived, Reason
from tashan.indicators.figure_text import DASH, figure_text, number_text
from tashan.indicators.library_words import said
from tashan.indicators.lines import Line
from tashan.indicators.models import Holder, Vintage
from tashan.indicators.peers import furthest
from tashan.indicators.traits import MIX, PER_HEAD, POPULATION
from tashan.registry.kinds import PlaceLevel

HARD = 30  # years: beyond them a date would promise too much
CAVEAT_YEARS = 100


def title_of(choice: Choice, definitions: Definitions) -> str:
    name = said(definitions[choice.code].title)
    return _("%s, growth on the year before") % name if choice.is_growth else name


def name_of(line: Line) -> str:
    return title_of(line.choice, {line.choice.code: line.definition})


def period_words(period: FigurePeriod) -> str:
    return period.english if (get_language() or "").startswith("en") else period.chinese


def span_words(found: Benchmark) -> str:
    """2021–2024, or the period alone."""
    span = found.span
    told = period_words(span.period)
    if span.earlier is None:
        return told
    return _("%(first)s–%(period)s") % {"first": span.earlier.year, "period": told}


def heading(found: Benchmark) -> str:
    """与 12 个相似县比，差在哪里."""
    count = len(found.peers)
    if not count:
        return _("Nobody to stand beside yet")
    kinds = _alike_kinds() if found.by == LIKE else _kinds()
    kind = kinds.get(found.ours.level) or pgettext("to compare with", "places")
    return _("Beside %(count)s %(kind)s: where are the gaps?") % {"count": count, "kind": kind}


def _kinds() -> dict[str, str]:
    return {
        PlaceLevel.PROVINCE: pgettext("to compare with", "provinces"),
        PlaceLevel.PREFECTURE: pgettext("to compare with", "prefectures"),
        PlaceLevel.COUNTY: pgettext("to compare with", "counties"),
    }


def _alike_kinds() -> dict[str, str]:
    return {
        PlaceLevel.PROVINCE: pgettext("to compare with", "provinces like ours"),
        PlaceLevel.PREFECTURE: pgettext("to compare with", "prefectures like ours"),
        PlaceLevel.COUNTY: pgettext("to compare with", "counties like ours"),
    }


def peers_words(found: Benchmark) -> str:
    """12 个相似县."""
    kinds = _alike_kinds() if found.by == LIKE else _kinds()
    kind = kinds.get(found.ours.level) or pgettext("to compare with", "places")
    return _("%(count)s %(kind)s") % {"count": len(found.peers), "kind": kind}


def counts(found: Benchmark) -> str:
    """6 项指标，2021–2024年；78 个数都有出处，1 对不可比."""
    told = {
        "lines": len(found.lines),
        "span": span_words(found),
        "figures": found.figures,
        "pairs": found.not_comparable,
    }
    if not found.not_comparable:
        return _("%(lines)s indicators, %(span)s; %(figures)s figures, all with a source") % told
    return (
        _(
            "%(lines)s indicators, %(span)s; %(figures)s figures, all with a source, "
            "%(pairs)s pairs not comparable"
        )
        % told
    )


def why_these(found: Benchmark) -> str:
    """What the peers have in common with us, or how they were chosen."""
    if found.by == CHOSEN:
        return _("Chosen by hand.")
    if found.by != LIKE or found.traits is None:
        return _("All places of the same level that have figures.")
    told = furthest(found.traits, [alike.traits for alike in found.alike.values()])
    parts = []
    if POPULATION in told:
        least, most = (number_text(value, 0) for value in told[POPULATION])
        between = {"least": least, "most": most}
        parts.append(_("resident population from %(least)s to %(most)s × 10,000") % between)
    if PER_HEAD in told:
        within = number_text(told[PER_HEAD][0].to_integral_value("ROUND_CEILING"), 0)
        parts.append(_("product per head within %s%%") % within)
    if MIX in told:
        within = number_text(told[MIX][0].to_integral_value("ROUND_CEILING"), 0)
        parts.append(_("share of secondary industry within %s points") % within)
    return _("%s. The numbers are likeness, out of 100.") % _(", ").join(parts)


def holder_words(holder: str) -> str:
    return str(Holder(holder).label)


def vintage_words(vintage: str) -> str:
    return str(Vintage(vintage).label)


def aspect_words(aspect: Aspect) -> str:
    return {
        Aspect.INDICATOR: pgettext("aspect", "Indicator"),
        Aspect.DEFINITION: pgettext("aspect", "Definition"),
        Aspect.PERIOD: pgettext("aspect", "Period"),
        Aspect.UNIT: pgettext("aspect", "Unit"),
        Aspect.CURRENCY: pgettext("aspect", "Currency"),
        Aspect.PRICE_BASIS: pgettext("aspect", "Prices"),
        Aspect.SCOPE: pgettext("aspect", "Scope"),
        Aspect.HOLDER: _("Who counted"),
        Aspect.VINTAGE: pgettext("aspect", "Vintage"),
        Aspect.APPROXIMATE: _("Exactness"),
    }[aspect]


def difference_words(each: Difference, *, ours: str, theirs: str) -> str:
    """口径不同：云岭县为“园区内”，他山县为“定义所定口径”."""
    told = {
        "aspect": aspect_words(each.aspect),
        "ours": ours,
        "theirs": theirs,
        "our_trait": _trait(each, each.ours),
        "their_trait": _trait(each, each.theirs),
    }
    return (
        _("%(aspect)s differs: %(theirs)s has “%(their_trait)s”, %(ours)s has “%(our_trait)s”")
        % told
    )


def _trait(each: Difference, trait: str | None) -> str:
    if trait is None:
        return pgettext("benchmark", "unknown")
    match each.aspect:
        case Aspect.HOLDER:
            return holder_words(trait)
        case Aspect.VINTAGE:
            return vintage_words(trait)
        case Aspect.SCOPE:
            return trait or _("the scope of the definition")
        case Aspect.PERIOD:
            return _days(trait)
    return trait or pgettext("benchmark", "none")


def _days(trait: str) -> str:
    first, _slash, last = trait.partition("/")
    return f"{first} – {last}" if last else _("on %s") % first


def not_comparable_words(line: Line, found: Benchmark) -> str:
    """Why the reference's figure is not held against ours."""
    theirs = line.theirs
    if theirs is None:
        return ""
    names = {"ours": found.ours.name, "theirs": found.name_of(theirs.place)}
    told = [difference_words(each, **names) for each in theirs.differences]
    return pgettext("benchmark", "; ").join(told)


@dataclass(frozen=True, slots=True)
class Outlook:
    """When we are level: the answer, what is to be known with it, and its tone."""

    head: str
    more: str
    tone: str = ""


def outlook(line: Line) -> Outlook:
    years = line.catch_up.years
    if years.value is None:
        return _no_outlook(years.reason)
    told = _("%s years") % number_text(years.value, 1)
    if years.value > HARD:
        return Outlook(told, _("hard to reach at the present pace"))
    return Outlook(told, _("about %s") % _year(line))


def _year(line: Line) -> int:
    crossing = line.catch_up.crossing
    return line.span.period.year + (crossing.whole_years if crossing else 0)


def _no_outlook(reason: Reason | None) -> Outlook:
    found = {
        Reason.ALREADY_THERE: Outlook(_("Ahead"), _("worth writing up"), "ahead"),
        Reason.WIDENING: Outlook(_("Widening"), _("never, at the present pace"), "wide"),
        Reason.EQUAL_GROWTH: Outlook(_("Stays"), _("never: both grow alike"), "wide"),
        Reason.UNKNOWN_GROWTH: Outlook(DASH, _("an earlier figure is missing")),
        Reason.UNKNOWN_VALUE: Outlook(DASH, _("a figure is missing")),
        Reason.NO_BASE: Outlook(DASH, _("no base to grow from")),
        Reason.NOT_A_LEVEL: Outlook(DASH, _("a growth rate is not projected")),
        Reason.NO_DIRECTION: Outlook(DASH, _("neither way is better")),
        Reason.DEFINITION_CHANGED: Outlook(DASH, _("the definition changed in between")),
        Reason.NOT_COMPARABLE: Outlook(DASH, _("not comparable")),
    }
    return found[reason] if reason in found else Outlook(DASH, "")


def chase_title(line: Line) -> str:
    """按现在的速度，约 2035 年追平."""
    years = line.catch_up.years
    if years.value is not None and line.catch_up.crossing:
        return _("At the present pace, level about %s") % _year(line)
    if years.value is not None:
        return _("At the present pace, level in %s years") % number_text(years.value, 1)
    titles = {
        Reason.ALREADY_THERE: _("Already ahead"),
        Reason.WIDENING: _("At the present pace, the gap widens"),
        Reason.EQUAL_GROWTH: _("At the present pace, the gap stays"),
        Reason.NOT_COMPARABLE: _("Not comparable with the reference"),
    }
    return titles.get(years.reason) or _("When we are level cannot be told")  # type: ignore[arg-type]


def chase_note(line: Line, found: Benchmark) -> str:
    """What it would take, and that the dashed lines are no forecast."""
    caveat = _("The dashed lines carry the present pace on; they are not a forecast.")
    if line.needed.value is None:
        reason = line.catch_up.years.reason
        if reason is Reason.ALREADY_THERE:
            return caveat
        if reason is Reason.NOT_COMPARABLE:
            return f"{not_comparable_words(line, found)}{pgettext('benchmark', '.')}"
        return _("Not worked out: %s.") % _no_outlook(reason).more
    told = {
        "years": line.soon,
        "year": line.span.period.year + line.soon,
        "needed": pace_text(line, line.needed),
        "now": pace_text(line, line.ours.pace),
    }
    need = _(
        "To be level within %(years)s years (%(year)s) it would take %(needed)s a year; now it is "
        "%(now)s."
    )
    return f"{need % told}{_sentence_gap()}{caveat}"


def pace_label(line: Line, pace: Derived) -> str:
    """As short as it goes, for the end of a line."""
    return pace_text(line, pace).replace(" ", _sentence_gap())


def _sentence_gap() -> str:
    return " " if (get_language() or "").startswith("en") else ""


def points_unit() -> str:
    return pgettext("unit", "points")


def pace_text(line: Line, pace: Derived) -> str:
    """+14.2%, or +7.1 点 of a rate."""
    if pace.value is None:
        return DASH
    unit = points_unit() if line.is_rate else "%"
    return figure_text(pace.value, unit, 1, is_signed=True)


def value_text(line: Line, value: Decimal | None) -> str:
    return number_text(value, line.places)


def gap_unit(line: Line) -> str:
    return _("percentage points") if line.is_rate else line.unit


def chart_title(line: Line) -> str:
    """标准厂房：列第 8，比中位数少 33.2 万㎡."""
    name, standing = name_of(line), line.rank_of(line.ours.place)
    if standing is None:
        return _("%s: our figure is not yet known") % name
    told = {"name": name, "rank": standing.rank}
    gap = line.gap_to_median.rounded(line.places)
    if gap is None:
        return _("%(name)s: rank %(rank)s") % told
    told["gap"] = figure_text(abs(gap), gap_unit(line), line.places)
    if gap == 0:
        return _("%(name)s: rank %(rank)s, at the median") % told
    if gap < 0:
        return _("%(name)s: rank %(rank)s, %(gap)s below the median") % told
    return _("%(name)s: rank %(rank)s, %(gap)s above the median") % told


def rank_words(line: Line) -> str:
    """第 8 位."""
    standing = line.rank_of(line.ours.place)
    if standing is None:
        return ""
    told = _("rank %s") % standing.rank
    return _("%s, shared") % told if standing.is_shared else told
