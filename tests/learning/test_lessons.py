"""From an accepted practice of a report to the mechanism that it is, and to what was adopted."""

from __future__ import annotations

from datetime import date

import pytest
from tests import cast
from tests.learning import learning_cast
from tests.learning.learning_cast import first_finding, trip

from tashan.adoption import current, pedigree
from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.learning import drafting, lessons, trips
from tashan.mechanisms.loader import load_bytes
from tashan.mechanisms.naming import Reason
from tashan.reading.models import ReportFinding
from tashan.record.models import User

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


@pytest.fixture
def officer() -> User:
    return cast.officer()


@pytest.fixture
def finding(officer: User) -> ReportFinding:
    return first_finding(learning_cast.report(officer))


def adopted(actor: User, finding: ReportFinding | None = None) -> Adoption:
    learned = lessons.learned_from(finding) if finding else None
    new = NewAdoption("four_ones", "电子产业链", "999901", DAY, learned=learned)
    return adopt(new, actor=actor, at=cast.AT)


def test_an_accepted_practice_finds_its_mechanism_with_the_reason(finding: ReportFinding) -> None:
    first = lessons.practice(finding).candidates[0]
    assert (first.code, first.reason) == ("four_ones", Reason.TITLE)


def test_what_was_not_accepted_is_no_practice(officer: User) -> None:
    read = learning_cast.report(officer, accepted=False)
    with pytest.raises(UserError, match="no accepted mechanism"):
        lessons.practice(first_finding(read))


def test_only_accepted_ones_of_a_report_are_practices(finding: ReportFinding) -> None:
    found = lessons.practices(finding.report.findings.select_related("report"))
    assert [one.finding.number for one in found] == [1]


def test_the_pedigree_names_the_place_the_report_and_its_words(
    officer: User, finding: ReportFinding
) -> None:
    made = adopted(officer, finding)
    link = pedigree.pedigree(made, on=DAY).before[0]
    assert (link.name, link.report, link.note) == (
        "青石县", "考察报告", "推行重点产业“四个一”工作机制",
    )  # fmt: skip


def test_a_practice_knows_what_was_adopted_from_it(officer: User, finding: ReportFinding) -> None:
    made = adopted(officer)
    lessons.link(made, finding=finding, actor=officer, at=cast.AT)
    assert lessons.practice(finding).adoptions == (made,)


def test_the_trip_of_the_report_goes_with_its_finding(
    officer: User, finding: ReportFinding
) -> None:
    made = trip(officer)
    trips.attach(made, finding.report, actor=officer, at=cast.AT)
    assert lessons.link(adopted(officer), finding=finding, actor=officer, at=cast.AT).trip == made


def test_a_link_is_made_once(officer: User, finding: ReportFinding) -> None:
    made = adopted(officer)
    rows = [lessons.link(made, finding=finding, actor=officer, at=cast.AT) for _ in range(2)]
    assert rows[0] == rows[1]


def test_a_link_leads_somewhere(officer: User) -> None:
    with pytest.raises(UserError, match="not said what it was learned from"):
        lessons.link(adopted(officer), actor=officer, at=cast.AT)


def test_a_draft_is_a_sound_file_with_its_evidence(finding: ReportFinding) -> None:
    text = drafting.draft(lessons.practice(finding))
    mechanism = load_bytes(text.encode(), "draft.yaml").mechanism
    assert mechanism is not None
    assert mechanism.learned_from[0].note == "推行重点产业“四个一”工作机制"


def test_a_draft_has_a_code_that_can_be_read_aloud() -> None:
    assert drafting.code_of("星级评定") == "xing_ji_ping_ding"


def test_what_is_adopted_is_in_force(officer: User) -> None:
    made = adopted(officer)
    assert [found.adoption for found in current.in_force(DAY)] == [made]
