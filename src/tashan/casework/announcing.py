"""Putting something under public notice: a small case with one matter that has its own clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.casework import notices
from tashan.casework.calendars import in_force
from tashan.casework.kinds import Sort
from tashan.casework.models import Case, Matter
from tashan.casework.moving.by import By
from tashan.casework.notices import PublicNotice, Standing
from tashan.casework.recounting import kept_days
from tashan.casework.states import State
from tashan.duties.models import Holding
from tashan.mechanisms.settling import Settled, SettledStep, procedures, settle
from tashan.mechanisms.timing import LimitUnit, TimeLimit
from tashan.record import events
from tashan.registry.dated import as_of
from tashan.registry.home import home
from tashan.registry.models import Entity

MECHANISM = "public_notice"
_UNITS = {LimitUnit.WORKING_DAYS: "working", LimitUnit.DAYS: "calendar", LimitUnit.MONTHS: "month"}


@dataclass(frozen=True, slots=True)
class Announced:
    """What is put up, as ``list:7``, under which title, for how long."""

    about: str
    title: str
    wanted: TimeLimit


@transaction.atomic
def announce(what: Announced, *, by: By) -> PublicNotice:
    """Begin a notice, under the adopted mechanism of public notice, from the next day on.

    Raises UserError where none is adopted, or where one of the same runs or is over well.
    """
    before = notices.newest(what.about)
    if before is not None and before.standing(by.on) is not Standing.UPHELD:
        raise UserError(
            _("It is announced already: %s.") % before.matter.case.number,
            hint=_("Open that notice; it says until when, and what was said against it."),
        )
    held = _adopted(by)
    part = procedures(held.mechanism)[0]
    code, step = _step(settle(held.mechanism, part, by.on))
    case = _case(what, held, part, by)
    matter = _matter(case, code, step, what.wanted, by)
    said = {"matter": code, "from": 0, "to": int(matter.state), "about": what.about,
            "until": matter.promised_on.isoformat() if matter.promised_on else None}  # fmt: skip
    events.append(case.stream, "notice.begun", said, actor=by.user, at=by.at, occurred_on=by.on)
    return PublicNotice(matter, ())


def _adopted(by: By) -> InForce:
    code = home().code
    for held in current.in_force(by.on, place=code):
        if held.adoption.mechanism == MECHANISM and procedures(held.mechanism):
            return held
    raise UserError(
        _("No mechanism of public notice is adopted here."),
        hint=_("Adopt “Public notice” from the mechanisms, then announce it."),
    )


def _step(settled: Settled) -> tuple[str, SettledStep]:
    for code, step in settled.steps.items():
        if step.sort.value == Sort.NOTICE:
            return code, step
    raise UserError(
        _("“%s” has no step that is a public notice.") % settled.title.zh,
        hint=_("Give one of its steps 'sort: notice'."),
    )


def _case(what: Announced, held: InForce, part: str, by: By) -> Case:
    assert by.user is not None  # somebody announces it
    earlier = Case.objects.filter(about=what.about).count()
    return Case.objects.create(
        number=f"{what.about.replace(':', '-').upper()}-{earlier + 1}",
        title=what.title[:200],
        subject=home(),
        about=what.about,
        version=held.version,
        part=part,
        place=home(),
        opened_on=by.on,
        unfinished=1,
        opened_by=by.user,
        at=by.at,
    )


def _matter(case: Case, code: str, step: SettledStep, wanted: TimeLimit, by: By) -> Matter:
    limit = {"kind": "promised", "n": int(wanted.number), "unit": _UNITS[wanted.unit],
             "day_one": "next_day", "base": "acceptance", "basis": []}  # fmt: skip
    terms: dict[str, Any] = step.terms | {"limits": [limit], "materials": []}
    office = _office(step.duty, by)
    matter = Matter(
        case=case,
        code=code,
        position=1,
        title=step.title.model_dump(),
        item=step.item,
        sort=Sort.NOTICE,
        duty=step.duty,
        office=office,
        seal=office,
        terms=terms,
        state=State.IN_HAND,
        received_on=by.on,
        accepted_on=by.on,
    )
    counts = in_force()
    days = kept_days(matter, counts.calendar, by.on, stops=(), extensions=(), ended={})
    matter.promised_on, matter.remind_on = days.promised_on, days.remind_on
    matter.counted_by = counts.number
    matter.save()
    return matter


def _office(duty: str, by: By) -> Entity | None:
    """Who answers for the notice; where nobody does, nobody is named."""
    held = as_of(Holding.objects.filter(duty__code=duty, duty__place=None), by.on)
    row = held.select_related("office").first()
    return row.office if row else None
