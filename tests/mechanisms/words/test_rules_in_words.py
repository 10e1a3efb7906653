"""Rules in words: names by title, figures with their period, limits with their unit, stressed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tashan.mechanisms.head import Parameter
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.spans import Span, Tongue, text_of
from tashan.mechanisms.words.speaking import credit_titles

DAY = date(2026, 11, 28)
PARAMETERS = {
    "cap": Parameter.model_validate({"unit": "万元", "values": {date(2026, 1, 1): Decimal(500)}}),
    "later": Parameter.model_validate({"unit": "万元", "values": {date(2027, 1, 1): Decimal(500)}}),
    "industries": Parameter.model_validate({"values": {date(2026, 1, 1): ["C38", "C39"]}}),
    "rates": Parameter.model_validate(
        {"values": {date(2026, 1, 1): [[Decimal(1000), Decimal("0.06")], [None, Decimal("0.1")]]}}
    ),
}


def speaker(tongue: Tongue = Tongue.ZH, subject: Subject = Subject.ENTERPRISE) -> Speaker:
    found = library()
    scope = Scope(subject, found.indicators, PARAMETERS, {}, found.registers)
    return Speaker(scope, DAY, tongue, credit_titles(found))


def zh(rule: str) -> str:
    return text_of(in_words(rule, speaker()))


def en(rule: str) -> str:
    return text_of(in_words(rule, speaker(Tongue.EN)))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("operates_here", "在本地经营"),
        ("not dishonest", "不是：严重失信"),
        ("tax_paid[last_year] >= 1000 万元", "上年企业纳税额不低于 1000 万元"),
        ("tax_paid[2025] < 3 亿元", "2025 年企业纳税额低于 3 亿元"),
        ("vat_paid[last_6_months] > 0", "近 6 个月企业缴纳增值税高于 0"),
        ("growth(sales_revenue, last_year) >= 10%", "上年企业营业收入的增速不低于 10%"),
        ("investment_in_equipment[last_year] <= cap", "上年企业设备投资额不高于 500 万元"),
        ("industry in 'C39'", "所属行业属于计算机、通信和其他电子设备制造业（C39）"),
        ("scale in ['small', 'micro']", "企业规模属于小型或微型"),
        ("standing == 'operating'", "经营状态是经营中"),
        ("'高新技术企业' in labels", "有“高新技术企业”标签"),
        ("'高新技术企业' not in labels", "没有“高新技术企业”标签"),
        ("'tax_dishonesty' in credit", "有信用事件：重大税收违法失信主体"),
        ("rank(output_value[last_year]) <= 50", "上年企业工业产值排在前 50 名"),
        ("established_on < as_of", "成立日期早于当天"),
        ("years(established_on, as_of) >= 2", "从成立日期到当天的整年数不低于 2"),
        ("in_park and not above_scale", "在园区内，且不是：规模以上"),
        ("in_park or (above_scale and operates_here)", "在园区内，或者（规模以上，且在本地经营）"),
        ("min(profit[last_year], cap)", "上年企业利润总额，最高 500 万元"),
        ("(profit[last_year] + payroll[last_year]) * 2",
         "（上年企业利润总额 + 上年企业应付职工薪酬） × 2"),
        ("tiered(investment_in_equipment[last_year], rates)",
         "按上年企业设备投资额分档累加（1000 万元以内 6%；1000 万元以上 10%）"),
        ("at_least(2, in_park, above_scale, operates_here)",
         "至少符合 2 条：在园区内；规模以上；在本地经营"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_chinese(rule: str, words: str) -> None:
    assert zh(rule) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("tax_paid[last_year] >= 1000 万元",
         "tax paid by the enterprise of last year is at least 10 million yuan"),
        ("rank(output_value[last_year]) <= 50",
         "industrial output of the enterprise of last year is among the first 50"),
        ("'高新技术企业' in labels", "it carries “高新技术企业”"),
        ("not in_park or above_scale", "not: in a park or above designated scale"),
        ("tax_per_mu[last_year] >= 20 万元/亩",
         "tax per mu of last year is at least 200,000 yuan per mu"),
        ("1000 元 if in_park else 0 元", "if in a park: 1000 yuan; otherwise 0 yuan"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_english(rule: str, words: str) -> None:
    assert en(rule) == words


def test_the_limit_is_stressed_and_the_rest_is_not() -> None:
    assert in_words("tax_paid[last_year] >= 1000 万元", speaker()) == (
        Span("上年企业纳税额不低于 "),
        Span("1000 万元", is_strong=True),
    )


def test_a_parameter_without_a_value_on_the_day_is_called_by_its_name() -> None:
    assert zh("profit[last_year] > later") == "上年企业利润总额高于 later"


def test_a_list_parameter_is_named_member_by_member() -> None:
    said = zh("industry in industries")
    assert "电气机械和器材制造业（C38）或计算机、通信和其他电子设备制造业（C39）" in said


def test_a_stage_of_a_project_has_its_word() -> None:
    project = speaker(subject=Subject.PROJECT)
    assert text_of(in_words("stage == 'preparatory'", project)) == "项目阶段是前期"


def test_a_rule_that_cannot_be_read_stays_as_it_is_written() -> None:
    assert zh("tax_paid[") == "tax_paid["


def test_every_rule_of_the_library_has_words_without_code() -> None:
    found = library()
    for programme in found.programmes.values():
        scope = Scope(
            programme.subject, found.indicators, programme.origin.parameters, programme.asks,
            found.registers,
        )  # fmt: skip
        by = Speaker(scope, DAY, Tongue.ZH, credit_titles(found))
        for one in (*programme.eligible, *programme.excluded):
            assert "_" not in text_of(in_words(one.rule, by)), one.rule
