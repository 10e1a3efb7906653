"""The shipped procedures adopted in the invented county, with projects that they are for."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from tests import cast
from tests.casework import making
from tests.registry import people_and_places as county

from tashan.adoption import current, files
from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.current import InForce
from tashan.adoption.models import AdoptionVersion
from tashan.mechanisms.library import library
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, ExtraFact

ON = making.OPENED
YES_NO = tuple(
    name for name, field in library().registers["approval"].fields.items() if field.type == "yes_no"
)


def adopted(mechanism: str = "parallel_approval") -> InForce:
    """The shipped file as our county works by it, adopted once."""
    for held in current.in_force(ON):
        if held.adoption.mechanism == mechanism:
            return held
    making.home()
    new = NewAdoption(mechanism, title=mechanism, place="999901", since=date(2026, 1, 1))
    row = adopt(new, actor=county.clerk(), at=cast.AT)
    return current.of(row, ON)


def project(name: str = "厂房一期", serial: int = 1, *, code: str | None = None,
            **facts: Any) -> Entity:  # fmt: skip
    """A project of an enterprise in our county; ``facts`` of its register."""
    usual = {"type": "construction", "stage": "preparatory", "funding": "enterprise",
             "place": making.home(), "floor_area": Decimal(30000)}  # fmt: skip
    own = making.project_code(serial) if code is None else code
    new = keeping.New(name, county.LONG_AGO, code=own, facts=usual | facts)
    return keeping.enter(Kind.PROJECT, new, source=county.source())


def know(subject: Entity, *, register: str = "approval", **facts: object) -> None:
    """What the register knows of it, from long ago on; None stays unknown."""
    source = county.source()
    ExtraFact.objects.bulk_create(
        ExtraFact(entity=subject, register=register, field=name, value=value,
                  since=county.LONG_AGO, source=source, entered=source)
        for name, value in facts.items() if value is not None
    )  # fmt: skip


def know_all(subject: Entity, **but: object) -> None:
    """Every yes or no of the approval register is no, unless told otherwise."""
    said: dict[str, object] = {**dict.fromkeys(YES_NO, False), "land": "granted", "eia": "form"}
    know(subject, **said | but)


def park(name: str = "电子产业园") -> Entity:
    """A park of our county."""
    new = keeping.New(name, county.LONG_AGO, facts={"level": "county", "place": making.home()})
    return keeping.enter(Kind.PARK, new, source=county.source())


def window() -> User:
    """A clerk of the window."""
    return making.person("window", "window")


def newer(held: InForce, change: Callable[[Any], None], *, since: date = ON) -> InForce:
    """A further version of the local file, as ``change`` makes it."""
    last = held.adoption.versions.latest("number")
    value = deepcopy(files.of_version(last))
    change(value)
    text, sha256 = files.written(value)
    AdoptionVersion.objects.create(
        adoption=held.adoption, number=last.number + 1, since=since, text=text, sha256=sha256,
        base_text=last.base_text, base_sha256=last.base_sha256, actor=county.clerk(), at=cast.AT,
    )  # fmt: skip
    return current.of(held.adoption, since)
