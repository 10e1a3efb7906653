"""Duties are given and ended, offices join a joint office and leave it: one form, one act each."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tashan.duties import keeping
from tashan.duties.models import Duty, Holding, JointMember
from tashan.duties.named import named
from tashan.record import perms
from tashan.record.models import Source
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.duties import EndForm, GiveDutyForm, JoinForm
from tashan.web.forms.entries import EntryForm
from tashan.web.pages.entry_forms import done


def shown(
    request: OfficerRequest, form: EntryForm, title: str | Promise, back: tuple[str, str, str]
) -> HttpResponseBase:
    """The form; ``back`` is the address, the name of the list it belongs to and a subtitle."""
    address, name, about = back
    context = {"form": form, "title": title, "back": address, "list": name, "about": about}
    status = 422 if form.errors else 200
    return render(request, "duties/form.html", context, status=status)


def _back(about: str = "") -> tuple[str, str, str]:
    return reverse("duties"), _("Duties"), about


@page(perms.may_keep_duties)
def give_duty(request: OfficerRequest) -> HttpResponseBase:
    """``?duty=`` fills in the code and the title of one that is named or was given before."""
    form = GiveDutyForm(request.POST or None, initial=_initial(request.GET.get("duty", "")))

    def give(source: Source) -> None:
        said = form.said
        keeping.give_duty(
            said["code"], form.title, said["office"], since=form.since, source=source,
            place=said["place"], post=said["post"], officer=said["officer"],
        )  # fmt: skip

    if done(request, form, give):
        return redirect("duties")
    return shown(request, form, _("Give a duty"), _back())


def _initial(code: str) -> dict[str, str]:
    if not code:
        return {}
    row = Duty.objects.filter(code=code, place=None).first()
    if row:
        title = row.title
        return {"code": code, "title_zh": title.get("zh", ""), "title_en": title.get("en", "")}
    one = named(timezone.localdate()).get(code)
    found = one.title if one else None
    said = {"title_zh": found.zh, "title_en": found.en} if found else {}
    return {"code": code} | said


@page(perms.may_keep_duties)
def end_duty(request: OfficerRequest, holding_id: int) -> HttpResponseBase:
    """Nobody answers for it from a day on, until it is given again."""
    rows = Holding.objects.select_related("duty").filter(replaced__isnull=True)
    row = get_object_or_404(rows, pk=holding_id)
    form = EndForm(request.POST or None)
    if done(request, form, lambda source: keeping.end_duty(row, on=form.since, source=source)):
        return redirect("duties")
    name = names_on([row.office_id], timezone.localdate()).get(row.office_id, "")
    return shown(request, form, _("End a duty"), _back(f"{name} · {row.duty.code}"))


@page(perms.may_keep_duties)
def join_office(request: OfficerRequest) -> HttpResponseBase:
    """An office belongs to a joint office from a day on."""
    form = JoinForm(request.POST or None)

    def join(source: Source) -> None:
        said = form.said
        keeping.join(
            said["joint"], said["member"], since=form.since, source=source,
            is_lead=said["is_lead"],
        )  # fmt: skip

    if done(request, form, join):
        return redirect(f"{reverse('duties')}?by=office")
    return shown(request, form, _("Member of a joint office"), _back())


@page(perms.may_keep_duties)
def part_office(request: OfficerRequest, member_id: int) -> HttpResponseBase:
    """An office belongs to a joint office no more from a day on."""
    rows = JointMember.objects.select_related("joint", "member").filter(replaced__isnull=True)
    row = get_object_or_404(rows, pk=member_id)
    form = EndForm(request.POST or None)
    if done(request, form, lambda source: keeping.part(row, on=form.since, source=source)):
        return redirect(f"{reverse('duties')}?by=office")
    names = names_on([row.joint_id, row.member_id], timezone.localdate())
    about = f"{names.get(row.joint_id, '')} · {names.get(row.member_id, '')}"
    return shown(request, form, _("Leaves the joint office"), _back(about))
