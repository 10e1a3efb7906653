"""A case as it stands on a day: clocks, path, who holds it and who had the days."""

from datetime import date

import pytest
from tests.casework import making

from tashan.base.lights import Light
from tashan.casework import acts
from tashan.casework.acts import By
from tashan.casework.keeping_time import Breach
from tashan.casework.models import Case, Matter
from tashan.casework.paths import APPLICANT, OFFICE, Spent
from tashan.casework.picture import CasePicture
from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def window() -> User:
    return making.officer("window", "window", at=making.office("行政审批局"))


@pytest.fixture
def handler() -> User:
    return making.officer("handler", "handler", at=making.office())


def by(user: User, on: date) -> By:
    return By(user, making.moment(on), on)


def accepted(case: Case, code: str, window: User, on: date) -> Matter:
    matter = making.matter(case, code)
    acts.receive(matter.pk, by=by(window, on))
    acts.accept(matter.pk, by=by(window, on))
    return matter


def test_the_path_runs_through_what_takes_longest(window: User) -> None:
    case = making.make_case(["land", "site", "permit"], after={"permit": ["land", "site"]})
    accepted(case, "land", window, date(2026, 11, 2))
    accepted(case, "site", window, date(2026, 11, 5))
    shown = CasePicture(Case.objects.get(pk=case.pk), date(2026, 11, 6))
    # seven working days after the fifth of November, and seven more
    assert shown.plan.path == ("site", "permit")
    assert shown.plan.finish == date(2026, 11, 25)
    assert shown.holding is shown.by_code["site"]


def test_clocks_show_light_and_days(window: User) -> None:
    case = making.make_case(["land"])
    accepted(case, "land", window, date(2026, 11, 2))
    shown = CasePicture(Case.objects.get(pk=case.pk), date(2026, 11, 10)).by_code["land"]
    assert (shown.light, shown.timing.breach) == (Light.YELLOW, Breach.NONE)
    late = CasePicture(Case.objects.get(pk=case.pk), date(2026, 11, 12)).by_code["land"]
    assert (late.light, late.timing.breach) == (Light.RED, Breach.LATE)
    unlawful = CasePicture(Case.objects.get(pk=case.pk), date(2026, 12, 1)).by_code["land"]
    assert unlawful.timing.breach is Breach.UNLAWFUL


def test_days_of_a_supplement_are_the_applicants(window: User, handler: User) -> None:
    case = making.make_case(["land"])
    matter = accepted(case, "land", window, date(2026, 11, 2))
    acts.take_up(matter.pk, by=by(handler, date(2026, 11, 3)))
    acts.ask_supplement(matter.pk, ["plan"], "总平图缺坐标", by=by(handler, date(2026, 11, 4)))
    shown = CasePicture(Case.objects.get(pk=case.pk), date(2026, 11, 6))
    assert shown.split == {Spent(OFFICE, "自然资源和规划局"): 1, Spent(APPLICANT): 3}
    assert shown.by_code["land"].light is Light.STOPPED


def test_promises_side_by_side_are_never_longer_than_one_after_another(window: User) -> None:
    case = making.make_case(["land", "site", "permit"], after={"permit": ["land"]})
    shown = CasePicture(case, date(2026, 11, 2))
    assert shown.promised.finish < shown.one_after_another


def test_a_case_is_read_in_few_queries(
    window: User, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    case = making.make_case([f"m{n}" for n in range(25)], after={"m3": ["m1", "m2"]})
    accepted(case, "m1", window, date(2026, 11, 2))
    found = Case.objects.get(pk=case.pk)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        shown = CasePicture(found, date(2026, 11, 6))
        assert len(shown.matters) == 25
        assert shown.plan.finish
