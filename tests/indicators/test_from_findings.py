"""An accepted finding becomes a figure with the report's words; what it leaves open is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import cast
from tests.web import things

from tashan.base.errors import UserError
from tashan.indicators.catalogue import definition
from tashan.indicators.from_findings import (
    Open,
    may_become_a_figure,
    propose,
    recorded_as,
    take,
)
from tashan.indicators.models import Holder, Observation
from tashan.indicators.naming import days_of
from tashan.reading import review
from tashan.reading.findings import IndicatorType, Kind
from tashan.reading.models import Report, ReportFinding
from tashan.record.models import Event, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind as EntityKind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
TEXT = "2025年，青石县地区生产总值完成318.4亿元，增长7.2%。标准厂房入驻率78.6%。"


@pytest.fixture
def actor() -> User:
    return cast.officer()


@pytest.fixture
def county() -> Entity:
    new = keeping.New("青石县", things.FOUNDED, "999902", {"level": "county"})
    return keeping.enter(EntityKind.PLACE, new, source=things.source())


@pytest.fixture
def report(actor: User) -> Report:
    product = cast.finding(
        Kind.INDICATOR, "地区生产总值完成318.4亿元", TEXT, name="地区生产总值", value=318.4,
        unit="亿元", place="青石县", period="2025年", period_iso="2025", type=IndicatorType.LEVEL,
    )  # fmt: skip
    growth = cast.finding(
        Kind.INDICATOR, "增长7.2%", TEXT, name="地区生产总值", value=7.2, unit="%", place="青石县",
        period="2025年", period_iso="2025", type=IndicatorType.GROWTH,
    )  # fmt: skip
    rate = cast.finding(
        Kind.INDICATOR, "入驻率78.6%", TEXT, name="入驻率", value=78.6, unit="%", place="青石县",
        type=IndicatorType.SHARE,
    )  # fmt: skip
    return cast.read(cast.report(actor, text=TEXT), product, growth, rate, text=TEXT)


def accepted(report: Report, number: int, actor: User) -> ReportFinding:
    row = report.findings.get(number=number)
    return review.accept(row, actor=actor, at=cast.AT, seen_version=row.version)


def recorded(finding: ReportFinding, actor: User) -> Observation:
    proposal = propose(finding, on=TODAY)
    assert proposal.is_whole, proposal.missing
    days = days_of(proposal.period, definition(proposal.code))
    assert proposal.place.entity is not None
    return take(
        proposal, subject=proposal.place.entity, code=proposal.code, days=days, actor=actor,
        at=cast.AT,
    )  # fmt: skip


def test_a_finding_becomes_a_figure_as_a_report_states_it(
    report: Report, county: Entity, actor: User
) -> None:
    row = recorded(accepted(report, 1, actor), actor)
    assert (row.subject, row.indicator.code, row.value) == (county, "grp", Decimal("318.4"))
    assert (row.first, row.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert row.holder == Holder.STATED


def test_the_source_keeps_the_exact_words(report: Report, county: Entity, actor: User) -> None:
    reference = recorded(accepted(report, 1, actor), actor).source.reference
    assert reference["quote"] == TEXT[reference["start"] : reference["end"]]
    assert reference["before"].endswith("青石县")
    assert reference["after"].startswith("，增长")


def test_growth_is_recorded_as_growth(report: Report, county: Entity, actor: User) -> None:
    row = recorded(accepted(report, 2, actor), actor)
    assert (row.indicator.code, row.measure, row.value) == ("grp", "growth", Decimal("7.2"))


def test_a_period_that_the_report_does_not_say_is_asked_for(
    report: Report, county: Entity, actor: User
) -> None:
    proposal = propose(accepted(report, 3, actor), on=TODAY)
    assert Open.PERIOD in proposal.missing


def test_a_place_that_is_not_in_the_register_is_asked_for(report: Report, actor: User) -> None:
    assert Open.SUBJECT in propose(accepted(report, 1, actor), on=TODAY).missing


def test_what_is_not_accepted_is_no_figure(report: Report, county: Entity) -> None:
    assert not may_become_a_figure(report.findings.get(number=1))


def test_a_finding_is_recorded_once(report: Report, county: Entity, actor: User) -> None:
    finding = accepted(report, 1, actor)
    row = recorded(finding, actor)
    assert recorded_as(finding) == row
    with pytest.raises(UserError, match="recorded already"):
        recorded(finding, actor)


def test_that_it_was_recorded_is_an_event_of_the_report(
    report: Report, county: Entity, actor: User
) -> None:
    recorded(accepted(report, 1, actor), actor)
    assert Event.objects.filter(stream=report.stream, kind="finding.recorded").count() == 1


def test_what_an_officer_corrected_counts(report: Report, county: Entity, actor: User) -> None:
    row = report.findings.get(number=1)
    done = review.correct(
        row, {"value": "319.4"}, actor=actor, at=cast.AT, seen_version=row.version
    )
    assert recorded(done, actor).value == Decimal("319.4")
