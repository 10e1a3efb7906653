"""Each condition of a programme beside how one subject stands under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tashan.mechanisms.programme import Condition
from tashan.mechanisms.rules.answers import Detail, Reason
from tashan.web.charts.small import ProgressBar
from tashan.web.figure_words import in_script, in_tongue
from tashan.web.matching.columns import ColumnWords, words_of_column
from tashan.web.matching.quantities import difference, exact, quantity

SHARES = re.compile(r"%|\bgrowth\(|\bshare\(")


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: what there is, what is asked for and what is short of it."""

    value: str
    wanted: str
    gap: str
    held: bool | None
    bar: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Needed:
    """A figure that nobody has given: what it is, who holds it and why it is not here."""

    title: str
    holder: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """A figure that a condition was decided by; ``url`` opens its source."""

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

    @property
    def gap(self) -> str:
        """By how much it is missed: 差 120 万元; empty where no number tells."""
        gaps = [side.gap for side in self.sides if side.gap]
        return _("short by %s") % gaps[0] if len(gaps) == 1 else ""

    @property
    def short(self) -> str:
        """One line for a table: the gap, or which figures are wanted of whom."""
        if self.state == "unknown":
            return "; ".join(_needed_text(each) for each in self.needed)
        return self.gap


@dataclass(frozen=True, slots=True)
class Told:
    """What is known besides the answer: the figures' words, values and sources, and why some
    are kept back, each by the key of its column."""

    used: Mapping[str, tuple[Used, ...]] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)


def _needed_text(needed: Needed) -> str:
    if not needed.holder:
        return needed.title
    return _("%(title)s, held by %(holder)s") % {"title": needed.title, "holder": needed.holder}


def said(condition: Condition) -> str:
    """The condition in the tongue of the page."""
    says = condition.says
    return in_script(says) if isinstance(says, str) else in_tongue(says)


def shown_reasons(
    reasons: Iterable[Reason], conditions: Mapping[str, Condition], told: Told | None = None
) -> list[ShownReason]:
    """The reasons in the order of the file; conditions are looked up by the reasons' codes."""
    return [_shown(reason, conditions.get(reason.code), told or Told()) for reason in reasons]


def _shown(reason: Reason, condition: Condition | None, told: Told) -> ShownReason:
    rule = condition.rule if condition else ""
    is_share = bool(SHARES.search(rule))
    return ShownReason(
        code=reason.code,
        says=said(condition) if condition else reason.code,
        rule=rule,
        state={True: "met", False: "missed", None: "unknown"}[reason.met],
        is_exclusion=reason.is_exclusion,
        sides=tuple(_compared(detail, is_share=is_share) for detail in reason.details),
        needed=tuple(_needed(words_of_column(key), told.why.get(key, "")) for key in reason.missing)
        if reason.met is None
        else (),
        used=told.used.get(reason.code, ()),
        basis=_basis(condition),
    )


def _needed(words: ColumnWords, why: str) -> Needed:
    return Needed(words.title, words.holder, why)


def _basis(condition: Condition | None) -> str:
    if condition is None:
        return ""
    told = (f"{b.document or b.example_of or ''}{b.article or ''}" for b in condition.basis)
    return in_script("; ".join(told))


def _compared(detail: Detail, *, is_share: bool) -> Compared:
    gap = difference(detail.gap, detail.unit, is_share=is_share) if detail.gap else ""
    return Compared(
        value=quantity(detail.value, detail.unit, is_share=is_share),
        wanted=quantity(detail.wanted, detail.unit, is_share=is_share),
        gap=gap,
        held=detail.held,
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
