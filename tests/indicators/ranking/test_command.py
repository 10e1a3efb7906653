"""`tashan rank` lists, runs and verifies."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from tests.indicators.ranking.ranking_cast import adopted, four_firms, ran

from tashan.base.errors import UserError
from tashan.indicators.ranking import command
from tashan.indicators.ranking_models import RankingRun
from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _already_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "set_up", lambda: None)


def test_the_rankings_in_force_are_listed(
    officer: User, capsys: pytest.CaptureFixture[str]
) -> None:
    adoption = adopted(officer)
    assert command.rank(["--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(row["adoption"], row["part"], row["run"]) for row in told] == [
        (adoption.pk, "total", None),
        (adoption.pk, "growth", None),
    ]


def test_a_ranking_is_run(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    four_firms(officer)
    adoption = adopted(officer)
    assert command.rank([str(adoption.pk), "total", "--year", "2025"]) == 0
    assert RankingRun.objects.get().sha256 in capsys.readouterr().out


def test_who_may_not_rank_cannot_be_named(officer: User) -> None:
    adoption = adopted(officer)
    with pytest.raises(UserError, match="may not run rankings"):
        command.rank([str(adoption.pk), "total", "--by", officer.username])


def test_a_part_that_there_is_not_is_told(officer: User) -> None:
    with pytest.raises(UserError, match="there is no part"):
        command.rank(["99", "total"])


def test_a_changed_run_is_found_out(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    four_firms(officer)
    run = ran(adopted(officer), officer)
    assert command.rank(["--verify", str(run.pk)]) == 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # past the triggers
        cursor.execute("UPDATE indicators_rankedrow SET rank = 9 WHERE position = 1")
    assert command.rank(["--verify", str(run.pk)]) == command.BROKEN
    assert "not what its hash says" in capsys.readouterr().err
