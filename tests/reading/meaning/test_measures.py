from __future__ import annotations

import pytest
from tests.reading.plain import measures_of

HEAD = "各位代表：\n一、2025年工作回顾\n修了路。\n二、2026年工作安排\n（一）稳住增长\n"


def test_each_sentence_of_a_plan_is_a_measure() -> None:
    text = (
        HEAD
        + "支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海。"
        + "建好城东水厂二期并确保年内供水到户。\n"
    )
    assert measures_of(text) == [
        "支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海",
        "建好城东水厂二期并确保年内供水到户",
    ]


def test_the_title_of_a_paragraph_is_no_measure() -> None:
    text = HEAD + "推动渔业稳定发展。支持渔民改造三百条旧船，降低出海成本。\n"
    assert measures_of(text) == ["支持渔民改造三百条旧船，降低出海成本"]


def test_a_target_at_the_end_of_a_sentence_is_left_out() -> None:
    text = HEAD + "深入实施渔港升级改造专项行动，渔业增加值增长7%左右。\n"
    assert measures_of(text) == ["深入实施渔港升级改造专项行动"]


def test_what_was_done_is_no_measure() -> None:
    assert measures_of("一、主要做法\n他们建立了联席会议制度，推行一窗受理。\n") == []


def test_a_long_recommendation_is_told_action_by_action() -> None:
    text = (
        "一、体会\n他们快。建议成立由县长任组长的渔港开发领导小组,定期召开由乡镇和部门参加的调度会,"
        "抽调二十名懂规划懂工程的干部驻点服务,建立与邻县共同使用的冷链物流信息平台,"
        "设立两千万元的渔船改造补助资金,切实提高渔民收入。"
    )
    assert len(measures_of(text)) >= 3


def test_aims_before_the_first_chapter_are_no_measures() -> None:
    text = (
        "各位代表：\n一、2025年工作回顾\n修了路。\n二、2026年工作安排\n"
        "坚持稳中求进，推动渔业高质量发展，建设海上粮仓。\n（一）稳住增长\n"
        "支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海。\n"
    )
    assert measures_of(text) == ["支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海"]


def test_the_first_sentence_of_an_item_is_its_title() -> None:
    text = (
        "一、考察见闻\n看了园区。\n二、几点建议\n一是加快渔港改造。"
        "成立渔港改造专班，主动协调解决用地和用海难题。\n"
    )
    assert measures_of(text) == ["成立渔港改造专班，主动协调解决用地和用海难题"]


def test_an_item_that_is_all_there_is_is_a_measure() -> None:
    text = (
        "一、考察见闻\n看了园区。\n二、几点建议\n"
        "一是成立渔港改造专班；二是设立渔船改造资金；三是推行码头一窗受理。\n"
    )
    assert len(measures_of(text)) == 3


def test_a_vow_in_a_told_part_is_a_measure() -> None:
    text = "一、考察启示\n他们敢闯敢试。我们要建立渔港项目周调度制度。他们服务好。\n"
    assert measures_of(text) == ["我们要建立渔港项目周调度制度"]


def test_an_explanation_in_a_plan_is_no_measure() -> None:
    text = "一、见闻\n考察了园区。\n二、几点建议\n发展的速度是硬道理，思想的高度决定出路。\n"
    assert measures_of(text) == []


def test_money_to_be_set_aside_each_year_is_a_measure() -> None:
    text = "一、见闻\n考察了港口。\n二、几点建议\n县财政每年安排不少于800万元,用于改造渔船。\n"
    assert measures_of(text) == ["县财政每年安排不少于800万元,用于改造渔船"]


def test_the_notes_behind_a_report_plan_nothing() -> None:
    text = HEAD + (
        "支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海。\n名词解释\n"
        "一船一码：建立渔船编码和档案，实现全程可追溯管理。\n"
    )
    assert measures_of(text) == ["支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海"]


def test_the_closing_call_is_no_measure() -> None:
    text = HEAD + (
        "支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海。"
        "新征程上，让我们团结一心，奋力谱写海洋强县新篇章。\n"
    )
    assert measures_of(text) == ["支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海"]


def test_what_is_to_be_done_by_another_date_is_a_measure_of_its_own() -> None:
    text = (
        "一、考察见闻\n看了港口。\n二、几点建议\n建设两座冷库，明年年底前改造三百条旧船，"
        "每季度检查一次进度。\n"
    )
    assert measures_of(text) == [
        "建设两座冷库",
        "明年年底前改造三百条旧船",
        "每季度检查一次进度",
    ]


