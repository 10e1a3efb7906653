"""The office that runs the county's funds: entered with its people and its duties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tashan.demo.county import County, Person
from tashan.demo.figuring import at
from tashan.duties import keeping
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Entity, EntityName
from tashan.registry.offices import NewOffice, appoint, enter_office, enter_officer

NAME = "他山县金融服务中心"
SINCE = date(2026, 1, 4)
DUTIES = (
    ("fund_office", "转贷、互助资金管理", "Bridge and mutual-aid funds"),
    ("fund_cashier", "资金专户出纳", "Cashier of the funds"),
    ("guarantor", "担保资金管理", "The guarantee fund"),
)


@transaction.atomic
def staff_fund_office(county: County, people: Mapping[str, User]) -> Entity:
    """The office with handler, chief and cashier, who answer for the funds; made once."""
    known = EntityName.objects.filter(entity__kind=Kind.OFFICE, name=NAME).first()
    if known is not None:
        return known.entity
    source = sources.entry("金融服务中心机构编制批复", actor=people["steward"], at=at(SINCE))
    place = Entity.objects.filter(kind=Kind.PLACE, code=county.code).first()
    new = NewOffice(NAME, SINCE, place=place, duty="转贷应急资金、互助资金、融资担保")
    office = enter_office(new, source=source)
    for person in county.people:
        if person.office == NAME:
            _join(person, office, people[person.username], source)
    for code, zh, en in DUTIES:
        keeping.give_duty(code, {"zh": zh, "en": en}, office, since=SINCE, source=source)
    return office


def _join(person: Person, office: Entity, user: User, source: Source) -> None:
    since = date.fromisoformat(person.joined)
    officer = enter_officer(person.name, since=since, source=source)
    appoint(officer, office, person.post, since=since, source=source)
    belong(user, officer, Capacity.OFFICER, since=since, source=source)
