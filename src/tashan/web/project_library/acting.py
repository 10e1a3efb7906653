"""A form of the library: shown, tried, and either done or shown again with what is amiss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.web.doors import OfficerRequest

Address = str


def answer(
    request: OfficerRequest, form: forms.Form, act: Callable[[], Address], *,
    title: str, back: Address, says: str = "",
) -> HttpResponseBase:  # fmt: skip
    """``act`` does it and says where to go then. What is refused keeps what was typed: 409; what
    cannot be read: 422."""
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            address = act()
        except UserError as error:
            form.add_error(None, f"{error.message} {error.hint}")
            status = 409
        else:
            messages.success(request, _("Done, and recorded."))
            return redirect(address)
    context = {"form": form, "title": title, "back": back, "says": says,
               "has_file": form.is_multipart()}  # fmt: skip
    return render(request, "project_library/act.html", context, status=status)


def by_of(request: OfficerRequest, on: date) -> By:
    """Who acts, now, and the day on which it happened. Raises UserError for a day to come."""
    return By(request.user, timezone.now(), on)
