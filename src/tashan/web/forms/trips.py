"""Forms of study trips: the trip itself, its sites, photos and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django import forms
from django.db.models import Model
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tashan.learning.models import Host, Site, Trip
from tashan.learning.trips import Told
from tashan.reading.models import Report
from tashan.web.forms.entries import DayField

_BETWEEN = re.compile("[\\s,，、;；]+")
MOST_LINES = 200
R = TypeVar("R", bound=Model)


class TripForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("of a trip", "Title"), max_length=200)
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    hosts = forms.CharField(
        label=_("Places visited"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line, in the order of the trip."),
        max_length=2000,
    )
    members = forms.CharField(
        label=_("Delegation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line: the name, a space, the post. The leader comes first."),
        max_length=8000,
    )
    people = forms.IntegerField(
        label=_("People in all"), required=False, min_value=1, max_value=999
    )
    distance = forms.IntegerField(
        label=_("Distance, km"), required=False, min_value=1, max_value=99_999
    )
    purpose = forms.CharField(
        label=_("What it was to learn"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_hosts(self) -> list[str]:
        typed: str = self.cleaned_data["hosts"]
        return [name[:200] for name in _BETWEEN.split(typed) if name][:MOST_LINES]

    def clean_members(self) -> list[tuple[str, str]]:
        typed: str = self.cleaned_data["members"]
        found = [line.split(maxsplit=1) for line in typed.splitlines() if line.strip()]
        if any(len(words[0]) > 100 for words in found):
            raise forms.ValidationError(
                gettext("A name is longer than 100 characters: put a space between name and post.")
            )
        return [(words[0], words[1][:200] if len(words) > 1 else "") for words in found][
            :MOST_LINES
        ]

    def told(self) -> Told:
        return Told(**self.cleaned_data)

    @classmethod
    def initial_of(cls, trip: Trip) -> dict[str, Any]:
        members = [f"{one.name} {one.post}".strip() for one in trip.members.all()]
        return {
            "title": trip.title,
            "first": trip.first,
            "last": trip.last,
            "hosts": "\n".join(host.name for host in trip.hosts.all()),
            "members": "\n".join(members),
            "people": trip.people,
            "distance": trip.distance,
            "purpose": trip.purpose,
        }


def chosen(rows: Iterable[R], number: str) -> R | None:
    """The row of this number; None where none was chosen."""
    return next((row for row in rows if str(row.pk) == number), None)


def choices_of(rows: Iterable[Model]) -> list[tuple[str, str]]:
    return [("", "—"), *((str(row.pk), str(row)) for row in rows)]


class SiteForm(forms.Form):
    """``hosts`` are those of the trip, which the page has read already."""

    name = forms.CharField(label=_("Site"), max_length=200)
    host = forms.ChoiceField(label=_("Place"), required=False)
    visited_on = DayField(label=pgettext_lazy("of a visit", "Day"))
    note = forms.CharField(label=_("What was seen"), required=False, max_length=500)

    def __init__(self, *args: Any, trip: Trip, hosts: Sequence[Host], **options: Any) -> None:
        super().__init__(*args, **options)
        self.hosts = hosts
        self.fields["host"].choices = choices_of(hosts)  # type: ignore[attr-defined]
        self.fields["visited_on"].widget.attrs.update(
            {"min": trip.first.isoformat(), "max": trip.last.isoformat()}
        )

    def clean_host(self) -> Host | None:
        return chosen(self.hosts, self.cleaned_data["host"])


class PhotoForm(forms.Form):
    """``sites`` are those of the trip, which the page has read already."""

    picture = forms.FileField(
        label=_("Picture"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"})
    )
    caption = forms.CharField(label=_("Caption"), required=False, max_length=200)
    site = forms.ChoiceField(label=_("Site"), required=False)

    def __init__(self, *args: Any, sites: Sequence[Site], **options: Any) -> None:
        super().__init__(*args, **options)
        self.sites = sites
        self.fields["site"].choices = choices_of(sites)  # type: ignore[attr-defined]

    def clean_site(self) -> Site | None:
        return chosen(self.sites, self.cleaned_data["site"])


class AttachForm(forms.Form):
    report = forms.ModelChoiceField(Report.objects.none(), label=_("Report"))

    def __init__(self, *args: Any, trip: Trip, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Report.objects.exclude(trips__trip=trip).order_by("-uploaded_at", "-pk")
        told = rows.defer("text", "paragraphs", "pages")
        self.fields["report"].queryset = told  # type: ignore[attr-defined]