def test_who_is_in_charge_goes_with_what_he_does() -> None:
    text = "一、考察见闻\n看了港口。\n二、几点建议\n建议由渔业局牵头，今年6月底前完成旧船普查。\n"
    assert measures_of(text) == ["建议由渔业局牵头，今年6月底前完成旧船普查"]


def test_a_numbered_sentence_that_is_all_there_is_is_a_measure() -> None:
    text = (
        "一、考察见闻\n看了港口。\n二、下步打算\n"
        "1、推行渔船首席代办制度，选择两个渔港先行试点。2、设立渔船改造资金。\n"
    )
    assert measures_of(text) == ["推行渔船首席代办制度，选择两个渔港先行试点", "设立渔船改造资金"]


def test_a_heading_that_mends_a_shortfall_opens_no_gap() -> None:
    text = "一、考察见闻\n看了港口。\n二、几点建议\n（一）补上码头短板\n新建两个泊位。\n"
    assert measures_of(text) == ["新建两个泊位"]


def test_the_spirit_of_a_plan_is_no_measure() -> None:
    text = HEAD + (
        "支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海。"
        "全面贯彻海洋强县工作会议精神，认真落实县委全会部署。\n"
    )
    assert measures_of(text) == ["支持渔民改造三百条旧船，降低出海成本，确保渔船安全出海"]


@pytest.mark.parametrize("mark", ["七是", "(三)", "3.", "③", "——", "●", "第三，", "三要"])
def test_an_action_is_found_behind_any_mark(mark: str) -> None:
    text = f"一、考察见闻\n看了港口。\n二、几点建议\n{mark}推行渔船首席代办制度。\n"
    assert measures_of(text) == ["推行渔船首席代办制度"]


@pytest.mark.parametrize(
    "heading",
    ["几点想法", "今后打算", "对策与思考", "努力方向", "改进措施", "怎么办", "初步设想", "路径"],
)
def test_a_plan_has_many_headings(heading: str) -> None:
    text = f"一、考察见闻\n看了港口。\n二、{heading}\n整合三块渔业牌子。\n"
    assert measures_of(text) == ["整合三块渔业牌子"]


@pytest.mark.parametrize(
    "opening",
    [
        "为此，建议如下：",
        "下一步，重点抓好两件事：",
        "结合实际，提出以下建议。",
        "今后要在两个方面下功夫。",
        "我们建议：",
    ],
)
def test_what_announces_actions_is_none(opening: str) -> None:
    text = f"一、考察见闻\n看了港口。\n{opening}一是推行首席代办制度；二是整合渔业牌子。\n"
    assert measures_of(text) == ["推行首席代办制度", "整合渔业牌子"]


def test_short_sentences_of_one_paragraph_are_measures_each() -> None:
    text = (
        "一、考察见闻\n看了港口。\n二、几点建议\n"
        "整合三块渔业牌子。在两个渔港先行试点。把审批权限下放到乡镇。\n"
    )
    assert measures_of(text) == ["整合三块渔业牌子", "在两个渔港先行试点", "把审批权限下放到乡镇"]


def test_a_target_in_tenths_before_an_action_is_left_out() -> None:
    text = "一、考察见闻\n看了港口。\n二、建议\n网上售鱼占比达到三成以上，全面推行渔船代办制度。\n"
    assert measures_of(text) == ["全面推行渔船代办制度"]


def test_what_is_most_urgent_is_a_measure() -> None:
    text = "东海考察见闻\n他们快。\n回头看看我们自己，码头太小。\n当前最要紧的是把码头建起来。\n"
    assert measures_of(text) == ["把码头建起来"]


def test_a_short_line_of_a_plan_is_a_measure_in_whatever_words() -> None:
    text = "一、考察见闻\n看了港口。\n二、几点建议\n摸清渔船底数。\n请专家来讲课。\n"
    assert measures_of(text) == ["摸清渔船底数", "请专家来讲课"]


def test_the_end_of_a_letter_is_no_measure() -> None:
    text = "一、考察见闻\n看了港口。\n二、建议\n整合渔业牌子。\n以上报告妥否，请批示。\n渔业局\n"
    assert measures_of(text) == ["整合渔业牌子"]
