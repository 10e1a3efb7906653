"""The five questions, each answered from the parts of a file."""

from __future__ import annotations

from datetime import date

import pytest

from tashan.mechanisms.library import library
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.words.conditions import conditions
from tashan.mechanisms.words.limits import longest
from tashan.mechanisms.words.overview import overview
from tashan.mechanisms.words.parameters import ParameterWords, parameters
from tashan.mechanisms.words.prerequisites import prerequisites
from tashan.mechanisms.words.sentences import Question
from tashan.mechanisms.words.spans import Tongue, text_of
from tashan.mechanisms.words.speaking import speaker

DAY = date(2026, 11, 28)


def said(code: str, question: Question, tongue: Tongue = Tongue.ZH) -> str:
    found = overview(library().mechanisms[code], library(), on=DAY, tongue=tongue)
    return "\n".join(text_of(sentence.phrase) for sentence in found[question])


def test_who_qualifies_is_said_with_who_is_excluded() -> None:
    assert "上年企业工业产值排在前 50 名" in said("green_card", Question.WHO)
    assert "除外：列入严重失信主体名单。" in said("green_card", Question.WHO)


def test_places_are_said_with_their_order_and_ties() -> None:
    told = said("dragon_heads", Question.WHO)
    assert "从高到低" in told
    assert "取前 10 名，末位并列的都算在内" in told


def test_what_is_given_has_its_term_and_its_benefits() -> None:
    assert "“服务绿卡”；有效期 12 个月；一名服务专员" in said("green_card", Question.GIVES)


def test_a_card_gives_no_money_and_says_so() -> None:
    assert "不直接给钱" in said("green_card", Question.MONEY)


def test_a_budget_says_what_happens_when_it_runs_short() -> None:
    told = said("awards", Question.MONEY)
    assert "预算 1200 万元；不够时大家按同一比例核减。" in told


def test_who_does_what_adds_up_to_the_longest_way() -> None:
    told = said("green_card", Question.DOES)
    assert "县政府 3 个工作日内审定" in told
    assert "最长 11 个工作日，停表的时间不计。" in told


def test_the_longest_way_leaves_out_the_quicker_of_two_steps() -> None:
    part = library().mechanisms["green_card"].parts["issuing"]
    assert isinstance(part, Procedure)
    by = speaker(part, {}, library(), on=DAY, tongue=Tongue.ZH)
    days, way = longest(part, by)
    assert days == 11
    assert {"collect", "decide", "issue"} <= way


def test_a_procedure_of_stages_says_who_leads_each_and_what_comes_together() -> None:
    told = said("parallel_approval", Question.DOES)
    assert "立项用地规划许可 8 项，自然资源局牵头，20 个工作日" in told
    assert "联合验收：住房和城乡建设局牵头，规划核实、土地核验" in told
    assert "承诺 12 个工作日，法定不超过 45 个工作日" in told


def test_a_procedure_says_for_which_subjects_it_is() -> None:
    told = said("parallel_approval", Question.WHO)
    assert "适用：企业投资建设；列入政府核准的投资项目目录。" in told


def test_a_catalogue_counts_what_is_decided_the_same_day() -> None:
    told = said("item_catalogue", Question.GIVES)
    assert told == "清单共 144 项，条件具备当天办结的有 69 项。"


def test_delegated_items_are_counted_by_their_form() -> None:
    told = said("strong_towns", Question.DOES)
    assert "下放 44 项：" in told
    assert "委托（以部门的名义） 17 项" in told


def test_a_prerequisite_says_its_law_or_that_there_is_none() -> None:
    part = library().mechanisms["parallel_approval"].parts["enterprise_filing"]
    assert isinstance(part, Procedure)
    by = speaker(part, {}, library(), on=DAY, tongue=Tongue.ZH)
    found = {(one.step, one.before): one for one in prerequisites(part, by)}
    start = found["开工", "环境影响报告表审批"]
    assert (start.role, start.is_hard, start.basis[0].article) == ("开工条件", True, "第二十五条")
    assert found["建筑工程施工许可证", "应建防空地下室审批"].basis == ()


def test_a_ranking_says_its_weights_its_classes_and_what_is_published() -> None:
    assert "亩均税收 45 分：按与基准值之比" in said("per_mu_huaian", Question.MEASURED)
    told = said("per_mu_huaian", Question.GIVES)
    assert "A类 前 20%；B类 20%–60%；C类 60%–95%；D类 后 5%" in told
    assert "只公布名称和类别，先取得企业书面同意" in told


def test_a_chain_names_its_leader_and_offices() -> None:
    assert "链长：分管工业的副县长" in said("four_ones", Question.DOES)


@pytest.mark.parametrize("code", sorted(library().mechanisms))
@pytest.mark.parametrize("tongue", list(Tongue))
def test_every_mechanism_can_be_put_into_words(code: str, tongue: Tongue) -> None:
    found = overview(library().mechanisms[code], library(), on=DAY, tongue=tongue)
    phrases = [text_of(one.phrase) for sentences in found.values() for one in sentences]
    assert all(phrases)


def test_english_sentences_begin_with_a_capital() -> None:
    assert said("awards", Question.WHO, Tongue.EN).startswith("Operates here")


def test_a_condition_keeps_the_file_s_words_beside_the_rule() -> None:
    mechanism = library().mechanisms["growth_enterprises"]
    part = mechanism.parts["growing"]
    by = speaker(part, mechanism.parameters, library(), on=DAY, tongue=Tongue.ZH)
    told = {one.code: one for one in conditions(part, by)}  # type: ignore[arg-type]
    assert told["revenue"].says == "上年营业收入达到成长型企业起点"
    assert text_of(told["revenue"].words) == "上年企业营业收入不低于 2000 万元"
    assert told["dishonest"].is_exclusion
    assert told["dishonest"].basis


def told_on(day: date) -> dict[str, ParameterWords]:
    mechanism = library().mechanisms["awards"]
    by = speaker(None, mechanism.parameters, library(), on=day, tongue=Tongue.ZH)
    return {one.code: one for one in parameters(mechanism.parameters, by, basis=mechanism.basis)}


def test_a_parameter_says_its_value_and_the_next_change() -> None:
    rates = told_on(DAY)["equipment_rates"]
    assert rates.value == "1000以内 6%；5000以内 8%；5000以上 10%"
    assert rates.next_since == date(2027, 1, 1)
    assert rates.next_value.startswith("1000以内 5%")


def test_a_parameter_before_its_first_date_has_no_value() -> None:
    assert told_on(date(2025, 1, 1))["honoured"].value == ""


def test_a_parameter_without_a_basis_of_its_own_has_that_of_the_head() -> None:
    assert told_on(DAY)["honoured"].basis == library().mechanisms["awards"].basis
