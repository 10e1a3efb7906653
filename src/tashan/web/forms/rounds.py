"""Forms of rounds: a month, an answer, a photo, a figure, a paper, an excuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.round_models import MONTHS, PaperSort, PlanCurve, RoundReport
from tashan.casework.rounds.answering import Answer
from tashan.casework.rounds.curves import NewCurve
from tashan.casework.rounds.lights import SIDES
from tashan.casework.rounds.papers import NewPaper
from tashan.casework.rounds.rules import LIGHTS, declared
from tashan.registry.kinds import Kind
from tashan.web.forms.entries import DayField, EntityField
from tashan.web.forms.guarantees import fen_of
from tashan.web.forms.project_library import FEN_IN_WAN, fen_of_wan, wan_field
from tashan.web.rounds.words import SIDE_NAMES

ZERO = Decimal(0)


def words_field(
    label: str, *, rows: int = 4, most: int = 500, required: bool = True
) -> forms.Field:
    """Several lines of words."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, required=required)


def amount_field(label: str, *, required: bool = False) -> forms.DecimalField:
    """Yuan from nothing on, to the fen."""
    return forms.DecimalField(
        label=label, min_value=ZERO, max_digits=15, decimal_places=2, required=required,
        help_text=_("In yuan"),
    )  # fmt: skip


class DatedForm(forms.Form):
    """A form of what happened on a day."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on_day = on
        self.begin()
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)

    def begin(self) -> None:
        """The fields before the day."""


class NewRoundForm(forms.Form):
    """A month's round, for the key projects under way or for all of them."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        month = DayField(label=_("Month"), initial=on.replace(day=1))
        month.help_text = _("Any day of the month that is reported.")
        self.fields["month"] = month
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=200)
        choices = [("key", _("Key projects under way")), ("all", _("All projects under way"))]
        self.fields["projects"] = forms.ChoiceField(label=_("Projects"), choices=choices)
        self.fields["asks"] = words_field(_("What is asked"), required=False)
        self.fields["due_on"] = DayField(label=_("To be answered by"))


class AnswerForm(DatedForm):
    """What an office tells of a project; amounts from January on."""

    def __init__(self, *args: Any, row: RoundReport, **options: Any) -> None:
        self.row = row
        super().__init__(*args, **options)

    def begin(self) -> None:
        """The fields with what was told before."""
        row = self.row
        self.fields["progress"] = words_field(_("Progress"), most=2000)
        self.fields["done"] = amount_field(_("Investment done this year, from January on"))
        self.fields["lowered_because"] = forms.CharField(
            label=_("Why the figure falls"), max_length=300, required=False,
            help_text=_("Only where it is below what was reported before."),
        )  # fmt: skip
        self.fields["received"] = amount_field(_("Money received this year"))
        self.fields["paid"] = amount_field(_("Money paid this year"))
        self.fields["problems"] = words_field(_("Problems"), most=2000, required=False)
        for name in ("progress", "problems", "lowered_because"):
            self.fields[name].initial = getattr(row, name)
        for name in ("done", "received", "paid"):
            fen = getattr(row, name)
            self.fields[name].initial = None if fen is None else Decimal(fen) / 100

    @property
    def said(self) -> Answer:
        """The answer, amounts in fen."""
        told = self.cleaned_data
        return Answer(
            told["progress"], fen_of(told["done"]), fen_of(told["received"]), fen_of(told["paid"]),
            told["problems"], told["lowered_because"],
        )  # fmt: skip


class CheckForm(DatedForm):
    """Confirm a report, or send it back with what is wrong."""

    def begin(self) -> None:
        """The verdict."""
        choices = [("check", pgettext("round", "It is right")),
                   ("send_back", pgettext("round", "Send back"))]  # fmt: skip
        self.fields["verdict"] = forms.ChoiceField(label=_("Verdict"), choices=choices)
        self.fields["remark"] = forms.CharField(
            label=_("What is wrong"), max_length=300, required=False
        )


class RoundPhotoForm(forms.Form):
    """A photo with the day and the place it was taken."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        picture = forms.FileInput(attrs={"accept": "image/jpeg,image/png"})
        self.fields["picture"] = forms.FileField(label=_("Picture"), widget=picture)
        self.fields["taken_on"] = DayField(label=_("Taken on"), initial=on)
        self.fields["place"] = forms.CharField(label=_("Place"), max_length=200)


class StatisticsForm(forms.Form):
    """The statistical figure of a project up to a month, by a table of statistics."""

    def __init__(self, *args: Any, month: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["project"] = EntityField(
            Kind.PROJECT, label=_("Project"), help_text=_("Its name or its code.")
        )
        self.fields["month"] = DayField(label=_("Month"), initial=month)
        self.fields["fen"] = amount_field(_("Investment this year by statistics"), required=True)
        self.fields["document"] = forms.CharField(label=_("From which table"), max_length=200)


class PaperForm(DatedForm):
    """A paper of a project, with what it says."""

    def begin(self) -> None:
        """The sort and its values."""
        choices = [(one.value, str(one.label)) for one in PaperSort]
        self.fields["sort"] = forms.ChoiceField(label=_("What it settles"), choices=choices)
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200
        )
        self.fields["fen"] = amount_field(_("Amount"))
        self.fields["year"] = forms.IntegerField(
            label=_("Year"), min_value=1990, max_value=2200, required=False
        )
        self.fields["share"] = forms.DecimalField(
            label=_("Share in per cent"), min_value=ZERO, max_value=Decimal(100),
            decimal_places=2, required=False,
        )  # fmt: skip

    @property
    def said(self) -> NewPaper:
        """The paper, amounts in fen, the share in ten-thousandths."""
        told = self.cleaned_data
        share = None if told["share"] is None else int(told["share"] * 100)
        return NewPaper(
            PaperSort(told["sort"]), told["document"], fen_of(told["fen"]), told["year"], share
        )


class CurveForm(DatedForm):
    """A project's own plan of a year: invested from January to the end of each month."""

    in_columns = True

    def __init__(self, *args: Any, year: int, newest: PlanCurve | None, **options: Any) -> None:
        self.year, self.newest = year, newest
        super().__init__(*args, **options)

    def begin(self) -> None:
        """One field a month, filled with what was planned last."""
        for month in range(1, MONTHS + 1):
            field = wan_field(f"{self.year}-{month:02}", required=True)
            if self.newest is not None:
                field.initial = Decimal(self.newest.fen[month - 1]) / FEN_IN_WAN
            self.fields[f"month_{month}"] = field
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200
        )
        self.fields["reason"] = forms.CharField(
            label=_("Reason of the change"), max_length=300, required=self.newest is not None
        )

    @property
    def said(self) -> NewCurve:
        """The months in fen."""
        told = self.cleaned_data
        months = [fen_of_wan(told[f"month_{month}"]) or 0 for month in range(1, MONTHS + 1)]
        return NewCurve(self.year, months, told["document"], told["reason"])


class ExcuseForm(DatedForm):
    """Why one side is not lit until a day."""

    def begin(self) -> None:
        """Those sides that the rules allow to be excused."""
        rules = declared(LIGHTS, self.on_day).book.rules
        open_to = {rule.dimension for rule in rules if rule.exemption}
        choices = [(str(side), str(SIDE_NAMES[side])) for side in SIDES if side in open_to]
        self.fields["dimension"] = forms.ChoiceField(label=_("Side"), choices=choices)
        self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=300)
        self.fields["until"] = DayField(label=_("Until"))
