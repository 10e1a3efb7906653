"""What the demo loads: people who can sign in and reports that are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tashan.base.errors import UserError
from tashan.demo.county import County, read_county
from tashan.demo.load import load_people, load_reports
from tashan.reading.models import Report, ReportState
from tashan.record.models import User
from tashan.record.perms import roles_of


@pytest.fixture
def county() -> County:
    return read_county()


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
    assert all(report.findings.count() > 40 for report in reports)
    assert all(report.runs.count() == 1 for report in reports)


def test_a_county_that_is_not_marked_as_invented_is_refused(tmp_path: Path) -> None:
    (tmp_path / "county.json").write_text(json.dumps({"invented": False}))
    with pytest.raises(UserError, match="not marked as invented"):
        read_county(tmp_path)


def test_a_missing_county_says_where_it_was_expected(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"county\.json is missing"):
        read_county(tmp_path)
