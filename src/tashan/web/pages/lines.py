"""Lines of responsibility: all side by side, one, an officer's load, and hand-overs of posts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.line_work import setting_up
from tashan.casework.line_work.handing_over import NewHandOver, begin, side_of, sign
from tashan.casework.line_work.load import lines_on, officer_load
from tashan.duties.line_models import HandOver, Line
from tashan.record import perms
from tashan.record.models import Source
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.entries import EntryForm
from tashan.web.forms.lines import HandOverForm, HangForm, LinePostForm, SetUpLinesForm
from tashan.web.key_work.words import titled
from tashan.web.lines.line_pages import LineRow, LoadPage, comparison
from tashan.web.lines.words import kind_word, light_word
from tashan.web.listing import page_of
from tashan.web.pages.entry_forms import done
from tashan.web.pages.parks import day_of


@page(perms.may_see_work)
def lines(request: OfficerRequest) -> HttpResponse:
    """Every line with its load on ``?on=``, side by side."""
    on = day_of(request)
    rows = [LineRow(one) for one in lines_on(on, viewer=request.user)]
    context = {"rows": rows, "chart": comparison(rows), "on": on,
               "may_keep": perms.may_keep_work(request.user)}  # fmt: skip
    return render(request, "lines/list.html", context)


@page(perms.may_see_work)
def line(request: OfficerRequest, line_id: int) -> HttpResponse:
    """One line: who leads it, what is open beneath, and how far its key tasks are."""
    on = day_of(request)
    every = {one.line.pk: one for one in lines_on(on, viewer=request.user)}
    if line_id not in every:
        raise Http404
    row = LineRow(every[line_id])
    shown = LoadPage(row.load, request)
    context = {"row": row, "page": shown, "shown": shown.shown, "on": on, "title": row.title,
               "officer": row.told.officer, "holder": row.holder,
               "may_keep": perms.may_keep_work(request.user)}  # fmt: skip
    return render(request, "lines/load.html", context)


@page(perms.may_see_work)
def officer_line(request: OfficerRequest, entity_id: int) -> HttpResponse:
    """What one officer answers for on a day."""
    on = day_of(request)
    officer = get_object_or_404(Entity, pk=entity_id, kind=Kind.OFFICER)
    shown = LoadPage(officer_load(officer, on, viewer=request.user), request)
    name = names_on([officer.pk], on).get(officer.pk, "")
    context = {"page": shown, "shown": shown.shown, "on": on, "title": name, "officer": officer}
    return render(request, "lines/load.html", context)


def _form(
    request: OfficerRequest, form: EntryForm | HandOverForm, title: str, back: str
) -> HttpResponse:  # fmt: skip
    status = 422 if form.errors else 200
    context = {"form": form, "title": title, "back": back}
    return render(request, "lines/form.html", context, status=status)


@page(perms.may_keep_work)
def new_lines(request: OfficerRequest) -> HttpResponseBase:
    """A steward sets the lines up from an adopted part."""
    form = SetUpLinesForm(request.POST or None, on=timezone.localdate())

    def enter(source: Source) -> None:
        key, _dot, part = form.said["rules"].partition(".")
        adoption = Adoption.objects.get(pk=int(key))
        setting_up.set_up(adoption, part, on=form.since, source=source)

    if done(request, form, enter):
        return redirect("lines")
    return _form(request, form, _("Set up the lines"), reverse("lines"))


@page(perms.may_keep_work)
def line_post(request: OfficerRequest, line_id: int) -> HttpResponseBase:
    """The line belongs to another post from a day on."""
    row = get_object_or_404(Line, pk=line_id)
    form = LinePostForm(request.POST or None)

    def give(source: Source) -> None:
        said = form.said
        setting_up.give_post(row, said["office"], said["post"], since=form.since, source=source)

    if done(request, form, give):
        return redirect("line", line_id)
    title = _("Give it a post: %s") % titled(row.title)
    return _form(request, form, title, reverse("line", args=[line_id]))


@page(perms.may_keep_work)
def hang_on_line(request: OfficerRequest, line_id: int) -> HttpResponseBase:
    """Something hangs under the line from a day on."""
    row = get_object_or_404(Line, pk=line_id)
    form = HangForm(request.POST or None)

    def hang(source: Source) -> None:
        about = f"{form.said['kind']}:{form.said['key'].strip()}"
        setting_up.hang(row, about, since=form.since, source=source)

    if done(request, form, hang):
        return redirect("line", line_id)
    title = _("Hang something under it: %s") % titled(row.title)
    return _form(request, form, title, reverse("line", args=[line_id]))


@page(perms.may_see_work)
def hand_overs(request: OfficerRequest) -> HttpResponse:
    """Every hand-over, the latest first."""
    rows = HandOver.objects.order_by("-on", "-pk")
    shown = page_of(request, rows)
    ids = {pk for one in shown for pk in (one.office_id, one.giver_id, one.taker_id)}
    names = names_on(ids, timezone.localdate())
    told = [
        (one, *(names.get(pk, "") for pk in (one.office_id, one.giver_id, one.taker_id)))
        for one in shown
    ]
    context = {"shown": shown, "rows": told,
               "may_keep": perms.may_keep_work(request.user)}  # fmt: skip
    return render(request, "lines/hand_overs.html", context)


@page(perms.may_keep_work)
def new_hand_over(request: OfficerRequest) -> HttpResponseBase:
    """A steward begins a hand-over: the list of what is open is made."""
    form = HandOverForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            by = By(request.user, timezone.now(), said["on"])
            new = NewHandOver(said["office"], said["post"], said["giver"], said["taker"])
            made = begin(new, by=by)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The list is made. Both sign it."))
            return redirect("hand_over", made.pk)
    return _form(request, form, _("Hand a post over"), reverse("hand_overs"))


def _hand_over(number: int) -> HandOver:
    rows = HandOver.objects.select_related("office", "giver", "taker", "given_by", "taken_by")
    return get_object_or_404(rows, pk=number)


@page(perms.may_see_work)
def hand_over(request: OfficerRequest, hand_over_id: int) -> HttpResponse:
    """The list of what was open on the day, with both signatures."""
    row, today = _hand_over(hand_over_id), timezone.localdate()
    side = side_of(row, By(request.user, timezone.now(), today))
    may_sign = bool(side) and getattr(row, f"{side}_on") is None and row.on <= today
    things = [
        one | {"kind": kind_word(one["cause"].partition(":")[0]),
               "word": light_word(one["light"] or "")}
        for one in row.things
    ]  # fmt: skip
    names = names_on([row.office_id, row.giver_id, row.taker_id], today)
    context = {"row": row, "things": things, "may_sign": may_sign,
               "office": names.get(row.office_id, ""), "giver": names.get(row.giver_id, ""),
               "taker": names.get(row.taker_id, "")}  # fmt: skip
    return render(request, "lines/hand_over.html", context)


@require_POST
@page(perms.may_see_work)
def sign_hand_over(request: OfficerRequest, hand_over_id: int) -> HttpResponseBase:
    """Who hands over and who takes over sign, each for themselves."""
    try:
        by = By(request.user, timezone.now(), timezone.localdate())
        row = sign(_hand_over(hand_over_id), by=by)
    except UserError as error:
        messages.error(request, str(error))
    else:
        said = _("Handed over: what is open follows.") if row.is_done else _("You have signed.")
        messages.success(request, said)
    return redirect("hand_over", hand_over_id)
