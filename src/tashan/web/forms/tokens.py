"""The form of a new token; the rules are those of ``tashan.record.tokens``."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tashan.record.models import User
from tashan.record.tokens import LONGEST, NewToken, scopes_for

USUAL = timedelta(days=90)


class TokenForm(forms.Form):
    """A name, what the token may do of what the account may do, and its last day."""

    name = forms.CharField(
        label=_("Program"),
        max_length=100,
        help_text=_("The program or system that will use the token."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    last_day = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most a year ahead. After it the program needs a new token."),
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["scopes"]
        choices.choices = [(scope.value, scope.label) for scope in scopes_for(user)]
        self.fields["last_day"].initial = today + USUAL
        attrs = {"min": today.isoformat(), "max": (today + LONGEST - timedelta(1)).isoformat()}
        self.fields["last_day"].widget.attrs.update(attrs)

    def asked(self) -> NewToken:
        """What a valid form asks for; the token opens something until its last day is over."""
        data = self.cleaned_data
        over = datetime.combine(data["last_day"] + timedelta(days=1), time.min)
        ends = timezone.make_aware(over)
        return NewToken(data["name"], tuple(data["scopes"]), ends)
