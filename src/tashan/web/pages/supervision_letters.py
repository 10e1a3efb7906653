"""Letters of supervision: the list, one of them, its paper, and the forms of its acts."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.supervision import letter_acts, letters
from tashan.casework.supervision.letter_rights import LetterAct, acts_for, may_do
from tashan.casework.supervision_models import LetterState, SupervisionLetter
from tashan.record import files, perms
from tashan.record.perms import Visitor
from tashan.registry.naming import name_on, names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.supervision import LetterActForm
from tashan.web.listing import page_of
from tashan.web.pages.supervision import download
from tashan.web.supervision.lights_page import page_url
from tashan.web.supervision.words import ACTS


def may_move_letters(user: Visitor) -> bool:
    """Stewards issue and clear, offices answer; which of them a letter lets do what is its own."""
    return perms.may_report_work(user) or perms.may_check_work(user)


def _letter(letter_id: int) -> SupervisionLetter:
    rows = SupervisionLetter.objects.select_related("office", "file", "issued_by", "answered_by")
    return get_object_or_404(rows.select_related("closed_by"), pk=letter_id)


@page(perms.may_see_work)
def supervision_letters(request: OfficerRequest) -> HttpResponse:
    """The letters by ``?state=``: drafts, those that wait for an answer, answered, cleared."""
    rows = SupervisionLetter.objects.prefetch_related("causes").order_by("-pk")
    state = request.GET.get("state", "")
    if state in LetterState.values:
        rows = rows.filter(state=state)
    shown = page_of(request, rows)
    on = timezone.localdate()
    names = names_on([one.office_id for one in shown], on)
    lines = [(one, letters.name_of(one), names.get(one.office_id, "")) for one in shown]
    context = {"lines": lines, "shown": shown, "state": state, "states": LetterState, "on": on}
    return render(request, "supervision/letters.html", context)


@page(perms.may_see_work)
def supervision_letter(request: OfficerRequest, letter_id: int) -> HttpResponse:
    """One letter with its causes and what may be done to it."""
    row, on = _letter(letter_id), timezone.localdate()
    acts = [(act.value, ACTS[act]) for act in acts_for(request.user, row, on)]
    causes = [(one, page_url(one.cause)) for one in row.causes.all()]
    context = {"row": row, "name": letters.name_of(row), "office": name_on(row.office, on),
               "causes": causes, "acts": acts, "on": on}  # fmt: skip
    return render(request, "supervision/letter.html", context)


@page(perms.may_see_work)
def letter_file(request: OfficerRequest, letter_id: int) -> HttpResponseBase:
    """The paper of an issued letter, as it was stored then."""
    row = _letter(letter_id)
    if row.file is None:
        raise Http404
    return download(files.read(row.file), row.file.name)


@page(may_move_letters)
def letter_act(request: OfficerRequest, letter_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    if act not in list(LetterAct):
        raise Http404
    row, wanted, on = _letter(letter_id), LetterAct(act), timezone.localdate()
    if not may_do(request.user, wanted, row, on):
        raise PermissionDenied
    form = LetterActForm(request.POST or None, act=wanted, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["on"])
            letter_acts.perform(wanted, row, form.cleaned_data.get("says", ""), by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % ACTS[wanted])
            return redirect("supervision_letter", letter_id)
    context = {"form": form, "title": ACTS[wanted], "about": letters.name_of(row),
               "back": "supervision_letters", "own": row}  # fmt: skip
    return render(request, "supervision/form.html", context, status=status)
