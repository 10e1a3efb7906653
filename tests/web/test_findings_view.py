from __future__ import annotations

from decimal import Decimal

from tashan.reading.models import ReportFinding
from tashan.web.findings_view import fields


def base_of(value: str, unit: str) -> str:
    finding = ReportFinding(
        kind="indicator", value=Decimal("25"), unit="%", base_value=Decimal(value), base_unit=unit
    )
    return fields(finding)[-1].value


def test_a_share_of_one_is_told_without_a_unit() -> None:
    assert base_of("0.25", "1") == "0.25"


def test_an_amount_is_told_with_its_base_unit() -> None:
    assert base_of("20000000", "元") == "20,000,000 元"
