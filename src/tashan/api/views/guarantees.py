"""Guarantees: listed, applied for, moved; and what stands open against the limits."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.guarantee_telling import exposure_told, guarantee_in_full, guarantee_lines
from tashan.api.routers import funds as router
from tashan.api.schemas import guarantees as told
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.guarantee_models import Guarantee
from tashan.programmes.guarantees.applying import NewGuarantee, apply
from tashan.programmes.guarantees.calling import GuaranteeSaid, perform
from tashan.programmes.guarantees.doing import (
    GuaranteeAct,
    may_move_guarantees,
    refuse_act,
)
from tashan.programmes.guarantees.exposed import exposure_on
from tashan.programmes.guarantees.seeing import may_see_guarantees, visible_guarantees
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind

READ, WRITE = Scope.FUNDS_READ, Scope.FUNDS_WRITE
NEWEST = [Key("pk", is_descending=True)]
GUARANTEE = "/guarantees/{guarantee_id}"
RELATED = ("firm", "bank", "fund__book", "fund__adoption")


def visible(request: ProgramRequest, guarantee_id: int) -> Guarantee:
    """The guarantee, if there is one that the account may see."""
    rows = visible_guarantees(request.user, today()).select_related(*RELATED)
    return get_object_or_404(rows, pk=guarantee_id)


@door(router, "GET", "/guarantees", scope=READ, right=may_see_guarantees,
      answer=Page[told.GuaranteeLine])  # fmt: skip
def list_guarantees(
    request: ProgramRequest, asked: Query[told.GuaranteesAsked], paging: Query[Paging]
) -> Page[told.GuaranteeLine]:
    """The guarantees that the account may see, the newest first."""
    rows = visible_guarantees(request.user, today()).select_related(*RELATED)
    for name in ("state", "fund", "bank", "firm"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})

    def shown(found: list[Guarantee]) -> list[told.GuaranteeLine]:
        return guarantee_lines(found, today(), request.user)

    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/guarantees", scope=WRITE, right=perms.may_apply,
      answer=told.GuaranteeInFull, status=201)  # fmt: skip
def apply_for_guarantee(
    request: ProgramRequest, given: told.GuaranteeGiven
) -> told.GuaranteeInFull:
    """The enterprise of the account applies; refused with the conditions that it misses."""
    fund = get_object_or_404(Fund, pk=given.fund, sort=FundSort.GUARANTEE)
    firm = entity_of(request.user, today())
    if firm is None:
        raise UserError(_("The account belongs to no enterprise."), hint=_("Have it tied to one."))
    new = NewGuarantee(
        firm, named(given.bank, Kind.ENTERPRISE), given.asked, given.months, given.purpose,
        given.is_farm,
    )  # fmt: skip
    made = apply(fund, new, by=by_of(request, given.on))
    return guarantee_in_full(visible(request, made.pk), today(), request.user)


@door(router, "GET", GUARANTEE, scope=READ, right=may_see_guarantees, answer=told.GuaranteeInFull)
def read_guarantee(request: ProgramRequest, guarantee_id: Id) -> told.GuaranteeInFull:
    """Its terms, shares, watch list, claims and recoveries, and how each amount came about."""
    return guarantee_in_full(visible(request, guarantee_id), today(), request.user)


@door(router, "POST", GUARANTEE + "/{act}", scope=WRITE, right=may_move_guarantees,
      answer=told.GuaranteeInFull)  # fmt: skip
def move_guarantee(
    request: ProgramRequest, guarantee_id: Id, act: str, given: told.GuaranteeActGiven
) -> told.GuaranteeInFull:
    """Make one move, as review, approve, grant, inspect, repay, claim, answer, pay or recover.

    Each act takes its own fields; a request with others, or without those that it needs, is
    refused and says which. What the account may do now is told with the guarantee as ``acts``.
    """
    row = visible(request, guarantee_id)
    if act not in list(GuaranteeAct):
        raise Http404
    refuse_act(request.user, row, GuaranteeAct(act), today())
    said = GuaranteeSaid(**given.model_dump(exclude={"on"}))
    perform(GuaranteeAct(act), row, said, by=by_of(request, given.on))
    return guarantee_in_full(visible(request, guarantee_id), today(), request.user)


@door(router, "GET", "/guarantee-exposure", scope=READ, right=perms.may_see_funds,
      answer=told.ExposureTold)  # fmt: skip
def read_guarantee_exposure(
    request: ProgramRequest, asked: Query[told.ExposureAsked]
) -> told.ExposureTold:
    """What stands open on a day by bank, by firm and by group, and what every limit leaves."""
    fund = get_object_or_404(
        Fund.objects.select_related("book", "adoption"), pk=asked.fund, sort=FundSort.GUARANTEE
    )
    return exposure_told(exposure_on(fund, asked.on or today()), request.user)
