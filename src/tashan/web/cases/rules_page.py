"""The rules a case runs under, why each matter applies, and what a newer version would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tashan.casework.asking import fact_of
from tashan.casework.proposals import Why
from tashan.casework.versions import Change, MatterChange, Preview
from tashan.mechanisms.indicator import Subject
from tashan.web.cases.intake_page import UNITS, fact_words
from tashan.web.figure_words import in_tongue, titled

CHANGES: Mapping[Change, str | Promise] = {
    Change.SAME: pgettext_lazy("matter under a new version", "stays as it is"),
    Change.OTHER_TERMS: pgettext_lazy("matter under a new version", "changes"),
    Change.COMES: pgettext_lazy("matter under a new version", "comes"),
    Change.GOES: pgettext_lazy("matter under a new version", "goes"),
    Change.ENDED: pgettext_lazy("matter under a new version", "is over, stays as it was"),
    Change.KEPT: pgettext_lazy("matter under a new version", "is in hand, stays"),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One matter of a preview in words."""

    one: MatterChange
    title: str
    word: str | Promise
    limit_before: str
    limit_after: str


@dataclass(frozen=True, slots=True)
class WhyRow:
    """A step of the procedure, whether it is in the case, and why."""

    title: str
    applies: bool
    is_spared: bool
    why: str


def change_rows(told: Preview) -> list[ChangeRow]:
    """What changes first, in the order of the new version."""
    order = [Change.OTHER_TERMS, Change.COMES, Change.GOES, Change.KEPT, Change.SAME, Change.ENDED]
    rows = sorted(told.changes, key=lambda one: order.index(one.change))
    return [
        ChangeRow(one, titled(one.title), CHANGES[one.change], _limits(one.limits_before),
                  _limits(one.limits_after))
        for one in rows
    ]  # fmt: skip


def why_rows(opening: Mapping[str, Any], subject: Subject) -> list[WhyRow]:
    """From what the case keeps of its opening, in the order of the procedure."""
    steps = sorted(opening.get("steps", {}).values(), key=lambda step: step.get("position", 0))
    return [
        WhyRow(
            titled(step["title"]),
            step["applies"] is True,
            step["why"] == Why.SPARED,
            _why(step, subject),
        )
        for step in steps
    ]


def _why(step: Mapping[str, Any], subject: Subject) -> str:
    if spared := step.get("spared_by"):
        return str(_("Spared: assessed for %(area)s once for all, %(document)s") % spared)
    match step["why"]:
        case Why.ALWAYS:
            return _("Always")
        case Why.LATER:
            return _("Decided while the case runs")
        case Why.JOINT:
            return _("One conclusion of several matters")
    used = step.get("used", {})
    return "；".join(
        f"{in_tongue(fact_of(key, subject).title)} {fact_words(key, value, subject)}"
        for key, value in used.items()
    )


def _limits(limits: tuple[Mapping[str, Any], ...]) -> str:
    kinds = {limit.get("kind", "promised"): limit for limit in limits}
    told = [
        _("the same day") if limit["n"] == 0 else UNITS[limit["unit"]](limit["n"])
        for kind in ("promised", "statutory")
        if (limit := kinds.get(kind))
    ]
    return " / ".join(told) or "—"
