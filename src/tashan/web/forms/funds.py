"""Forms of funds: one is opened from an adopted mechanism, and money is paid in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tashan.adoption.current import InForce, in_force
from tashan.mechanisms.fund import Fund as FundPart
from tashan.programmes.fund_models import Fund, FundSort
from tashan.web.figure_words import in_script
from tashan.web.forms.entries import DayField
from tashan.web.forms.guarantees import fen_of, yuan_field


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fund that an adopted mechanism describes and nobody opened yet."""

    held: InForce
    code: str
    part: FundPart

    @property
    def key(self) -> str:
        return f"{self.held.adoption.pk}:{self.code}"

    @property
    def title(self) -> str:
        words = (self.held.adoption.title, self.part.title.zh)
        return in_script(" · ".join(words))


def candidates(on: date) -> list[Candidate]:
    """What may be opened on a day."""
    opened = set(Fund.objects.values_list("adoption", "part"))
    return [one for one in _described(on) if (one.held.adoption.pk, one.code) not in opened]


def _described(on: date) -> Iterator[Candidate]:
    for held in in_force(on):
        for code, part in held.mechanism.parts.items():
            if isinstance(part, FundPart) and part.spending is None:
                yield Candidate(held, code, part)


def sort_of(one: Candidate) -> FundSort:
    """What sort of fund its file most likely describes."""
    if one.part.exposure is not None:
        return FundSort.GUARANTEE
    words = one.held.mechanism.mechanism
    named = {"mutual": FundSort.MUTUAL, "guidance": FundSort.GUIDANCE,
             "incubation": FundSort.INCUBATION}  # fmt: skip
    return next((sort for word, sort in named.items() if word in words), FundSort.BRIDGE)


class NewFundForm(forms.Form):
    """Which fund, since when, by whose approval, and what is paid in."""

    def __init__(self, *args: Any, found: list[Candidate], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        first = next(iter(found), None)
        self.fields |= {
            "part": forms.ChoiceField(
                label=_("Fund of an adopted mechanism"),
                choices=[(one.key, one.title) for one in found],
            ),
            "sort": forms.ChoiceField(
                label=_("Sort of fund"), choices=FundSort.choices,
                initial=sort_of(first) if first else None,
            ),
            "on": DayField(label=_("Opened on"), initial=on),
            "approval": forms.CharField(
                label=_("Approval of the higher government"), max_length=200, required=False,
                help_text=_("Guidance and incubation funds need it: the number of the document."),
            ),
            "fen": yuan_field(_("Money paid in"), required=False),
            "says": forms.CharField(
                label=_("Who pays, by which document"), max_length=300, required=False
            ),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("fen") and not said.get("says", "").strip():
            self.add_error("says", _("Say who pays in, by which document."))
        return said


class PayInForm(forms.Form):
    """Capital that comes in."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "fen": yuan_field(_("Money paid in")),
            "says": forms.CharField(label=_("Who pays, by which document"), max_length=300),
            "on": DayField(label=_("Paid in on"), initial=on),
        }

    @property
    def fen(self) -> int:
        return fen_of(self.cleaned_data["fen"]) or 0
