"""What the demo loads: people who can sign in and reports that are read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tashan.base.errors import UserError
from tashan.demo.county import County, Sizes, read_county
from tashan.demo.invented.world import BANK
from tashan.demo.load import load_people, load_reports, load_world
from tashan.indicators.figures import counting
from tashan.indicators.models import Exemption, Observation, Plan, Target
from tashan.reading.models import Report, ReportState
from tashan.record.models import PermittedUse, Source, User
from tashan.record.perms import roles_of
from tashan.registry.dated import as_of, held_on
from tashan.registry.home import home
from tashan.registry.kinds import Kind
from tashan.registry.models import (
    Belonging,
    BuildingFacts,
    Entity,
    EntityName,
    ProjectFacts,
    Succession,
    Tenancy,
)

SMALL = Sizes(enterprises=60, officers=40, projects=20, households=5, peers=2, months=9)
TODAY = date(2026, 10, 31)


@pytest.fixture
def county() -> County:
    return read_county()


@pytest.fixture(scope="module")
def small() -> County:
    county = read_county()
    return replace(county, sizes=SMALL)


@pytest.fixture
def people(small: County) -> dict[str, User]:
    return load_people(small)


@pytest.fixture
def loaded(small: County, people: dict[str, User]) -> None:
    assert load_world(small, people)


@pytest.mark.django_db
def test_everybody_can_sign_in_with_the_printed_password(county: County) -> None:
    load_people(county)
    for person in county.people:
        assert User.objects.get(username=person.username).check_password(county.password)


@pytest.mark.django_db
def test_everybody_holds_the_roles_they_are_given(county: County) -> None:
    load_people(county)
    for person in county.people:
        assert roles_of(User.objects.get(username=person.username)) == set(person.roles)


@pytest.mark.django_db
def test_loading_people_twice_changes_nothing(county: County) -> None:
    load_people(county)
    load_people(county)
    assert User.objects.count() == len(county.people)


@pytest.mark.django_db(transaction=True)
def test_the_reports_are_read_once(county: County) -> None:
    uploader = load_people(county)["steward"]
    for _ in range(2):
        load_reports(county, uploader=uploader)
    reports = Report.objects.all()
    assert [report.state for report in reports] == [ReportState.READ] * len(county.reports)
    assert sorted(report.findings.count() > 40 for report in reports) == [False, True, True]
    assert all(report.runs.count() == 1 for report in reports)


def test_a_county_that_is_not_marked_as_invented_is_refused(tmp_path: Path) -> None:
    (tmp_path / "county.json").write_text(json.dumps({"invented": False}))
    with pytest.raises(UserError, match="not marked as invented"):
        read_county(tmp_path)


def test_a_missing_county_says_where_it_was_expected(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"county\.json is missing"):
        read_county(tmp_path)


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_the_world_is_loaded_once(small: County, people: dict[str, User]) -> None:
    def counts() -> list[int]:
        models = (Entity, EntityName, Observation, Source, Target, Tenancy, Belonging)
        return [model._default_manager.count() for model in models]

    before = counts()
    assert load_world(small, people) is False
    assert counts() == before


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_the_registers_hold_the_county(settings: Any) -> None:
    settings.PLACE = "999901"
    assert home().code == "999901"
    assert Entity.objects.filter(kind=Kind.ENTERPRISE).count() == 60
    assert Entity.objects.filter(kind=Kind.PARK).count() == 3
    assert BuildingFacts.objects.count() == 60
    assert Entity.objects.filter(kind=Kind.PROJECT).count() == 20


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_an_office_had_another_name_before_the_reform() -> None:
    names = EntityName.objects.filter(kind=Kind.OFFICE, sort="official")
    office = names.get(name="他山县交通运输局").entity
    [before] = as_of(names.filter(entity=office), date(2015, 6, 1))
    assert before.name == "他山县交通局"
    assert Succession.objects.filter(successor__names__name="他山县自然资源和规划局").count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_a_project_answers_for_the_stage_it_was_in() -> None:
    facts = ProjectFacts.objects.filter(stage="building").first()
    assert facts
    [now] = as_of(ProjectFacts.objects.filter(entity=facts.entity), facts.since)
    assert now == facts


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_accounts_belong_to_officers_an_enterprise_and_the_bank() -> None:
    held = Belonging.objects.filter(held_on(TODAY)).select_related("user", "entity")
    kinds = {row.user.username: (row.capacity, row.entity.kind) for row in held}
    assert kinds["steward"] == ("officer", Kind.OFFICER)
    assert kinds["agent"] == ("agent", Kind.ENTERPRISE)
    assert kinds["clerk"] == ("clerk", Kind.ENTERPRISE)
    clerk = held.get(user__username="clerk")
    assert clerk.entity.names.filter(name=BANK).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_a_correction_counts_and_the_figure_before_it_did_until_then() -> None:
    rows = Observation.objects.filter(
        subject__code="999901", indicator__code="housing_sales_area", measure="level",
        last=date(2026, 5, 31),
    )  # fmt: skip
    first, second = rows.order_by("number")
    assert [row.value for row in counting(rows)] == [second.value]
    assert [row.value for row in counting(rows, known_at=first.at)] == [first.value]


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_single_firms_statistical_returns_are_marked_as_such() -> None:
    rows = Observation.objects.filter(subject__kind=Kind.ENTERPRISE, holder="statistics")
    assert rows.exists()
    assert not rows.exclude(source__permitted_use=PermittedUse.STATISTICS).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_the_year_is_a_part_of_the_five_years() -> None:
    year = Plan.objects.get(code="progress_of_targets")
    assert year.parent
    assert year.parent.code == "five_year_plan_2026"
    assert Target.objects.filter(parent__isnull=False).count() > 20
    assert Exemption.objects.count() == 2
