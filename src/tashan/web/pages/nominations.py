"""Honours by nomination: rounds, nominations, scores, the choice, the result; published seats."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.programmes.models import Nomination, NominationRound, PublicSeat
from tashan.programmes.nomination_models import Chamber
from tashan.programmes.nominations import choosing, nominating, opening, seats
from tashan.programmes.nominations.certificate import certificate as certified
from tashan.programmes.nominations.seeing import may_nominate, may_see_rounds, office_of
from tashan.programmes.offers import offers
from tashan.record import perms
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.web.budgets.round_page import RoundPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.figure_words import in_script
from tashan.web.listing import page_of
from tashan.web.pages.budgets import by_now, told
from tashan.web.pages.reader import attachment


@page(may_see_rounds)
def nominations(request: OfficerRequest) -> HttpResponse:
    """The rounds, the newest first; who matches opens one of an honour that is nominated for."""
    on = timezone.localdate()
    shown = page_of(request, NominationRound.objects.order_by("-year", "-pk"), size=20)
    may_open = perms.may_match(request.user)
    honours = [
        (f"{one.held.adoption.pk}.{one.part}", in_script(one.title["zh"]))
        for one in (offers(on) if may_open else ())
        if one.held is not None and one.programme.nominated
    ]
    context = {"lines": [RoundPage(row, request.user, on) for row in shown], "shown": shown,
               "honours": honours, "may_open": may_open, "year": on.year}  # fmt: skip
    return render(request, "nominations/list.html", context)


@require_POST
@page(perms.may_match)
def open_nominations(request: OfficerRequest) -> HttpResponseBase:
    """A year's round of an honour, until its last day."""
    asked = request.POST
    key, _sep, part = asked.get("honour", "").partition(".")
    adoption = get_object_or_404(Adoption, pk=int(key) if key.isascii() and key.isdigit() else 0)
    try:
        closes, year = date.fromisoformat(asked.get("closes_on", "")), int(asked.get("year", ""))
    except ValueError:
        messages.error(request, _("Give the year and the last day."))
        return redirect("nominations")
    try:
        made = opening.open_round(adoption, part, year, closes, by=by_now(request.user))
    except UserError as error:
        messages.error(request, str(error))
        return redirect("nominations")
    return redirect("nomination_round", made.pk)


def _round(round_id: int) -> NominationRound:
    related = "adoption", "version__adoption", "opened_by"
    return get_object_or_404(NominationRound.objects.select_related(*related), pk=round_id)


@page(may_see_rounds)
def nomination_round(request: OfficerRequest, round_id: int) -> HttpResponse:
    """One round: who is nominated, the scores, the notice, the result."""
    found = RoundPage(_round(round_id), request.user, timezone.localdate())
    context = {
        "page": found,
        "may_nominate": may_nominate(request.user),
        "may_score": perms.may_see_funds(request.user),
        "may_confirm": perms.may_confirm(request.user),
    }
    return render(request, "nominations/round.html", context)


@require_POST
@page(may_nominate)
def nominate(request: OfficerRequest, round_id: int) -> HttpResponseBase:
    """An enterprise by its credit code or a person by name; an agent names their own."""
    found = _round(round_id)

    def act() -> None:
        nominating.nominate(found, _named(request), by=by_now(request.user))

    told(request, act, _("The nomination is entered."))
    return redirect("nomination_round", round_id)


def _named(request: OfficerRequest) -> nominating.Named:
    asked, on = request.POST, timezone.localdate()
    files = tuple((one.name or "", one.read()) for one in request.FILES.getlist("files"))
    reasons = asked.get("reasons", "")
    if perms.may_apply(request.user):
        return nominating.Named(reasons, entity_of(request.user, on), files=files)
    code, person = asked.get("code", "").strip(), asked.get("person", "")
    entity = Entity.objects.filter(kind=Kind.ENTERPRISE, code=code.upper()).first()
    if code and entity is None:
        raise UserError(
            _("No enterprise has the credit code %s.") % code[:30], hint=_("Look it up first.")
        )
    office = office_of(request.user, on)
    return nominating.Named(reasons, entity, person, office, files)


