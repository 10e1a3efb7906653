"""``tashan match`` runs what is in force, or a preview, and tells what came of it."""

from __future__ import annotations

import json

import pytest
from tests.programmes import match_cast as own

from tashan.base.errors import UserError
from tashan.programmes.command import match
from tashan.programmes.models import Run

pytestmark = pytest.mark.django_db
ON = ["--on", "2026-11-02"]


@pytest.fixture
def county(settings: object) -> own.County:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    return own.County(own.steward())


def test_what_is_in_force_is_matched(
    county: own.County, capsys: pytest.CaptureFixture[str]
) -> None:
    county.awards()
    assert match(ON) == 0
    told = capsys.readouterr().out
    assert "4 enterprises on 2026-11-02" in told
    assert "专精特新企业奖励（免申即享）: 3 qualify, 1 nearly, 0 unknown, 600,000.00 yuan" in told


def test_json_tells_the_run(county: own.County, capsys: pytest.CaptureFixture[str]) -> None:
    assert match([*ON, "--programme", "srdi_award", "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["is_preview"] is True
    assert told["programmes"][0]["eligible"] == 3


def test_policies_from_above_are_one_run_for_each_kind_of_subject(
    county: own.County, capsys: pytest.CaptureFixture[str]
) -> None:
    assert match([*ON, "--superior"]) == 0
    assert set(Run.objects.values_list("subject", flat=True)) == {"enterprise", "project"}


def test_where_nothing_is_in_force_it_says_what_to_do(county: own.County) -> None:
    with pytest.raises(UserError, match="No programme is in force"):
        match(ON)


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        match(["--on", "yesterday"])
    assert "Expected one like 2026-09-30" in capsys.readouterr().err
