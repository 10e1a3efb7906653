"""What the database refuses of cases, by the rule's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from tests import cast
from tests.casework import making
from tests.registry import people_and_places as county

from tashan.casework.models import (
    Case,
    Extension,
    HolidayNotice,
    Material,
    Matter,
    Objection,
    Opinion,
    Pilot,
    Prerequisite,
    RegionalAssessment,
    Stop,
)
from tashan.casework.states import State

pytestmark = pytest.mark.django_db
DAY, BEFORE = date(2026, 11, 5), date(2026, 11, 4)


@pytest.fixture
def matter() -> Matter:
    return making.matter(making.make_case(["one", "two"], {"two": ["one"]}))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("case_closed_when_not_running", {"closed_on": DAY}),
        ("case_closed_when_not_running", {"state": "finished"}),
    ],
)
def test_a_case_is_closed_with_its_day(name: str, fields: dict[str, Any], matter: Matter) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Case.objects.update(**fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("matter_state_of_the_standard", {"state": 17, "received_on": DAY}),
        ("matter_received_once_begun", {"state": State.RECEIVED}),
        ("matter_received_once_begun", {"received_on": DAY}),
        ("matter_ended_has_its_day", {"state": State.PASSED, "received_on": DAY}),
        ("matter_ended_has_its_day", {"ended_on": DAY}),
    ],
)
def test_a_matter_is_whole(name: str, fields: dict[str, Any], matter: Matter) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(**fields)


def second_case(m: Matter) -> Model:
    return Case(**making._case_fields(m.case.subject, 1) | {"number": m.case.number})


def second_matter(m: Matter) -> Model:
    return Matter(case=m.case, code=m.code, position=3, title={}, duty="one")


def second_prerequisite(m: Matter) -> Model:
    row = Prerequisite.objects.get()
    return Prerequisite(before=row.before, after=row.after, need="soft")


def own_prerequisite(m: Matter) -> Model:
    return Prerequisite(before=m, after=m, need="hard")


def stop(m: Matter, **said: Any) -> Stop:
    fields = {"reason": "hearing", "says": "听证", "stopped_on": DAY} | said
    return Stop(matter=m, **fields)


def backward_stop(m: Matter) -> Model:
    return stop(m, resumed_on=BEFORE)


def silent_stop(m: Matter) -> Model:
    return stop(m, says="")


def second_stop(m: Matter) -> Model:
    stop(m).save()
    return stop(m)


def extension(m: Matter, says: str = "案情复杂") -> Extension:
    fields = {"n": 10, "unit": "working", "says": says, "granted_on": DAY}
    return Extension(matter=m, approved_by=county.clerk(), **fields)


def silent_extension(m: Matter) -> Model:
    return extension(m, says="")


def second_extension(m: Matter) -> Model:
    extension(m).save()
    return extension(m)


def second_material(m: Matter) -> Model:
    return Material(case=m.case, code="form", title={})


def opinion(m: Matter, **said: Any) -> Opinion:
    return Opinion(matter=m, duty="water", office=making.office("水利局"), asked_on=DAY, **said)


def second_opinion(m: Matter) -> Model:
    opinion(m).save()
    return opinion(m)


def undated_opinion(m: Matter) -> Model:
    return opinion(m, position="agrees")


def silent_objection(m: Matter) -> Model:
    return Objection(matter=m, by="张某", says="", received_on=DAY)


def half_answer(m: Matter) -> Model:
    return Objection(matter=m, by="张某", says="噪声", received_on=DAY, answer="不予采纳")


def dated() -> dict[str, Any]:
    source = county.source()
    return {"since": DAY, "until": BEFORE, "source": source, "entered": source}


def backward_pilot(m: Matter) -> Model:
    return Pilot(adoption=m.case.version.adoption, park=making.home(), **dated())


def backward_assessment(m: Matter) -> Model:
    said = {"kind": "geology", "document": "地评〔2026〕1号", "decided_by": "管委会"}
    return RegionalAssessment(area=making.home(), **said | dated())


def undocumented_assessment(m: Matter) -> Model:
    said = {"kind": "geology", "document": "", "decided_by": "管委会", "until": None}
    return RegionalAssessment(area=making.home(), **dated() | said)


def holidays_by_nobody(m: Matter) -> Model:
    return HolidayNotice(year=2027, days={}, source=county.source(), at=cast.AT)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("case_number_once", second_case),
        ("matter_code_once_a_case", second_matter),
        ("prerequisite_once", second_prerequisite),
        ("prerequisite_of_another_matter", own_prerequisite),
        ("stop_ends_after_it_begins", backward_stop),
        ("stop_says_why", silent_stop),
        ("stop_one_at_a_time", second_stop),
        ("extension_says_why", silent_extension),
        ("extension_once", second_extension),
        ("material_once_a_case", second_material),
        ("opinion_once_an_office", second_opinion),
        ("opinion_given_has_its_day", undated_opinion),
        ("objection_says_something", silent_objection),
        ("objection_answered_whole", half_answer),
        ("pilot_ends_after_it_begins", backward_pilot),
        ("regional_assessment_ends_after_it_begins", backward_assessment),
        ("regional_assessment_has_a_document", undocumented_assessment),
        ("holidays_by_a_notice_or_provisional", holidays_by_nobody),
    ],
)
def test_a_row_of_casework_is_whole_and_stands_once(
    name: str, row: Callable[[Matter], Model], matter: Matter
) -> None:
    made = row(matter)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        made.save(force_insert=True)
