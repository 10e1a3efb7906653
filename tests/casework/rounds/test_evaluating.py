"""Post-evaluation by a third party, by the weights of the file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.casework.rounds.rounds_cast import Dispatching, by, project
from tests.registry import people_and_places as places

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.problem_models import PostEvaluation
from tashan.casework.rounds.evaluating import NewEvaluation, evaluate, grade_of, sheet_of, use
from tashan.casework.rounds.rules import GRADES, declared
from tashan.registry.kinds import Part
from tashan.registry.models import Entity
from tashan.registry.projects import join

pytestmark = pytest.mark.django_db
MARKS = {"decision": 90, "building": 80, "money": 85, "effect": 70, "lasting": 60}


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


def finished() -> Entity:
    return project("农村饮水工程", 5, stage="completed")


def evaluated(place: Dispatching, one: Entity, **said: object) -> PostEvaluation:
    marks = {code: Decimal(mark) for code, mark in MARKS.items()}
    new = {"evaluator": making.enterprise("江南咨询公司", 71), "document": "评〔2026〕1号",
           "marks": marks, "says": "总体达到目标"} | said  # fmt: skip
    return evaluate(one, NewEvaluation(**new), by=by(place.steward))  # type: ignore[arg-type]


def test_the_weights_are_a_hundred() -> None:
    lines = sheet_of(declared(GRADES, date(2026, 10, 9)))
    assert [(line.code, line.weight) for line in lines] == [
        ("decision", 20), ("building", 25), ("money", 20), ("effect", 25), ("lasting", 10),
    ]  # fmt: skip


def test_the_score_is_the_weighted_mean(place: Dispatching) -> None:
    made = evaluated(place, finished())
    assert made.score == 7_850  # 90×20 + 80×25 + 85×20 + 70×25 + 60×10, over a hundred
    assert grade_of(made).light == Light.YELLOW
    assert made.marks.count() == 5


def test_a_third_party_evaluates_what_is_finished(place: Dispatching) -> None:
    with pytest.raises(UserError, match="finished project"):
        evaluated(place, place.project)
    one, builder = finished(), making.enterprise("他山建设公司", 61)
    join(one, builder, part=Part.BUILDER, since=date(2025, 1, 8), source=places.source())
    with pytest.raises(UserError, match="third party"):
        evaluated(place, one, evaluator=builder)


def test_every_line_is_marked(place: Dispatching) -> None:
    with pytest.raises(UserError, match="Every line"):
        evaluated(place, finished(), marks={"decision": Decimal(90)})
    with pytest.raises(UserError, match="from 0 to 100"):
        evaluated(place, finished_again(), marks=dict.fromkeys(MARKS, Decimal(101)))


def finished_again() -> Entity:
    return project("农村公路", 6, stage="producing")


def test_what_it_was_used_for_is_kept(place: Dispatching) -> None:
    made = evaluated(place, finished())
    use(made, "二期照此优化设计", "会议纪要8号", by=by(place.steward, date(2026, 10, 20)))
    assert made.uses.get().document == "会议纪要8号"
    with pytest.raises(UserError, match="evaluated on"):
        use(made, "更早", "", by=by(place.steward, date(2026, 9, 1)))
