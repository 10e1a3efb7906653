"""The demo's four reports: every kind, in time, late and exempt, and acts without a report."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.registry import people_and_places as places

from tashan.casework.four_report_models import ActKind, ActReport, Outcome, UnreportedAct
from tashan.demo.first_telling import report_acts
from tashan.registry.entitlements import REPORTED_FIRST, grant

pytestmark = pytest.mark.django_db


def test_reports_of_every_kind_and_outcome_can_be_seen(settings: Settings) -> None:
    settings.PLACE = "999901"
    making.holds("reform", making.office("他山县发展和改革局"))
    for name in ("市场监督管理局", "生态环境分局", "应急管理局", "金融服务中心"):
        making.office(f"他山县{name}")
    people = {name: making.person(name, role) for name, role in (
        ("steward", "steward"), ("handler", "handler"), ("agent", "agent"),
    )}  # fmt: skip
    bank = making.enterprise("他山农村商业银行", 9)
    people["clerk"] = making.clerk("clerk", bank)
    words = {REPORTED_FIRST: {"zh": "提前报告", "en": "Reported first"}}
    for number in range(1, 6):
        firm = making.enterprise(f"持卡企业{number}", number)
        grant(firm, words, of=f"card:{number}", since=date(2025, 12, 19), until=None,
              source=places.source())  # fmt: skip
    assert report_acts("999901", people)
    assert not report_acts("999901", people)
    rows = list(ActReport.objects.all())
    assert {row.kind for row in rows} == set(ActKind.values)
    assert {row.outcome for row in rows} == {"", *Outcome.values}
    assert {row.office for row in rows if row.kind == ActKind.LOAN} == {bank}
    assert any(row.was_late for row in rows)
    assert any(row.exempt for row in rows)
    assert UnreportedAct.objects.get().answer
