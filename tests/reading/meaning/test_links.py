from __future__ import annotations

from tashan.reading.findings import Finding, IndicatorType, Kind
from tashan.reading.meaning.links import link


def finding(kind: Kind, start: int, quote: str) -> Finding:
    return Finding(kind, start, start + len(quote), quote, section="一")


def test_a_measure_answers_the_gap_that_shares_its_words() -> None:
    findings = [
        finding(Kind.GAP, 0, "冷链物流设施不足"),
        finding(Kind.GAP, 20, "渔民培训跟不上"),
        finding(Kind.MEASURE, 50, "新建两处冷链物流设施"),
    ]
    link(findings)
    assert findings[2].refers_to == 0


def test_a_measure_that_shares_too_little_answers_none() -> None:
    findings = [
        finding(Kind.GAP, 0, "冷链物流设施不足"),
        finding(Kind.MEASURE, 50, "加强干部队伍建设"),
    ]
    link(findings)
    assert findings[1].refers_to is None


def test_a_figure_right_after_a_mechanism_supports_it() -> None:
    findings = [
        finding(Kind.MECHANISM, 0, "“船东联保”制度"),
        finding(Kind.INDICATOR, 15, "放贷3000万元"),
    ]
    link(findings)
    assert findings[1].refers_to == 0


def test_a_target_supports_no_mechanism() -> None:
    findings = [
        finding(Kind.MECHANISM, 0, "“船东联保”制度"),
        finding(Kind.INDICATOR, 15, "放贷3000万元"),
    ]
    findings[1].type = IndicatorType.TARGET
    link(findings)
    assert findings[1].refers_to is None


def test_a_figure_far_away_supports_no_mechanism() -> None:
    findings = [
        finding(Kind.MECHANISM, 0, "“船东联保”制度"),
        finding(Kind.INDICATOR, 300, "放贷3000万元"),
    ]
    link(findings)
    assert findings[1].refers_to is None
