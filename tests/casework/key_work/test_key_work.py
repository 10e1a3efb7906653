"""The year's key work: set up from the file, told of, moved with a reason, cleared by another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django.fixtures import Settings
from tests import cast
from tests.casework import making
from tests.casework.key_work.key_work_cast import LATE, ON, SINCE, KeyWork, by, photo

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.key_work import clearing, doing
from tashan.casework.key_work.due import DUE, MILESTONES_DUE
from tashan.casework.key_work.setting_up import NewTask, add_task, set_up
from tashan.casework.key_work.sheet import hand_out
from tashan.casework.key_work.standing import TaskStands, Why, stands_of
from tashan.casework.key_work.terms import told_since
from tashan.casework.key_work_models import TaskSeat
from tashan.indicators import catalogue
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.mechanisms.timing import Every
from tashan.record import statements
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> KeyWork:
    settings.PLACE = "999901"
    return KeyWork()


def stood(place: KeyWork, on: date = ON, code: str = "water") -> TaskStands:
    found = stands_of(place.list, on, viewer=place.steward)
    return next(one for one in found if one.task.code == code)


def test_a_list_is_set_up_from_the_file_with_posts_and_offices_of_the_register(
    place: KeyWork,
) -> None:
    told = stood(place)
    assert place.list.tasks.count() == 6
    assert (told.leader.name, told.leader.seat.post) == ("石县长", "县长")  # type: ignore[union-attr]
    assert told.doer.office == "水利局"  # type: ignore[union-attr]
    park = stood(place, code="park_extension")
    words = {one.seat.words["zh"]: one.seat for one in park.sittings}
    assert words["县委书记"].office is None
    assert words["石桥智造园管理办公室"].office == place.park
    with pytest.raises(UserError, match="is set up"):
        place.made()
    with pytest.raises(UserError, match="is of 2026"):
        set_up(place.adoption, "year", 2027, by=by(place.steward))


def test_a_seat_follows_its_post(place: KeyWork) -> None:
    from tests.registry import people_and_places as places

    from tashan.registry.models import Tenure
    from tashan.registry.offices import leave

    leave(Tenure.objects.get(officer=place.head), on=date(2026, 6, 1), source=places.source())
    place.sits("县长", place.government, "林新任")
    assert stood(place, date(2026, 7, 1)).leader.name == "林新任"  # type: ignore[union-attr]


def test_no_more_tasks_than_the_list_takes(place: KeyWork) -> None:
    for n in range(4):
        new = NewTask(f"more_{n}", {"zh": "新增", "en": "More"}, place.water)
        add_task(place.list, new, by=by(place.steward))
    with pytest.raises(UserError, match="no more than 10"):
        add_task(place.list, NewTask("eleventh", {"zh": "多", "en": "x"}, place.water),
                 by=by(place.steward))  # fmt: skip


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ({"code": "Water"}, "no code"),
        ({"code": "water"}, "has a task"),
        ({"title": {"zh": " "}}, "few words"),
        ({"milestones": [({"zh": "完"}, date(2027, 1, 1))]}, "lies behind the end"),
    ],
)
def test_a_task_that_cannot_be_is_refused(
    place: KeyWork, new: dict[str, object], says: str
) -> None:  # fmt: skip
    said = {"code": "school", "title": {"zh": "学校"}, "lead": place.water,
            "by": date(2026, 12, 1)} | new  # fmt: skip
    with pytest.raises(UserError, match=says):
        add_task(place.list, NewTask(**said), by=by(place.steward))  # type: ignore[arg-type]


def test_a_task_whose_day_has_passed_is_red(place: KeyWork) -> None:
    assert stood(place, LATE).light is Light.RED
    assert Why.OVERDUE in stood(place, LATE).why
    assert stood(place).why[0] is Why.MILESTONE_LATE  # the permit was due in March


def test_without_a_report_of_the_last_month_it_is_yellow(place: KeyWork) -> None:
    doing.reach(place.task.milestones.all()[0], by=by(place.handler, date(2026, 3, 10)))
    place.told(on=date(2026, 3, 20))
    assert stood(place, date(2026, 4, 20)).why == ()
    assert stood(place, date(2026, 5, 20)).why == (Why.NOT_TOLD,)
    assert stood(place, date(2026, 5, 20)).light is Light.YELLOW


def test_the_same_words_twice_are_flagged(place: KeyWork) -> None:
    place.told(on=date(2026, 3, 20))
    place.told(on=date(2026, 4, 20))
    assert Why.SAME_WORDS in stood(place, date(2026, 4, 21)).why


def test_only_the_offices_of_the_task_tell_of_it(place: KeyWork) -> None:
    stranger = making.officer("wai", "handler", at=making.office("商务局"))
    with pytest.raises(PermissionDenied):
        doing.report(place.task, "好", 10, by=by(stranger))
    with pytest.raises(UserError, match="between 0 and 100"):
        doing.report(place.task, "好", 101, by=by(place.handler))
    place.told()
    assert stood(place).percent == 45
    assert place.task.files.get().file.name == "现场.png"


def test_a_moved_day_keeps_the_old_one_with_reason_and_approver(place: KeyWork) -> None:
    becomes = date(2026, 12, 20)
    doing.move_day(place.task, becomes, "汛期停工", by=by(place.chief))
    row = place.task.day_changes.get()
    task = stood(place).task
    assert (row.was, row.becomes, row.approved_by) == (date(2026, 11, 15), becomes, place.chief)
    assert (task.due_on, task.first_due_on) == (becomes, date(2026, 11, 15))
    assert stood(place, LATE).why.count(Why.OVERDUE) == 0
    with pytest.raises(UserError, match="that day already"):
        doing.move_day(place.task, becomes, "再移", by=by(place.chief))
    with pytest.raises(UserError, match="few words"):
        doing.move_day(place.task, date(2026, 12, 25), " ", by=by(place.chief))
    with pytest.raises(UserError, match="lie behind"):
        doing.move_day(place.task, date(2026, 3, 1), "提前", by=by(place.chief))


def test_a_milestone_moves_within_the_task(place: KeyWork) -> None:
    step = place.task.milestones.all()[1]
    doing.move_day(place.task, date(2026, 9, 30), "设计变更", milestone=step, by=by(place.chief))
    step.refresh_from_db()
    assert (step.planned_on, step.first_planned_on) == (date(2026, 9, 30), date(2026, 8, 31))
    with pytest.raises(UserError, match="lies behind the end"):
        doing.move_day(place.task, date(2026, 12, 1), "x", milestone=step, by=by(place.chief))
    doing.reach(step, by=by(place.handler))
    with pytest.raises(UserError, match="was reached"):
        doing.reach(step, by=by(place.handler))


def test_clearing_needs_milestones_evidence_and_another(place: KeyWork) -> None:
    with pytest.raises(UserError, match="milestone is not reached"):
        clearing.ask(place.task, "完工", [photo()], by=by(place.handler))
    place.reached()
    with pytest.raises(UserError, match="needs evidence"):
        clearing.ask(place.task, "完工", by=by(place.handler))
    place.asked()
    assert place.task.clearings.get().due_on == date(2026, 5, 25)  # ten working days
    with pytest.raises(UserError, match="being checked"):
        clearing.ask(place.task, "完工", [photo()], by=by(place.handler))
    both = making.officer("shui", "chief", at=place.water)
    with pytest.raises(UserError, match="does not check"):
        clearing.check(place.task, is_cleared=True, by=by(both))
    clearing.check(place.task, is_cleared=False, says="缺水质报告", by=by(place.chief))
    assert Why.SENT_BACK in stood(place).why
    clearing.ask(place.task, "补水质报告", [photo("报告.pdf")], by=by(place.handler))
    clearing.check(place.task, is_cleared=True, by=by(place.chief, date(2026, 5, 12)))
    told = stood(place, LATE)
    assert (told.is_cleared, told.light, told.why) == (True, Light.GREEN, ())
    with pytest.raises(UserError, match="was cleared"):
        place.told()


def test_a_target_shows_the_newest_figure_of_its_year(place: KeyWork) -> None:
    def figure(year: int, value: str) -> None:
        first, last = date(year, 1, 1), date(year, 9, 30)
        found = catalogue.indicators(["fixed_asset_investment"])["fixed_asset_investment"]
        told = Figure(making.home(), found, first=first, last=last, value=Decimal(value))
        from tests.registry import people_and_places as places

        record([told], source=places.source(), actor=None, at=cast.AT)

    unit = catalogue.definition("fixed_asset_investment").unit
    figure(2025, "900000")
    aim = stood(place, LATE, "park_extension").aims[0]
    assert (aim.figure, aim.share) == (None, None)
    figure(2026, "960000")
    aim = stood(place, LATE, "park_extension").aims[0]
    assert aim.target.value == {"万元": Decimal(1_280_000), "亿元": Decimal(128)}[unit]
    assert aim.figure is not None


def test_what_is_due_is_told_by_task_and_by_milestone(place: KeyWork) -> None:
    tasks = statements.fetch_all(DUE.statement, {"on": ON})
    water = next(row for row in tasks if row[0] == f"key_task:{place.task.pk}")
    assert water[1:] == ("清溪水厂扩建和管网改造", place.water.pk, None, None,
                         date(2026, 11, 15), False, None)  # fmt: skip
    steps = statements.fetch_all(MILESTONES_DUE.statement, {"on": ON})
    assert len(steps) == 18
    place.asked()
    tasks = statements.fetch_all(DUE.statement, {"on": ON})
    assert next(row for row in tasks if row[0] == water[0])[5] == date(2026, 5, 25)
    assert len(statements.fetch_all(MILESTONES_DUE.statement, {"on": ON})) == 15


def test_whoever_asked_for_clearing_is_not_reminded_of_the_check(place: KeyWork) -> None:
    TaskSeat.objects.create(task=place.task, role="office", position=99,
                            words={"zh": "人民政府"}, office=place.government)  # fmt: skip
    cause, before = f"key_task:{place.task.pk}", date(2026, 5, 10)

    def told(on: date) -> tuple[object, ...]:
        rows = statements.fetch_all(DUE.statement, {"on": on})
        return next(row for row in rows if row[0] == cause)

    assert told(ON)[1:3] == ("清溪水厂扩建和管网改造", place.water.pk)
    place.asked()
    assert told(ON)[1:3] == ("销号：清溪水厂扩建和管网改造", place.government.pk)
    assert told(before)[1:3] == ("清溪水厂扩建和管网改造", place.water.pk)
    clearing.check(place.task, is_cleared=False, says="缺水质报告", by=by(place.chief))
    assert told(ON)[1:3] == ("清溪水厂扩建和管网改造", place.water.pk)


@pytest.mark.parametrize(
    ("every", "since"),
    [
        (Every.WEEK, date(2026, 5, 4)),
        (Every.MONTH, date(2026, 4, 1)),
        (Every.QUARTER, date(2026, 1, 1)),
        (Every.HALF_YEAR, date(2025, 7, 1)),
        (Every.YEAR, date(2025, 1, 1)),
    ],
)
def test_a_report_of_the_last_whole_period_is_enough(every: Every, since: date) -> None:
    assert told_since(every, date(2026, 5, 11)) == since


def test_the_list_goes_out_as_a_sheet_and_that_is_told(place: KeyWork) -> None:
    made = hand_out(place.list, ON, actor=place.steward, at=making.moment(LATE))
    assert made.data[:2] == b"PK"
    assert Event.objects.filter(stream=place.list.stream, kind="worklist.exported").exists()
    assert SINCE < ON
