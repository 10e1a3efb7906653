"""Money won for projects: sources, applications, and every act on a project's money."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.api.asked import named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.project_money_telling import money_in_full, source_in_full, source_lines
from tashan.api.routers import funds as router
from tashan.api.schemas import project_money as told
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.programmes.project_money.acting import (
    MoneyAct,
    MoneySaid,
    may_move_money,
    perform,
    refuse_act,
)
from tashan.programmes.project_money.granting import NewSource, apply, open_source
from tashan.programmes.project_money_models import MoneySource, ProjectMoney, SourceKind
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.FUNDS_READ, Scope.FUNDS_WRITE
NEWEST = [Key("pk", is_descending=True)]
SOURCE, MONEY = "/project-money/{source_id}", "/project-money/of/{money_id}"
ActName = Literal[
    "grant", "refuse", "receive", "sign", "progress", "pay", "carry_over", "give_back", "close",
]  # fmt: skip


def _source(source_id: int) -> MoneySource:
    rows = MoneySource.objects.select_related("book", "adoption")
    return get_object_or_404(rows.prefetch_related("adoption__versions"), pk=source_id)


def _money(money_id: int) -> ProjectMoney:
    rows = ProjectMoney.objects.select_related("source__book", "source__adoption", "project")
    return get_object_or_404(rows.prefetch_related("source__adoption__versions"), pk=money_id)


@door(router, "GET", "/project-money", scope=READ, right=perms.may_see_funds,
      answer=Page[told.SourceLine])  # fmt: skip
def list_money_sources(request: ProgramRequest, paging: Query[Paging]) -> Page[told.SourceLine]:
    """The sources with what each comes to today, the newest first."""

    def shown(found: list[MoneySource]) -> list[told.SourceLine]:
        return source_lines(found, today())

    rows = MoneySource.objects.select_related("book")
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/project-money", scope=WRITE, right=perms.may_keep_funds,
      answer=told.SourceInFull, status=201)  # fmt: skip
def open_money_source(request: ProgramRequest, given: told.SourceGiven) -> told.SourceInFull:
    """Enter a source by its document, under the rules of an adopted part."""
    if given.kind not in SourceKind.values:
        kinds = ", ".join(SourceKind.values)
        raise UserError(_("There is no such kind of source."), hint=_("Give one of: %s.") % kinds)
    new = NewSource(
        get_object_or_404(Adoption, pk=given.adoption), given.part, SourceKind(given.kind),
        given.title, given.document, given.uses[:500], given.fen, given.until,
    )  # fmt: skip
    made = open_source(new, by=by_of(request, given.since))
    return source_in_full(_source(made.pk), today(), request.user)


@door(router, "GET", SOURCE, scope=READ, right=perms.may_see_funds, answer=told.SourceInFull)
def read_money_source(
    request: ProgramRequest, source_id: Id, on: date | None = None
) -> told.SourceInFull:
    """A source at the end of a day, with each project's money and its light."""
    return source_in_full(_source(source_id), on or today(), request.user)


@door(router, "POST", SOURCE + "/applications", scope=WRITE, right=perms.may_handle,
      answer=told.MoneyInFull, status=201)  # fmt: skip
def apply_for_project_money(
    request: ProgramRequest, source_id: Id, given: told.MoneyAsked
) -> told.MoneyInFull:
    """A project applies to a source."""
    project = named(given.project, Kind.PROJECT)
    by = by_of(request, given.on)
    made = apply(_source(source_id), project, given.fen, given.document, by=by)
    return money_in_full(_money(made.pk), today(), request.user)


@door(router, "GET", MONEY, scope=READ, right=perms.may_see_funds, answer=told.MoneyInFull)
def read_project_money(
    request: ProgramRequest, money_id: Id, on: date | None = None
) -> told.MoneyInFull:
    """One project's money of a source at the end of a day: contracts, progress, entries."""
    return money_in_full(_money(money_id), on or today(), request.user)


@door(router, "POST", MONEY + "/{act}", scope=WRITE, right=may_move_money,
      answer=told.MoneyInFull)  # fmt: skip
def move_project_money(
    request: ProgramRequest, money_id: Id, act: ActName, given: told.MoneyActGiven
) -> told.MoneyInFull:
    """Grant, refuse, receive, sign, report progress, pay, carry over, give back or close.

    A payment above the progress or above what was received is refused, with the formula.
    """
    row, wanted = _money(money_id), MoneyAct(act)
    refuse_act(request.user, wanted)
    said = MoneySaid(**given.model_dump(exclude={"on"}))
    perform(wanted, row, said, by=by_of(request, given.on))
    return money_in_full(_money(money_id), today(), request.user)
