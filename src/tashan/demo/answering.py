"""Who answers for what in the demo, the items handed to towns and parks, and their evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption
from tashan.adoption.current import in_force
from tashan.adoption.models import Adoption
from tashan.demo.figuring import at
from tashan.demo.invented import answering
from tashan.demo.invented.answering import Answers, Handed
from tashan.duties import keeping
from tashan.duties.models import Delegation, Duty, Form
from tashan.mechanisms.duty import Duty as DutyPart
from tashan.mechanisms.timing import Every
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName

ENTERED = date(2026, 1, 5)
ADOPTED = date(2026, 1, 1)
MECHANISMS = (
    ("parallel_approval", "工程建设项目并联审批"),
    ("item_catalogue", "他山县政务服务事项清单"),
    ("strong_towns", "他山县强镇赋权清单"),
)
TOWNS = "strong_towns"
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
POWERS = "powers"  # the part of the last that lists what went to the strong towns


@transaction.atomic
def answer(place: str, actor: User) -> None:
    """All of it, once: doing it again changes nothing."""
    for code, title in MECHANISMS:
        if not Adoption.objects.filter(mechanism=code, place=place).exists():
            adopting.adopt(NewAdoption(code, title, place, ADOPTED), actor=actor, at=at(ADOPTED))
    if Duty.objects.exists():
        return
    source = sources.entry("部门职责清单 2026", actor=actor, at=at(ENTERED))
    known = _known()
    for name, members, since in answering.JOINT:
        for number, member in enumerate(members):
            keeping.join(known[answering.office(name)], known[answering.office(member)],
                         since=since, source=source, is_lead=number == 0)  # fmt: skip
    for row in answering.ANSWERS:
        _give(row, known, source)
    for power in _powers(place):
        _hand(power, known, source)
    handed = {row.item: _hand(row, known, source) for row in answering.HANDED}
    for item, on, passes, says in answering.FOUND:
        evaluation = sources.entry("赋权事项评估", actor=actor, at=at(on))
        keeping.evaluate(handed[item], on=on, passes=passes, says=says, source=evaluation)


def _powers(place: str) -> Iterator[Handed]:
    """The powers that the adopted list hands to strong towns, for the first of the towns."""
    [held] = [one for one in in_force(ADOPTED, place=place) if one.adoption.mechanism == TOWNS]
    powers = held.mechanism.parts[POWERS]
    assert isinstance(powers, DutyPart)
    for code, row in powers.delegated.items():
        name = answering.CALLED.get(row.holder.zh, row.holder.zh)
        yield Handed(
            row.item or code, row.title.zh, row.title.en, name, answering.FIRST_TOWN,
            row.form.value, row.basis[0].document or "", answering.TOWN_OF_WISE,
            row.since or ADOPTED, row.announced or "",
            MONTHS.get(row.evaluated) if row.evaluated else None,
        )  # fmt: skip


def _known() -> dict[str, Entity]:
    """Offices and parks by name, towns by code."""
    rows = EntityName.objects.filter(
        kind__in=[Kind.OFFICE, Kind.PARK], sort="official", replaced__isnull=True
    )
    towns = Entity.objects.filter(kind=Kind.PLACE).exclude(code="")
    named = {row.name: row.entity for row in rows.select_related("entity").order_by("since")}
    return named | {town.code: town for town in towns}


def _give(row: Answers, known: dict[str, Entity], source: Source) -> None:
    keeping.give_duty(
        row.code, {"zh": row.zh, "en": row.en}, known[answering.office(row.office)],
        since=row.since, source=source, place=known[row.park] if row.park else None,
        post=row.post,
    )  # fmt: skip


def _hand(row: Handed, known: dict[str, Entity], source: Source) -> Delegation:
    new = keeping.NewDelegation(
        row.item, {"zh": row.zh, "en": row.en}, known[answering.office(row.holder)],
        known[answering.office(row.to)], Form(row.form), row.document, row.since,
        announced=row.announced, is_to_organ=True, place=known[row.place], every=row.every,
    )  # fmt: skip
    return keeping.delegate(new, source=source)
