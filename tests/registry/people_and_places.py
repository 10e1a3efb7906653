"""An invented county for the tests of the registers: places, offices, enterprises."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import cast

from tashan.base.codes import credit_check_digit
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry import changes, keeping
from tashan.registry.enterprises import NewEnterprise, enter_enterprise
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity
from tashan.registry.offices import NewOffice, enter_office

LONG_AGO, REFORM, TODAY = date(2000, 1, 1), date(2018, 11, 1), date(2026, 11, 2)


def clerk(username: str = "registrar") -> User:
    return User.objects.filter(username=username).first() or cast.officer(username, "周予")


def source(reason: str = "登记资料") -> Source:
    return sources.entry(reason, actor=clerk(), at=cast.AT)


def place(name: str, code: str, level: str, *, parent: Entity | None = None) -> Entity:
    facts = {"level": level, "parent": parent}
    new = keeping.New(name, LONG_AGO, code=code, facts=facts)
    return keeping.enter(Kind.PLACE, new, source=source())


def county() -> Entity:
    """他山县 in 青石市 in 云岭省."""
    province = place("云岭省", "990000", "province")
    prefecture = place("青石市", "999900", "prefecture", parent=province)
    return place("他山县", "999901", "county", parent=prefecture)


def office(name: str, *, at: Entity | None = None, since: date = LONG_AGO, **more: Any) -> Entity:
    return enter_office(NewOffice(name, since, place=at, **more), source=source())


def credit_code(number: int) -> str:
    body = f"91999901MA{number:07d}"
    return body + credit_check_digit(body)


def enterprise(name: str, number: int = 1, *, short: str = "", **facts: Any) -> Entity:
    new = NewEnterprise(name, credit_code(number), date(2019, 6, 1), short=short, facts=facts)
    return enter_enterprise(new, source=source())


def alias(entity: Entity, name: str, *, sort: NameSort = NameSort.ALIAS) -> None:
    changes.call(entity, name, sort=sort, since=LONG_AGO, source=source())
