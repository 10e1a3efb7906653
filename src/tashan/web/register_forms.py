"""A form of a register: shown, tried, and either done with a source or shown again with why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.models import Source
from tashan.registry import changes
from tashan.registry.keeping import facts_on
from tashan.registry.models import Entity
from tashan.registry.naming import name_on
from tashan.web.doors import OfficerRequest
from tashan.web.forms.registers import SourceForm

# does it, and says which page to show then
Act = Callable[[Source], tuple[str, int] | tuple[str, list[int]]]


def answer(
    request: OfficerRequest,
    form: SourceForm,
    act: Act,
    *,
    title: str,
    back: tuple[str, list[int]],
) -> HttpResponseBase:
    """What an officer can mend is said above the form, and nothing is half-done."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                name, of = act(form.source(request.user, timezone.now()))
        except UserError as error:
            form.add_error(None, f"{error.message} {error.hint}")
        else:
            messages.success(request, _("Done, and recorded."))
            return redirect(name, *(of if isinstance(of, list) else [of]))
    context = {"form": form, "title": title, "back": reverse(back[0], args=back[1])}
    return render(request, "registers/form.html", context)


def restate(entity: Entity, form: SourceForm, source: Source) -> None:
    """What the form says of the entity holds from its day on; what held already is no change."""
    since, name = form.cleaned_data["since"], form.cleaned_data["name"]
    changes.change(entity, since=since, source=source, **form.facts())
    if name != name_on(entity, since):
        changes.rename(entity, name, since=since, source=source)


def initial_of(entity: Entity) -> dict[str, Any]:
    """What holds of the entity today, to be changed in a form."""
    today = timezone.localdate()
    facts = facts_on(entity, today)
    held = {} if facts is None else {f.name: f.value_from_object(facts) for f in facts._meta.fields}
    return {**held, "name": name_on(entity, today), "code": entity.code, "since": today}
