"""Forms of lines: set them up, give one another post, hang something under it, hand a post over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.mechanisms.duty import Duty as DutyPart
from tashan.registry.kinds import Kind
from tashan.web.forms.entries import DayField, EntityField, EntryForm
from tashan.web.lines.words import kind_word

HANGING = ("duty", "office", "key_task", "project", "target", "chain")


def line_parts(on: date) -> list[tuple[str, str]]:
    """The adopted parts that have lines, as ``adoption.part`` and title."""
    found = []
    for adoption in Adoption.objects.order_by("pk"):
        try:
            held = current.of(adoption, on)
        except UserError:
            continue
        for name, part in held.mechanism.parts.items():
            if isinstance(part, DutyPart) and part.lines:
                found.append((f"{adoption.pk}.{name}", f"{adoption.title} · {part.title.zh}"))
    return found


class SetUpLinesForm(EntryForm):
    """The lines of an adopted part, from a day on."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rules"] = forms.ChoiceField(label=_("Lines"), choices=line_parts(on))
        self.order_fields(["rules"])


class LinePostForm(EntryForm):
    """The post that a line belongs to."""

    office = EntityField(Kind.OFFICE, label=gettext_lazy("Office"))
    post = forms.CharField(label=gettext_lazy("Post"), max_length=100)
    field_order = ("office", "post")


class HangForm(EntryForm):
    """What hangs under a line: its kind, and its number or code."""

    key = forms.CharField(
        label=gettext_lazy("Number or code"), max_length=60,
        help_text=gettext_lazy("As its address or its page shows it, like 12 or land."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(kind, kind_word(kind)) for kind in HANGING]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=choices)
        self.order_fields(["kind", "key"])


class HandOverForm(forms.Form):
    """Which post passes from whom to whom."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"] = EntityField(Kind.OFFICE, label=_("Office"))
        self.fields["post"] = forms.CharField(label=_("Post"), max_length=100)
        self.fields["giver"] = EntityField(Kind.OFFICER, label=_("Who hands over"))
        self.fields["taker"] = EntityField(Kind.OFFICER, label=_("Who takes over"))
        self.fields["on"] = DayField(label=_("From this day on"), initial=on)
