"""Entering and changing what the registers hold: one view for all acts, each with its reason."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record import perms, sources
from tashan.record.models import Source
from tashan.registry.dated import as_of
from tashan.registry.keeping import FACTS
from tashan.registry.models import Entity
from tashan.registry.naming import name_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.entry_acts import NEW, ROW_ACTS, act_on_kind
from tashan.web.forms.entries import EntryForm


@page(perms.may_keep_registers)
def new_entry(request: OfficerRequest, kind: str) -> HttpResponseBase:
    """A new place, office, officer or enterprise."""
    new = NEW.get(kind)
    if new is None:
        raise Http404
    form = new.form(request.POST or None)
    made: list[Entity] = []

    def enter(source: Source) -> None:
        made.append(new.enter(form, source))

    if done(request, form, enter, new.blame):
        return redirect("entity", made[0].pk)
    return _shown(request, form, title=new.title, entity=None)


@page(perms.may_keep_registers)
def act(request: OfficerRequest, entity_id: int, act: str) -> HttpResponseBase:
    """Change, rename, label … an entity."""
    entity = get_object_or_404(Entity, pk=entity_id)
    asked = act_on_kind(act, entity.kind)
    if asked is None:
        raise Http404
    form = asked.form(request.POST or None, initial=_initial(entity, asked.form))
    if done(request, form, lambda source: asked.do(entity, form, source), asked.blame):
        return redirect("entity", entity.pk)
    return _shown(request, form, title=asked.title, entity=entity)


@page(perms.may_keep_registers)
def act_on(request: OfficerRequest, entity_id: int, act: str, row_id: int) -> HttpResponseBase:
    """End a label, a tenure or a belonging; enter the repair of a credit event."""
    entity = get_object_or_404(Entity, pk=entity_id)
    asked = ROW_ACTS.get(act)
    if asked is None:
        raise Http404
    row = get_object_or_404(asked.rows(entity), pk=row_id)
    form = asked.form(request.POST or None)
    if done(request, form, lambda source: asked.do(row, form, source), asked.blame):
        return redirect("entity", entity.pk)
    return _shown(request, form, title=asked.title, entity=entity)


def _initial(entity: Entity, form: type[EntryForm]) -> dict[str, object]:
    """What holds today, for a form that changes facts."""
    initial_of = getattr(form, "initial_of", None)
    model: type[Model] | None = FACTS.get(entity.kind)
    if initial_of is None or model is None:
        return {}
    rows = model._default_manager.filter(entity=entity)
    facts = as_of(rows, timezone.localdate()).first()
    return dict(initial_of(facts)) if facts else {}


def done(
    request: OfficerRequest,
    form: EntryForm,
    do: Callable[[Source], object],
    blame: str | None = None,
) -> bool:
    """Whether the form was sent and did what it says; a refusal stands beside the field to
    ``blame``, else at the head."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            reason = form.cleaned_data["reason"]
            do(sources.entry(reason, actor=request.user, at=timezone.now()))
    except UserError as error:
        form.add_error(blame, f"{error.message} {error.hint}".strip())
        return False
    messages.success(request, _("Done, and recorded."))
    return True


def _shown(
    request: OfficerRequest, form: EntryForm, *, title: str | Promise, entity: Entity | None
) -> HttpResponseBase:
    name = name_on(entity, timezone.localdate()) if entity else ""
    context = {"form": form, "title": title, "entity": entity, "name": name}
    status = 422 if form.errors else 200
    return render(request, "entries/form.html", context, status=status)
