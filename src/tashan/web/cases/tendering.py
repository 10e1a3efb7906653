"""What the page of tendering says of contracts and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.casework.tendering import Bound, Checked, Interval, MustTender
from tashan.web.cases.tendering_words import BOUGHT, DAYS
from tashan.web.matching.quantities import fen_text


@dataclass(frozen=True, slots=True)
class ShownContract:
    title: str
    bought: str | Promise
    counted: str
    threshold: str
    answer: str
    light: str  # red: must be tendered; green: need not; stopped: not known
    together: tuple[str, ...]


def shown_contract(judged: MustTender) -> ShownContract:
    """A contract with its answer, what was counted and with which others."""
    others = tuple(e.title for e in judged.together if e is not judged.contract)
    words = {
        True: pgettext("tender", "must be tendered"),
        False: pgettext("tender", "need not be tendered"),
        None: pgettext("tender", "unknown: an amount is missing"),
    }
    lights = {True: "red", False: "green", None: "stopped"}
    return ShownContract(
        judged.contract.title,
        BOUGHT[judged.contract.bought],
        fen_text(judged.counted),
        fen_text(judged.threshold),
        words[judged.answer],
        lights[judged.answer],
        others,
    )


@dataclass(frozen=True, slots=True)
class ShownInterval:
    since: str | Promise
    until: str | Promise
    rule: str
    law: str
    took: int | None
    day: date | None
    word: str
    light: str


def shown_interval(checked: Checked) -> ShownInterval:
    """An interval of the law with what the days of this tender make of it."""
    interval = checked.interval
    words = {
        True: pgettext("interval", "kept"),
        False: pgettext("interval", "broken"),
        None: pgettext("interval", "a day is missing"),
    }
    lights = {True: "green", False: "red", None: "stopped"}
    return ShownInterval(
        DAYS[interval.since],
        DAYS[interval.until],
        _rule(interval),
        _law(interval.law),
        checked.took,
        checked.day,
        words[checked.is_kept],
        lights[checked.is_kept],
    )


def _rule(interval: Interval) -> str:
    if interval.bound is Bound.SAME_DAY:
        return _("the same day")
    if interval.bound is Bound.AT_LEAST:
        said = ngettext("at least %(n)s day", "at least %(n)s days", interval.days)
    else:
        said = ngettext("at most %(n)s day", "at most %(n)s days", interval.days)
    return said % {"n": interval.days}


def _law(code: str) -> str:
    text, _colon, article = code.partition(":")
    named = {
        "law": _("Tendering law, article %s"),
        "rules": _("Regulations of the tendering law, article %s"),
    }
    return named[text] % article


def finding(judged: Sequence[MustTender], checked: Sequence[Checked]) -> str:
    """The title: what is wrong first, else what must be tendered, else the question."""
    broken = sum(each.is_kept is False for each in checked)
    if broken:
        told = ngettext(
            "%(n)s day of the tendering law is broken",
            "%(n)s days of the tendering law are broken",
            broken,
        )
        return told % {"n": broken}
    must = sum(each.answer is True for each in judged)
    if must:
        told = ngettext("%(n)s contract must be tendered", "%(n)s contracts must be tendered", must)
        return told % {"n": must}
    if judged or checked:
        return _("Nothing here breaks the rules of tendering")
    return _("Must it be tendered, and are the days kept?")
