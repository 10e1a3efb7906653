"""Exchanges of households: surveyed, chosen freely, signed, carried out, closed."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.api.asked import named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.exchange_telling import exchange_in_full, exchange_lines
from tashan.api.fields import Id
from tashan.api.routers import matches as router
from tashan.api.schemas import exchanges as told
from tashan.api.views.cases import by_of
from tashan.indicators.handouts import DOCX
from tashan.programmes.exchange_models import Exchange
from tashan.programmes.exchanges.acting import (
    ExchangeAct,
    ExchangeSaid,
    may_move_exchanges,
    may_see_exchanges,
    perform,
)
from tashan.programmes.exchanges.agreeing import agreement
from tashan.programmes.exchanges.exchanging import survey
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.households import name_for
from tashan.registry.kinds import Kind
from tashan.registry.naming import name_on

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
NEWEST = [Key("pk", is_descending=True)]
EXCHANGE = "/exchanges/{exchange_id}"
ActName = Literal["choose", "decline", "sign", "take_back", "step", "close"]


def _exchange(exchange_id: int) -> Exchange:
    rows = Exchange.objects.select_related("household", "office", "adoption", "version__adoption")
    return get_object_or_404(rows.prefetch_related("adoption__versions"), pk=exchange_id)


@door(router, "GET", "/exchanges", scope=READ, right=may_see_exchanges,
      answer=Page[told.ExchangeLine])  # fmt: skip
def list_exchanges(request: ProgramRequest, paging: Query[Paging]) -> Page[told.ExchangeLine]:
    """The exchanges, the newest first; names are masked but for registrars."""

    def shown(found: list[Exchange]) -> list[told.ExchangeLine]:
        return exchange_lines(found, today(), request.user)

    rows = Exchange.objects.select_related("household", "office")
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/exchanges", scope=WRITE, right=perms.may_report_work,
      answer=told.ExchangeInFull, status=201)  # fmt: skip
def survey_household(request: ProgramRequest, given: told.HouseholdSurvey) -> told.ExchangeInFull:
    """Enter what a household has under one part: its land, or its homestead."""
    stated = {code: f"{value:f}" for code, value in given.stated.items()}
    made = survey(
        named(given.household, Kind.HOUSEHOLD), get_object_or_404(Adoption, pk=given.adoption),
        given.part, stated, given.document, by=by_of(request, given.on),
    )  # fmt: skip
    return exchange_in_full(_exchange(made.pk), today(), request.user)


@door(router, "GET", EXCHANGE, scope=READ, right=may_see_exchanges, answer=told.ExchangeInFull)
def read_exchange(request: ProgramRequest, exchange_id: Id) -> told.ExchangeInFull:
    """One exchange: the valuation, the options side by side, what is left to pay."""
    return exchange_in_full(_exchange(exchange_id), today(), request.user)


@door(router, "GET", EXCHANGE + "/agreement", scope=READ, right=may_see_exchanges, answer=DOCX)
def download_exchange_agreement(request: ProgramRequest, exchange_id: Id) -> HttpResponse:
    """The agreement as .docx, with the reckoning of every amount."""
    row = _exchange(exchange_id)
    made = agreement(row, name_for(request.user, name_on(row.household, today())))
    return HttpResponse(made.data, content_type=made.media_type)


@door(router, "POST", EXCHANGE + "/{act}", scope=WRITE, right=may_move_exchanges,
      answer=told.ExchangeInFull)  # fmt: skip
def move_exchange(
    request: ProgramRequest, exchange_id: Id, act: ActName, given: told.ExchangeActGiven
) -> told.ExchangeInFull:
    """Record the choice, that nothing is chosen, the agreement, a step; take back; close."""
    said = ExchangeSaid(given.option, given.document, given.kind, given.fen)
    by = by_of(request, given.on)
    perform(ExchangeAct(act), _exchange(exchange_id), said, user=request.user, by=by)
    return exchange_in_full(_exchange(exchange_id), today(), request.user)
