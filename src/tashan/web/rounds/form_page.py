"""One form, one act: what was typed stays where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.web.doors import OfficerRequest


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form: its title, what it is about, where it is left to."""

    title: str
    about: str
    back: str
    explains: str = ""


def handled(
    request: OfficerRequest, form: forms.Form, around: FormPage, act: Callable[[], str]
) -> HttpResponseBase:
    """The form, or after the act the address that it gives; 422 and 409 where it is refused."""
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            there = act()
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % around.title)
            return redirect(there)
    return render(request, "rounds/form.html", {"form": form, "around": around}, status=status)
