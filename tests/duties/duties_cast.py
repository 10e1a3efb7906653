"""Offices of the invented county, and what they answer for."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.casework import making
from tests.registry import people_and_places as county

from tashan.duties import keeping
from tashan.duties.keeping import NewDelegation
from tashan.duties.models import Delegation, Form, Holding
from tashan.registry import changes
from tashan.registry.models import Entity

ON = date(2026, 11, 2)
TITLES = {"zh": "建设用地规划许可", "en": "Permit of planned land use"}
DUTY = {"zh": "自然资源和规划", "en": "Planning"}
BUREAU, TOWN, BUILDING = "自然资源和规划局", "东岭镇人民政府", "住房和城乡建设局"


def given(
    office: Entity, code: str = "planning", *, since: date = county.LONG_AGO, **more: Any
) -> Holding:
    return keeping.give_duty(code, DUTY, office, since=since, source=county.source(), **more)


def new(form: Form = Form.TRANSFERRED, **more: Any) -> NewDelegation:
    """The bureau's permit, delegated to the town by a document, announced and to an organ."""
    said: dict[str, Any] = {
        "item": "land_use_permit",
        "title": TITLES,
        "holder": making.office(BUREAU),
        "to": making.office(TOWN),
        "form": form,
        "document": "云岭政发〔2026〕3号",
        "announced": "他山县人民政府公告2026年第2号",
        "is_to_organ": True,
        "since": date(2026, 3, 1),
        "every": 6,
    }
    return NewDelegation(**said | more)


def delegated(form: Form = Form.TRANSFERRED, **more: Any) -> Delegation:
    return keeping.delegate(new(form, **more), source=county.source())


def succeed(old: Entity, successor: Entity, on: date) -> None:
    changes.succeed(old, successor, on=on, source=county.source())
