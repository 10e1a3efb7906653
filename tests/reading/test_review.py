"""What officers decide about findings, one fact a test."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import cast

from tashan.base.errors import UserError
from tashan.reading import review
from tashan.reading.models import ReportFinding, ReviewState
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin():
    return cast.officer()


@pytest.fixture
def row(lin) -> ReportFinding:
    return cast.read(cast.report(lin), cast.occupancy()).findings.get()


def test_an_accepted_finding_knows_who_accepted_it_and_when(row, lin) -> None:
    done = review.accept(row, actor=lin, at=cast.AT, seen_version=0)
    assert (done.state, done.decided_by, done.decided_at) == (ReviewState.ACCEPTED, lin, cast.AT)


def test_a_decision_is_one_event_of_the_reports_stream(row, lin) -> None:
    review.reject(row, actor=lin, at=cast.AT, seen_version=0, reason="原文说的是另一个园区")
    event = Event.objects.filter(stream=row.report.stream).latest("sequence")
    assert (event.kind, event.payload["to"], event.payload["reason"]) == (
        "finding.reject",
        "rejected",
        "原文说的是另一个园区",
    )


def test_what_was_read_stays_beside_the_correction(row, lin) -> None:
    done = review.correct(row, {"value": "87.6"}, actor=lin, at=cast.AT, seen_version=0)
    done.refresh_from_db()
    assert (review.effective(done, "value"), review.as_text(done.value)) == ("87.6", "78.6")


def test_a_field_set_back_to_what_was_read_is_no_correction(row, lin) -> None:
    changes = {"value": "78.60", "name": "厂房入驻率"}
    done = review.correct(row, changes, actor=lin, at=cast.AT, seen_version=0)
    assert done.correction == {"name": "厂房入驻率"}


def test_an_empty_field_means_unknown_not_zero(row, lin) -> None:
    done = review.correct(row, {"value": ""}, actor=lin, at=cast.AT, seen_version=0)
    assert done.correction == {"value": None}


def test_a_correction_that_changes_nothing_is_refused(row, lin) -> None:
    with pytest.raises(UserError, match="Nothing differs"):
        review.correct(row, {"value": "78.6"}, actor=lin, at=cast.AT, seen_version=0)


@pytest.mark.parametrize("text", ["九成", "-3", "NaN", "1e99", "Infinity"])
def test_a_value_that_is_no_plain_number_is_refused(row, lin, text) -> None:
    with pytest.raises(UserError):
        review.correct(row, {"value": text}, actor=lin, at=cast.AT, seen_version=0)


def test_a_lost_number_cannot_be_given_a_value_and_stay_lost(row, lin) -> None:
    with pytest.raises(UserError, match="lost number"):
        review.correct(row, {"status": "lost"}, actor=lin, at=cast.AT, seen_version=0)


def test_a_field_that_is_evidence_cannot_be_corrected(row, lin) -> None:
    with pytest.raises(UserError, match="quote"):
        review.correct(row, {"quote": "别的话"}, actor=lin, at=cast.AT, seen_version=0)


def test_a_character_that_cannot_be_kept_is_refused(row, lin) -> None:
    with pytest.raises(UserError, match="cannot be kept"):
        review.correct(row, {"name": "入驻\0率"}, actor=lin, at=cast.AT, seen_version=0)


def test_a_decision_taken_back_keeps_the_correction_in_the_events(row, lin) -> None:
    done = review.correct(row, {"value": "87.6"}, actor=lin, at=cast.AT, seen_version=0)
    back = review.reopen(done, actor=lin, at=cast.AT, seen_version=1)
    event = Event.objects.filter(stream=row.report.stream).latest("sequence")
    assert (back.state, back.correction, event.payload["was"]) == ("open", {}, {"value": "87.6"})


def test_the_second_of_two_officers_is_told_who_was_faster(row, lin) -> None:
    zhou = cast.officer("zhou", "周一鸣")
    review.accept(row, actor=lin, at=cast.AT, seen_version=0)
    with pytest.raises(review.OvertakenError, match="林清和"):
        review.reject(row, actor=zhou, at=cast.AT, seen_version=0)


def test_another_officer_sees_decisions_after_the_event_last_seen(row, lin) -> None:
    seen = Event.objects.filter(stream=row.report.stream).count()
    review.accept(row, actor=lin, at=cast.AT, seen_version=0)
    (decision,) = review.changes_since(row.report, seen)
    assert (decision.number, decision.move, decision.actor) == (row.number, "accept", "林清和")


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("finding_decided_by_somebody", {"state": "accepted"}),
        ("finding_correction_only_when_corrected", {"correction": {"name": "x"}}),
        ("finding_lost_has_no_value", {"status": "lost"}),
        ("finding_quotes_something", {"end": 0}),
    ],
)
def test_the_database_refuses(row, constraint, fields) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ReportFinding.objects.filter(pk=row.pk).update(**fields)
