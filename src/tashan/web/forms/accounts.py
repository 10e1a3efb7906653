"""Forms of the accounts page; the rules are those of ``tashan.record.accounts``."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.record.models import AccountKind


class AccountForm(forms.Form):
    """A new account; its roles are given by the security administrator."""

    username = forms.CharField(label=_("Username"), max_length=150)
    display_name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=100)
    office = forms.CharField(label=_("Office"), max_length=200, required=False)
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    email = forms.EmailField(label=_("Email"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of account"),
        choices=AccountKind.choices,
        help_text=_("Settled for good: business and each administration need an account each."),
    )
    password = forms.CharField(
        label=_("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ten characters or more. Tell it in person; it can be changed after sign-in."),
    )


class PasswordForm(forms.Form):
    """A new password for somebody who lost theirs."""

    password = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ten characters or more. Tell it in person."),
    )