@require_POST
@page(perms.may_see_funds)
def score_nomination(request: OfficerRequest, round_id: int, nomination_id: int) -> (
    HttpResponseBase
):  # fmt: skip
    """A member of the committee gives whole points of a hundred."""
    row = get_object_or_404(Nomination, pk=nomination_id, round=round_id)
    points, by = request.POST.get("points", ""), by_now(request.user)
    given = int(points) if points.isascii() and points.isdigit() and len(points) < 4 else -1
    says = request.POST.get("says", "")
    told(request, lambda: nominating.score(row, given, says, by=by), _("Your score is recorded."))
    return redirect("nomination_round", round_id)


@require_POST
@page(perms.may_confirm)
def choose_nominations(request: OfficerRequest, round_id: int) -> HttpResponseBase:
    """Those that are to be honoured; the rest is not chosen."""
    found, by = _round(round_id), by_now(request.user)
    rows = [int(key) for key in request.POST.getlist("row") if key.isascii() and key.isdigit()]
    told(request, lambda: choosing.choose(found, rows, by=by), _("Chosen; announce it now."))
    return redirect("nomination_round", round_id)


@require_POST
@page(perms.may_confirm)
def publish_nominations(request: OfficerRequest, round_id: int) -> HttpResponseBase:
    """The result holds from today, when its notice is over."""
    found, by = _round(round_id), by_now(request.user)
    told(request, lambda: choosing.publish(found, by=by), _("The result is published."))
    return redirect("nomination_round", round_id)


@require_POST
@page(perms.may_confirm)
def drop_nominations(request: OfficerRequest, round_id: int) -> HttpResponseBase:
    """After an objection was upheld: the round goes, with the reason."""
    found, by = _round(round_id), by_now(request.user)
    says = request.POST.get("says", "")
    told(request, lambda: choosing.begin_anew(found, says, by=by), _("The round is dropped."))
    return redirect("nomination_round", round_id)


@page(may_see_rounds)
def certificate(request: OfficerRequest, round_id: int, nomination_id: int) -> HttpResponseBase:
    """The certificate of who was honoured, as .docx."""
    row = get_object_or_404(Nomination, pk=nomination_id, round=round_id)
    own = entity_of(request.user, timezone.localdate())
    if not perms.may_see_funds(request.user) and (own is None or own.pk != row.entity_id):
        return redirect("nomination_round", round_id)
    try:
        made = certified(row)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("nomination_round", round_id)
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response


@page(perms.may_see_registers)
def public_seats(request: OfficerRequest) -> HttpResponse:
    """Seats as public documents say them; nothing here nominates or scores for one."""
    rows = PublicSeat.objects.select_related("employer", "source").order_by("-published_on", "pk")
    shown = page_of(request, rows)
    context = {"shown": shown, "chambers": Chamber.choices,
               "may_keep": perms.may_keep_registers(request.user)}  # fmt: skip
    return render(request, "nominations/seats.html", context)


@require_POST
@page(perms.may_keep_registers)
def record_seat(request: OfficerRequest) -> HttpResponseBase:
    """A published fact, with its document."""
    asked = request.POST

    def act() -> None:
        if asked.get("chamber") not in Chamber.values:
            raise UserError(_("Choose the chamber."), hint=_("Congress or CPPCC."))
        try:
            day = date.fromisoformat(asked.get("published_on", ""))
        except ValueError as error:
            raise UserError(_("Give the day."), hint=_("As 2026-01-12.")) from error
        new = seats.NewSeat(asked.get("person", ""), Chamber(asked["chamber"]),
                            asked.get("term", ""), asked.get("document", ""), day)  # fmt: skip
        seats.record(new, by=by_now(request.user))

    told(request, act, _("The seat is recorded."))
    return redirect("public_seats")
