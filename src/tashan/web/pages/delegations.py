"""Items that others handle: the list, one with its evaluations, and what is done to them."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.casework.models import Matter
from tashan.duties import keeping
from tashan.duties.evaluating import same
from tashan.duties.items import catalogue
from tashan.duties.models import Delegation, Evaluation, Form
from tashan.mechanisms.fields import Text
from tashan.record import perms
from tashan.record.models import Source
from tashan.web.answering.delegation_list import DelegationLine, lines
from tashan.web.answering.ordering import Key, ordered
from tashan.web.answering.words import text
from tashan.web.as_of import as_of
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.duties import DelegateForm, EndForm, EvaluateForm
from tashan.web.listing import order_of, page_of, words_of
from tashan.web.pages.duty_forms import shown
from tashan.web.pages.entry_forms import done

MOST_MATTERS = 50
COLUMNS: dict[str, Key[DelegationLine]] = {
    "title": lambda line: line.key,
    "form": lambda line: line.row.form,
    "since": lambda line: line.row.since,
    "due": lambda line: line.told.due_on,
    "handled": lambda line: line.counted.handled,
    "share": lambda line: line.counted.share,
}


@page(perms.may_see_registers)
def delegations(request: OfficerRequest) -> HttpResponse:
    """Those in force on ``?on=``; ``?form=`` and ``?state=due|ended`` narrow it."""
    day, words = as_of(request), words_of(request)
    rows = Delegation.objects.filter(replaced__isnull=True).select_related("place")
    every = lines(rows.order_by("-since", "-pk"), day.day)
    running = [line for line in every if line.light == "green"]
    due = [line for line in running if line.told.is_due or line.told.asks_recall]
    state = request.GET.get("state", "")
    chosen = {"due": due, "ended": [line for line in every if line.light != "green"]}
    kept = [line for line in chosen.get(state, running) if line.matches(words)]
    if (form := request.GET.get("form", "")) in Form.values:
        kept = [line for line in kept if line.row.form == form]
    order = order_of(request, dict.fromkeys(COLUMNS, ""), default="title")
    context = {
        "as_of": day,
        "words": words,
        "order": order,
        "shown": page_of(request, ordered(kept, order, COLUMNS)),  # type: ignore[arg-type]
        "running": len(running),
        "due": len(due),
        "ended": len(every) - len(running),
        "forms": [(f.value, f.label, sum(r.row.form == f for r in running)) for f in Form],
        "is_any": bool(every),
        "may_keep": perms.may_keep_duties(request.user),
    }
    return render(request, "duties/delegations.html", context)


def _found(delegation_id: int) -> Delegation:
    """The delegation as it stands: an address of an earlier row leads to it too."""
    row = get_object_or_404(Delegation, pk=delegation_id)
    known = [one for one in same(row) if one.replaced_id is None]
    if not known:
        raise Http404
    return known[0]


@page(perms.may_see_registers)
def delegation(request: OfficerRequest, delegation_id: int) -> HttpResponseBase:
    """One delegation: its form and seal, document, evaluations and matters."""
    row, today = _found(delegation_id), timezone.localdate()
    every = [one.pk for one in same(row)]
    evaluations = Evaluation.objects.filter(delegation__in=every).select_related("source__actor")
    matters = Matter.objects.filter(delegation__in=every).select_related("case")
    may_see_cases = perms.may_see_all_cases(request.user)
    context = {
        "line": lines([row], today)[0],
        "row": row,
        "evaluations": list(evaluations.order_by("-on", "-pk")),
        "matters": list(matters.order_by("-received_on", "-pk")[:MOST_MATTERS])
        if may_see_cases
        else [],
        "may_see_cases": may_see_cases,
        "runs": _runs(row, today),
        "may_keep": perms.may_keep_duties(request.user),
    }
    return render(request, "duties/delegation.html", context)


def _runs(row: Delegation, on: date) -> bool:
    return row.until is None or on < row.until


def _titles() -> dict[str, Text]:
    return {item.code: item.title for item in catalogue(timezone.localdate())}


@page(perms.may_keep_duties)
def delegate_item(request: OfficerRequest) -> HttpResponseBase:
    """An item of the open catalogue is handled by another office from a day on."""
    titles = _titles()
    said = {code: text(title) for code, title in titles.items()}
    form = DelegateForm(request.POST or None, titles=said)
    made: list[Delegation] = []

    def delegate(source: Source) -> None:
        title = titles[form.cleaned_data["item"]]
        new = form.told({"zh": title.zh, "en": title.en})
        made.append(keeping.delegate(new, source=source))

    if done(request, form, delegate):
        return redirect("delegation", made[0].pk)
    about = "" if titles else _("No catalogue of items is adopted yet: adopt one first.")
    return shown(request, form, _("Delegate an item"), _back(about))


def _back(about: str = "") -> tuple[str, str, str]:
    return reverse("delegations"), _("Delegated items"), about


@page(perms.may_keep_duties)
def evaluate_delegation(request: OfficerRequest, delegation_id: int) -> HttpResponseBase:
    """How the item was found to be handled."""
    row = _found(delegation_id)
    form = EvaluateForm(request.POST or None)

    def evaluate(source: Source) -> None:
        passes = form.cleaned_data["passes"] == "yes"
        says = form.cleaned_data["says"]
        keeping.evaluate(row, on=form.since, passes=passes, says=says, source=source)

    if done(request, form, evaluate):
        return redirect("delegation", row.pk)
    about = lines([row], timezone.localdate())[0].title
    return shown(request, form, _("Evaluate"), _back(about))


@page(perms.may_keep_duties)
def recall_delegation(request: OfficerRequest, delegation_id: int) -> HttpResponseBase:
    """The holder acts again from a day on; cases in hand stay where they are."""
    row = _found(delegation_id)
    form = EndForm(request.POST or None)
    made: list[Delegation] = []

    def recall(source: Source) -> None:
        made.append(keeping.recall(row, on=form.since, source=source))

    if done(request, form, recall):
        return redirect("delegation", made[0].pk)
    about = lines([row], timezone.localdate())[0].title
    return shown(request, form, _("Recall"), _back(about))
