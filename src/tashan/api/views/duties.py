"""Who answers for what on a day, who acts on an item; duties are given and ended."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.asked import entry, kept, named, named_or_none, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, entity_url
from tashan.api.routers import duties as router
from tashan.api.schemas import duties as told
from tashan.api.schemas.registers import OnDay
from tashan.api.schemas.shared import AsOf, Done, Refs, days_of
from tashan.duties import keeping
from tashan.duties.acting import who_acts
from tashan.duties.holding import Holders, holders
from tashan.duties.models import Duty, Holding, JointMember
from tashan.duties.named import holes
from tashan.duties.named import named as named_duties
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

READ, WRITE = Scope.DUTIES_READ, Scope.DUTIES_WRITE


@door(router, "GET", "/duties", scope=READ, right=perms.may_see_registers, answer=told.Duties)
def list_duties(request: ProgramRequest, asked: Query[AsOf]) -> told.Duties:
    """Every duty with who answers for it on a day; joint offices with their members."""
    on = asked.on or today()
    held = holders(on)
    rows = list(Duty.objects.select_related("place"))
    joint = list(as_of(JointMember.objects.select_related("member"), on).order_by("-is_lead", "pk"))
    refs = Refs(_mentioned(held, rows, joint), on=on, viewer=request.user)
    return told.Duties(items=[_duty(row, held, joint, refs) for row in rows])


def _mentioned(held: Holders, rows: list[Duty], joint: list[JointMember]) -> list[Entity | None]:
    holders_of = held.by_duty.values()
    return [
        *(row.place for row in rows),
        *(row.member for row in joint),
        *(one.office for one in holders_of),
        *(one.officer for one in holders_of),
        *(one.holding.office for one in holders_of),
    ]


def _duty(row: Duty, held: Holders, joint: list[JointMember], refs: Refs) -> told.DutyTold:
    one = held.by_duty.get((row.code, row.place_id))
    members = [m for m in joint if one and m.joint_id == one.office.pk]
    return told.DutyTold(
        code=row.code,
        title=told.Titled(zh=row.title.get("zh", ""), en=row.title.get("en", "")),
        place=refs.of(row.place),
        holding=one.holding.pk if one else None,
        office=refs.of(one.office if one else None),
        post=one.post if one else "",
        officer=refs.of(one.officer if one else None),
        had_from=refs.of(one.holding.office if one and one.is_successor else None),
        since=one.holding.since if one else None,
        members=[
            told.JointMemberTold(**days_of(m), id=m.pk, office=refs.to(m.member), is_lead=m.is_lead)
            for m in members
        ],
    )


@door(
    router, "GET", "/duties/missing",
    scope=READ, right=perms.may_see_registers, answer=told.Missing,
)  # fmt: skip
def list_missing_duties(request: ProgramRequest, asked: Query[AsOf]) -> told.Missing:
    """The duties that adopted mechanisms name and nobody holds: nothing is accepted for them."""
    on = asked.on or today()
    return told.Missing(
        items=[
            told.MissingTold(
                code=one.code,
                title=told.Titled(zh=one.title.zh, en=one.title.en) if one.title else None,
                steps=one.steps,
                adoptions=list(one.adoptions),
            )
            for one in holes(named_duties(on), holders(on))
        ]
    )


@door(
    router, "GET", "/duties/acting",
    scope=READ, right=perms.may_see_registers, answer=told.ActingTold,
)  # fmt: skip
def ask_who_acts(request: ProgramRequest, asked: Query[told.WhoAsked]) -> told.ActingTold:
    """Who would act on the item if it were accepted on the day, whose seal it would bear."""
    on = asked.on or today()
    place = named_or_none(asked.place, Kind.PARK, Kind.PLACE)
    one = who_acts(asked.duty, asked.item, on, place=place)
    mentioned = [one.office, one.officer, one.seal, one.respondent, one.host] if one else []
    refs = Refs(mentioned, on=on, viewer=request.user)
    return told.ActingTold(
        office=refs.of(one.office if one else None),
        officer=refs.of(one.officer if one else None),
        seal=refs.of(one.seal if one else None),
        respondent=refs.of(one.respondent if one else None),
        host=refs.of(one.host if one else None),
        delegation=one.delegation.pk if one and one.delegation else None,
    )


@door(
    router, "POST", "/duties",
    scope=WRITE, right=perms.may_keep_duties, answer=Done, status=201,
)  # fmt: skip
def give_duty(request: ProgramRequest, given: told.DutyGiven) -> Done:
    """From a day on the office answers for it; who did before does so until that day."""
    office = named(given.office, Kind.OFFICE)
    row = keeping.give_duty(
        given.code,
        {"zh": given.title.zh, "en": given.title.en},
        office,
        since=given.since,
        place=named_or_none(given.place, Kind.PARK, Kind.PLACE),
        post=given.post,
        officer=named_or_none(given.officer, Kind.OFFICER),
        source=entry(request, given.reason, timezone.now()),
    )
    return Done(id=row.pk, url=entity_url(office.pk))


@door(
    router, "POST", "/duties/{holding_id}/end",
    scope=WRITE, right=perms.may_keep_duties, answer=Done,
)  # fmt: skip
def end_duty(request: ProgramRequest, holding_id: Id, given: OnDay) -> Done:
    """Nobody answers for it from a day on, until it is given again."""
    rows = Holding.objects.select_related("duty").filter(replaced__isnull=True)
    row = get_object_or_404(rows, pk=holding_id)
    ended = keeping.end_duty(row, on=given.on, source=entry(request, given.reason, timezone.now()))
    return Done(id=ended.pk, url=entity_url(row.office_id))


@door(
    router, "POST", "/offices/{entity_id}/members",
    scope=WRITE, right=perms.may_keep_duties, answer=Done, status=201,
)  # fmt: skip
def join_office(request: ProgramRequest, entity_id: Id, given: told.MemberGiven) -> Done:
    """An office belongs to a joint office from a day on."""
    row = keeping.join(
        kept(entity_id, Kind.OFFICE),
        named(given.member, Kind.OFFICE),
        since=given.since,
        is_lead=given.is_lead,
        source=entry(request, given.reason, timezone.now()),
    )
    return Done(id=row.pk, url=entity_url(entity_id))


@door(
    router, "POST", "/duties/members/{member_id}/part",
    scope=WRITE, right=perms.may_keep_duties, answer=Done,
)  # fmt: skip
def part_office(request: ProgramRequest, member_id: Id, given: OnDay) -> Done:
    """An office belongs to the joint office no more from a day on."""
    rows = JointMember.objects.select_related("joint", "member").filter(replaced__isnull=True)
    row = get_object_or_404(rows, pk=member_id)
    ended = keeping.part(row, on=given.on, source=entry(request, given.reason, timezone.now()))
    return Done(id=ended.pk, url=entity_url(row.joint_id))
