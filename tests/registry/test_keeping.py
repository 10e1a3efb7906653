"""What is stated from a day on holds from that day on, and nothing known before is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from tests import cast

from tashan.base.errors import UserError
from tashan.record import sources
from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import EnterpriseFacts, Entity, EntityName

pytestmark = pytest.mark.django_db
FOUNDED, MOVED, TODAY = date(2019, 6, 1), date(2023, 3, 1), date(2026, 11, 2)


@pytest.fixture
def source() -> Source:
    return sources.entry("工商登记信息", actor=cast.officer(), at=cast.AT)


@pytest.fixture
def enterprise(source: Source) -> Entity:
    new = keeping.New(
        "恒川精密电子有限公司", FOUNDED, facts={"industry": "C3981", "scale": "small"}
    )
    return keeping.enter(Kind.ENTERPRISE, new, source=source)


def facts(entity: Entity, day: date) -> EnterpriseFacts:
    return as_of(EnterpriseFacts.objects.filter(entity=entity), day).get()


def names(entity: Entity, day: date) -> list[str]:
    rows = as_of(EntityName.objects.filter(entity=entity, sort="official"), day)
    return list(rows.values_list("name", flat=True))


def test_a_change_holds_from_its_day_on(enterprise: Entity, source: Source) -> None:
    keeping.state(enterprise, since=MOVED, source=source, scale="medium")
    assert facts(enterprise, MOVED - timedelta(1)).scale == "small"
    assert facts(enterprise, MOVED).scale == "medium"


def test_what_is_not_said_stays_as_it_was(enterprise: Entity, source: Source) -> None:
    keeping.state(enterprise, since=MOVED, source=source, scale="medium")
    assert facts(enterprise, TODAY).industry == "C3981"


def test_saying_it_again_changes_nothing(enterprise: Entity, source: Source) -> None:
    keeping.state(enterprise, since=MOVED, source=source, scale="small")
    assert EnterpriseFacts.objects.filter(entity=enterprise).count() == 1


def test_an_earlier_change_found_late_ends_where_the_later_begins(
    enterprise: Entity, source: Source
) -> None:
    keeping.state(enterprise, since=MOVED, source=source, scale="large")
    keeping.state(enterprise, since=date(2021, 1, 1), source=source, scale="medium")
    told = [facts(enterprise, date(year, 6, 1)).scale for year in (2020, 2021, 2022, 2023)]
    assert told == ["small", "medium", "medium", "large"]


def test_a_passing_state_ends_on_its_day(enterprise: Entity, source: Source) -> None:
    until = date(2023, 9, 1)
    keeping.state(enterprise, since=MOVED, until=until, source=source, standing="suspended")
    told = [facts(enterprise, day).standing for day in (FOUNDED, MOVED, until)]
    assert told == ["operating", "suspended", "operating"]


def test_what_was_known_earlier_can_still_be_asked(enterprise: Entity, source: Source) -> None:
    later = cast.AT + timedelta(days=3)
    correction = sources.entry("年报更正", actor=source.actor, at=later)  # type: ignore[arg-type]
    keeping.state(enterprise, since=FOUNDED, source=correction, scale="micro")
    rows = EnterpriseFacts.objects.filter(entity=enterprise)
    assert as_of(rows, TODAY, known_at=cast.AT).get().scale == "small"
    assert as_of(rows, TODAY, known_at=later).get().scale == "micro"


def test_a_new_name_keeps_the_earlier_one(enterprise: Entity, source: Source) -> None:
    keeping.rename(enterprise, "恒川电子股份有限公司", since=MOVED, source=source)
    assert names(enterprise, FOUNDED) == ["恒川精密电子有限公司"]
    assert names(enterprise, TODAY) == ["恒川电子股份有限公司"]


def test_a_row_ends_after_it_began(enterprise: Entity, source: Source) -> None:
    with pytest.raises(UserError, match="cannot end"):
        keeping.end(facts(enterprise, TODAY), on=FOUNDED, source=source)


def test_the_database_refuses_to_overwrite_what_was_known(enterprise: Entity) -> None:
    with pytest.raises(ProgrammingError, match="dated: UPDATE"), transaction.atomic():
        EnterpriseFacts.objects.filter(entity=enterprise).update(scale="large")


def test_the_database_refuses_to_forget_what_was_known(enterprise: Entity) -> None:
    with pytest.raises(ProgrammingError, match="dated: DELETE"), transaction.atomic():
        EnterpriseFacts.objects.filter(entity=enterprise).delete()
