"""No finding of a language model passes unless the report itself shows it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashan.reading.findings import Finding, IndicatorType, Kind
from tashan.reading.llm.door import Door, Refusal
from tashan.reading.llm.passages import Passage
from tashan.reading.llm.schema import Row
from tashan.reading.text.normalise import normalise

REPORT = (
    "青石县推行首席服务员制度,园区入驻率达到91%。\n"
    "标准厂房由去年的60万平方米增加到102万平方米,财政收入居全省第2位。\n"
    "与之相比,我县窗口偏少,部门各自为政。\n"
    "建议设立企业服务中心,全年走访企业300家以上。\n"
    "园区入驻率达到91%,仍有空间。\n"
)


def row(quote: str, value: object = None, unit: object = None, **fields: object) -> Row:
    kind = "indicator" if value is not None else "mechanism"
    return {"kind": kind, "quote": quote, "name": "", "value": value, "unit": unit, **fields}


def let_in(*rows: Row, text: str = REPORT) -> Door:
    normal = normalise(text)
    door = Door(normal)
    door.admit(rows, Passage(0, normal.text))
    return door


def only(*rows: Row, text: str = REPORT) -> Finding:
    door = let_in(*rows, text=text)
    assert not door.refused
    (finding,) = door.findings
    return finding


def refusal(one: Row) -> Refusal:
    door = let_in(one)
    assert door.findings == ()
    (reason,) = door.refused.elements()
    return reason


def test_a_finding_with_its_number_in_its_quote_is_let_in() -> None:
    finding = only(row("增加到102万平方米", 102, "万平方米", name="标准厂房", type="level"))
    assert (finding.kind, finding.value, finding.unit) == (Kind.INDICATOR, 102, "万平方米")
    assert (finding.base_value, finding.base_unit) == (1_020_000, "平方米")
    assert (finding.name, finding.type) == ("标准厂房", IndicatorType.LEVEL)
    assert finding.rules == ["llm"]
    assert REPORT[finding.start : finding.end] == finding.quote == "增加到102万平方米"


def test_an_invented_quote_stays_outside() -> None:
    assert refusal(row("园区入驻率达到95%", 95, "%")) is Refusal.NOT_IN_TEXT


@pytest.mark.parametrize("quote", ["", "  \n", None, 7, ["园区"]])
def test_a_quote_that_is_no_text_stays_outside(quote: object) -> None:
    assert refusal({"kind": "mechanism", "quote": quote}) is Refusal.NOT_IN_TEXT


@pytest.mark.parametrize("value", [95, 0.91, 9.1, 1, 2026])
def test_a_number_that_is_not_in_the_quote_stays_outside(value: float) -> None:
    assert refusal(row("园区入驻率达到91%", value, "%")) is Refusal.WRONG_NUMBER


def test_a_number_of_the_report_that_is_not_in_the_quote_stays_outside() -> None:
    assert refusal(row("财政收入居全省第2位", 102, "万平方米")) is Refusal.WRONG_NUMBER


def test_a_number_without_its_scale_stays_outside() -> None:
    assert refusal(row("增加到102万平方米", 102, "平方米")) is Refusal.WRONG_UNIT
    assert refusal(row("增加到102万平方米", 1_020_000, "平方米")) is Refusal.WRONG_NUMBER


def test_a_wrong_unit_stays_outside() -> None:
    assert refusal(row("园区入驻率达到91%", 91, "家")) is Refusal.WRONG_UNIT
    assert refusal(row("园区入驻率达到91%", 91)) is Refusal.WRONG_UNIT


@pytest.mark.parametrize("value", ["many", True, float("nan"), float("inf"), [9], 10**400])
def test_a_value_that_is_no_number_stays_outside(value: object) -> None:
    assert refusal(row("园区入驻率达到91%", value, "%")) is Refusal.NO_NUMBER


def test_an_indicator_without_a_value_stays_outside() -> None:
    one = {"kind": "indicator", "quote": "园区入驻率达到91%", "value": None, "unit": "%"}
    assert refusal(one) is Refusal.NO_NUMBER


@pytest.mark.parametrize("kind", ["slogan", "", None, 3, "Indicator "])
def test_a_kind_that_does_not_exist_stays_outside(kind: object) -> None:
    assert refusal({"kind": kind, "quote": "首席服务员制度"}) is Refusal.WRONG_KIND


def test_a_whole_page_is_no_quote() -> None:
    text = "我县将逐步完善各项服务,不断提高水平," * 40
    door = let_in({"kind": "gap", "quote": text}, text=text)
    assert (door.findings, dict(door.refused)) == ((), {Refusal.TOO_LONG: 1})


def test_an_entry_that_is_empty_stays_outside() -> None:
    assert refusal({}) is Refusal.WRONG_KIND


def test_a_fall_is_told_by_the_quote_and_not_by_a_sign() -> None:
    assert only(row("下降3.5%", -3.5, "%"), text="税收下降3.5%。").value == 3.5


def test_a_number_given_as_text_is_a_number() -> None:
    assert only(row("园区入驻率达到91%", "91", "%")).value == 91


def test_a_rounded_fraction_takes_the_value_of_the_text() -> None:
    finding = only(row("占三分之一", 0.333), text="工业占三分之一。")
    assert finding.value == pytest.approx(1 / 3)


def test_blanks_and_script_of_the_original_stay_in_the_quote() -> None:
    text = "園區 入駐 率達到 91 %,居全省之首。"
    finding = only(row("园区入驻率达到91％", 91, "%"), text=text)
    assert finding.quote == "園區 入駐 率達到 91 %"
    assert text[finding.start : finding.end] == finding.quote


def test_the_same_quote_twice_in_a_report_is_found_in_the_passage_asked_about() -> None:
    normal = normalise(REPORT)
    second = normal.text.rindex("园区入驻率")
    door = Door(normal)
    door.admit([row("园区入驻率达到91%", 91, "%")], Passage(second, normal.text[second:]))
    assert [finding.start for finding in door.findings] == [REPORT.rindex("园区入驻率")]


def test_the_same_quote_told_twice_takes_both_its_places() -> None:
    told = row("园区入驻率达到91%", 91, "%")
    found = let_in(told, told).findings
    first = REPORT.index("园区入驻率")
    assert [finding.start for finding in found] == [first, REPORT.rindex("园区入驻率")]


def test_what_is_told_too_often_is_let_in_once() -> None:
    told = row("居全省第2位", 2, "位")
    door = let_in(told, told, told)
    assert (len(door.findings), door.repeated, dict(door.refused)) == (1, 2, {})


def test_one_number_in_two_quotes_is_one_indicator() -> None:
    shorter, longer = (
        row("增加到102万平方米", 102, "万平方米"),
        row("由去年的60万平方米增加到102万平方米", 102, "万平方米"),
    )
    assert let_in(shorter, longer).repeated == 1


def test_two_numbers_in_one_quote_are_two_indicators() -> None:
    quote = "由去年的60万平方米增加到102万平方米"
    found = let_in(row(quote, 60, "万平方米"), row(quote, 102, "万平方米")).findings
    assert [finding.value for finding in found] == [60, 102]


def test_two_equal_numbers_in_one_quote_are_two_indicators() -> None:
    quote = "产值、税收分别增长5%、5%"
    door = let_in(row(quote, 5, "%"), row(quote, 5, "%"), row(quote, 5, "%"), text=quote)
    assert (len(door.findings), door.repeated) == (2, 1)


def test_the_same_finding_in_the_overlap_of_two_passages_is_let_in_once() -> None:
    normal = normalise(REPORT)
    door = Door(normal)
    for start, end in ((0, 70), (30, 100)):
        door.admit([row("居全省第2位", 2, "位")], Passage(start, normal.text[start:end]))
    assert (len(door.findings), door.repeated) == (1, 1)


def test_clauses_that_share_more_than_half_are_one_gap() -> None:
    gaps = [{"kind": "gap", "quote": quote} for quote in ("我县窗口偏少", "与之相比,我县窗口偏少")]
    assert len(let_in(*gaps).findings) == 1


def test_a_gap_and_a_measure_may_share_their_words() -> None:
    rows = [{"kind": kind, "quote": "部门各自为政"} for kind in ("gap", "measure")]
    assert [finding.kind for finding in let_in(*rows).findings] == [Kind.GAP, Kind.MEASURE]


@pytest.mark.parametrize("field", ["place", "period", "scope"])
def test_a_field_that_the_report_does_not_say_is_emptied(field: str) -> None:
    told = row("居全省第2位", 2, "位", **{field: "白水县"})
    door = let_in(told)
    assert getattr(door.findings[0], field) is None
    assert door.cleared == 1


def test_fields_that_the_report_says_are_kept_in_simplified_script() -> None:
    finding = only(row("居全省第2位", 2, "位", place="青石縣", period="去年", scope="全省"))
    assert (finding.place, finding.period, finding.scope) == ("青石县", "去年", "全省")


def test_a_name_with_a_figure_of_its_own_is_emptied() -> None:
    told = row("园区入驻率达到91%", 91, "%", name="比2019年提高的入驻率")
    assert let_in(told).findings[0].name == ""


def test_a_type_that_does_not_exist_is_emptied() -> None:
    assert only(row("居全省第2位", 2, "位", type="mood")).type is None


def test_a_word_for_about_must_stand_in_the_quote() -> None:
    told = "全年走访企业300家以上"
    assert only(row(told, 300, "家", approximate="以上")).approximate == "以上"
    assert only(row(told, 300, "家", approximate="约")).approximate is None


def test_findings_come_in_the_order_of_the_text() -> None:
    late = {"kind": "measure", "quote": "建议设立企业服务中心"}
    early = {"kind": "mechanism", "quote": "首席服务员制度"}
    assert [finding.kind for finding in let_in(late, early).findings] == [
        Kind.MECHANISM,
        Kind.MEASURE,
    ]


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.floats(), st.integers(), st.text("园区9%万", max_size=9)
)
PIECES = st.tuples(st.integers(0, len(REPORT)), st.integers(1, 40)).map(
    lambda piece: REPORT[piece[0] : piece[0] + piece[1]]
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from([*map(str, Kind), "other"]),
                "quote": st.one_of(PIECES, ANYTHING),
                "value": st.one_of(st.sampled_from([91, 60, 102, 2, 300]), ANYTHING),
                "unit": st.one_of(st.sampled_from(["%", "万平方米", "位", "家", None]), ANYTHING),
            },
            optional={"name": ANYTHING, "place": ANYTHING, "period": ANYTHING, "type": ANYTHING},
        ),
        max_size=8,
    )
)
def test_whatever_is_told_every_finding_shows_its_number_in_its_quote(rows: list[Row]) -> None:
    door = let_in(*rows)
    assert len(door.findings) + door.repeated + door.refused.total() == len(rows)
    for finding in door.findings:
        assert REPORT[finding.start : finding.end] == finding.quote
        if finding.kind is Kind.INDICATOR:
            assert f"{finding.value:g}" in finding.quote
