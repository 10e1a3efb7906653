"""Indicators: quote, type, place and period of a number."""

from __future__ import annotations

import pytest

from tashan.reading.findings import Finding, Kind, Status
from tashan.reading.numbers.quantities import read_quantities
from tashan.reading.pipeline import read_text


def indicators(text: str) -> list[Finding]:
    return [found for found in read_text(text).findings if found.kind is Kind.INDICATOR]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("引进企业12家,带动就业300余人。", "引进企业12家"),
        ("改造村庄30个、厕所500座。", "改造村庄30个"),
        ("产值、利税分别达72%、88%。", "产值、利税分别达72%、88%"),
        ("厂房由三层升为六层。", "厂房由三层升为六层"),
    ],
)
def test_the_quote_is_the_words_that_say_the_number(text: str, quote: str) -> None:
    assert indicators(text)[0].quote == quote


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("工业总产值达320亿元。", "level"),
        ("工业总产值增长8%。", "growth"),
        ("占比提高2个百分点。", "growth"),
        ("利润增幅达32%。", "growth"),
        ("化解率提高到97%。", "share"),
        ("入驻率达到91%。", "share"),
        ("总量居全省第3位。", "rank"),
        ("签约项目14个。", "count"),
        ("全县人口38.2万人。", "level"),
        ("日均调用12万次。", "level"),
        ("厂房由三层升为六层。", "level"),
        ("审批用时缩短到3天。", "duration"),
        ("人均预期寿命达80岁。", "level"),
        ("明年产值将突破400亿元。", "target"),
    ],
)
def test_the_type_follows_unit_and_verb(text: str, kind: str) -> None:
    assert indicators(text)[-1].type == kind


def test_a_value_is_told_in_base_units_too() -> None:
    found = indicators("修建标准厂房36万平方米。")[0]
    assert (found.base_value, found.base_unit) == (360_000, "平方米")


def test_a_lost_number_has_no_base_value() -> None:
    found = indicators("去年营业收入达到亿元。")[0]
    assert (found.status, found.value, found.base_value) == (Status.LOST, None, None)


def test_every_field_names_the_rule_that_set_it() -> None:
    kinds = [rule.split(":")[0].split(".")[0] for rule in indicators("产值增长8%。")[0].rules]
    assert kinds == ["value", "name", "type", "place", "period"]


def test_a_name_taken_up_from_before_is_less_sure() -> None:
    first, second = indicators("产值80亿元,增长5%。")
    assert first.confidence > second.confidence


@pytest.mark.parametrize(
    "text",
    [
        "产值、利税分别达72%、88%,占全县的1/4。",
        "由三层升为六层,提高3、5.5个百分点。",
        "完成税收**万元,去年营业收入达到亿元。",
        "调查表622份(其中种植业325份、养殖业184份)。",
    ],
)
def test_every_number_stands_in_its_quote(text: str) -> None:
    spans = [(quantity.start, quantity.end) for quantity in read_quantities(text)]
    found = indicators(text)
    assert len(found) == len(spans)
    assert all(
        f.start <= start and end <= f.end for f, (start, end) in zip(found, spans, strict=True)
    )
