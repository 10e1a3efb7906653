"""Each condition of a programme beside how one subject stands under it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tashan.indicators.naming import published_period
from tashan.mechanisms.library import library
from tashan.mechanisms.rules.answers import Detail, Reason
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.spans import Phrase
from tashan.programmes.binding import Settlement
from tashan.programmes.results import Results
from tashan.programmes.words import ColumnWords, ConditionWords, column_words
from tashan.web.charts.small import ProgressBar
from tashan.web.figure_words import in_tongue, period_text
from tashan.web.matching.quantities import difference, exact, quantity
from tashan.web.matching.rule_words import NAME, basis_text

IN_SHARES = re.compile(r"%|\bgrowth\(|\bshare\(")


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: what there is, what is asked for and what is short of it."""

    value: str
    wanted: str
    gap: str
    held: bool | None
    is_number: bool = True
    bar: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Needed:
    """A figure that nobody has given: what it is, who holds it and why it is not here."""

    title: str
    holder: str
    why: str = ""

    @property
    def words(self) -> str:
        if not self.holder:
            return self.title
        return _("%(title)s, held by %(holder)s") % {"title": self.title, "holder": self.holder}


@dataclass(frozen=True, slots=True)
class Used:
    """What a condition was decided by; ``url`` opens the source of a figure."""

    title: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownReason:
    """``state`` is met, missed or unknown."""

    code: str
    says: str
    rule: str
    state: str
    is_exclusion: bool = False
    sides: tuple[Compared, ...] = ()
    needed: tuple[Needed, ...] = ()
    used: tuple[Used, ...] = ()
    basis: str = ""
    words: Phrase = ()

    @property
    def gap(self) -> str:
        """By how much it is missed: 差 120 万元; empty where no number tells."""
        gaps = [side.gap for side in self.sides if side.gap]
        return _("short by %s") % gaps[0] if len(gaps) == 1 else ""

    @property
    def bar(self) -> SafeString | str:
        return next((side.bar for side in self.sides if side.bar), "")

    @property
    def has(self) -> str:
        """has 1,380 万元, asked for 1,500 万元; empty where no two numbers are compared."""
        side = next((s for s in self.sides if s.is_number and s.held is not None), None)
        if side is None:
            return ""
        if side.held is False and side.value == side.wanted:  # more than, or less than
            return _("has %s, and the bound itself does not count") % side.value
        told = {"value": side.value, "wanted": side.wanted}
        return _("has %(value)s, asked for %(wanted)s") % told


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of conditions and columns. Of ``shares`` plain numbers are written in per cent;
    ``withheld`` columns are kept back by law; ``used`` tells figures by the code of a condition."""

    conditions: Mapping[str, ConditionWords]
    column: Callable[[str], ColumnWords]
    shares: Collection[str] = ()
    withheld: Collection[str] = ()
    used: Mapping[str, tuple[Used, ...]] = field(default_factory=dict)
    speaker: Speaker | None = None  # puts the rules into words, where a page has room for them


def wording_of(found: Results, **more: object) -> Wording:
    """The words of one programme of a run."""
    one = found.settlement

    def column(key: str) -> ColumnWords:
        return column_words(key, one)

    shares = {code for code, each in found.conditions.items() if is_in_shares(each.rule, one)}
    return Wording(found.conditions, column, shares, **more)  # type: ignore[arg-type]


def is_in_shares(rule: str, one: Settlement) -> bool:
    """Whether its plain numbers are shares of one: it says %, or names what is counted in %."""
    if IN_SHARES.search(rule):
        return True
    parameters, indicators = one.offer.origin.parameters, library().indicators
    return any(
        (name in parameters and parameters[name].unit == "%")
        or (name in indicators and indicators[name].unit == "%")
        for name in NAME.findall(rule)
    )


def column_title(words: ColumnWords) -> str:
    """2025年 企业纳税额."""
    title = in_tongue(words.title)
    if words.days is None:
        return title
    known = library().indicators[words.days.code]
    return f"{period_text(published_period(words.days.first, words.days.last, known))} {title}"


def shown_reasons(reasons: Iterable[Reason], words: Wording) -> list[ShownReason]:
    """In the order of the file."""
    return [_shown(reason, words) for reason in reasons]


def _shown(reason: Reason, words: Wording) -> ShownReason:
    condition = words.conditions.get(reason.code)
    is_share = reason.code in words.shares
    missing = reason.missing if reason.met is None else ()
    return ShownReason(
        code=reason.code,
        says=in_tongue(condition.says) if condition else reason.code,
        rule=condition.rule if condition else "",
        state={True: "met", False: "missed", None: "unknown"}[reason.met],
        is_exclusion=reason.is_exclusion,
        sides=tuple(_compared(detail, is_share=is_share) for detail in reason.details),
        needed=tuple(_needed(key, words) for key in missing),
        used=words.used.get(reason.code, ()),
        basis=basis_text(condition.basis) if condition else "",
        words=in_words(condition.rule, words.speaker) if condition and words.speaker else (),
    )


def _needed(key: str, words: Wording) -> Needed:
    told = words.column(key)
    why = _("reported for statistics alone, so it is not used here")
    return Needed(column_title(told), in_tongue(told.holder), why if key in words.withheld else "")


def _compared(detail: Detail, *, is_share: bool) -> Compared:
    gap = difference(detail.gap, detail.unit, is_share=is_share) if detail.gap else ""
    return Compared(
        value=quantity(detail.value, detail.unit, is_share=is_share),
        wanted=quantity(detail.wanted, detail.unit, is_share=is_share),
        gap=gap,
        held=detail.held,
        is_number=isinstance(detail.value, Fraction) and isinstance(detail.wanted, Fraction),
        bar=_bar(detail, gap),
    )


def _bar(detail: Detail, gap: str) -> SafeString | str:
    """How near a number is to what is asked for; none where less is better or nothing is short."""
    value, wanted = detail.value, detail.wanted
    if detail.held is not False or detail.gap is None:
        return ""
    if not isinstance(value, Fraction) or not isinstance(wanted, Fraction):
        return ""
    if not 0 <= value < wanted:
        return ""
    return ProgressBar(exact(100 * value / wanted, 2), _("short by %s") % gap).svg()
