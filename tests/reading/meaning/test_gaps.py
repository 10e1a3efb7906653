from __future__ import annotations

import pytest
from tests.reading.plain import gaps_of, plain, zones_of

from tashan.reading.findings import Finding
from tashan.reading.meaning.gaps import read_gaps
from tashan.reading.text.sections import read_sections

HEAD = "各位代表：\n一、2025年工作回顾\n修了路。\n"


def found_gaps(text: str) -> list[Finding]:
    normal = plain(text)
    return read_gaps(normal, read_sections(normal), zones_of(text))


def test_shortfalls_between_semicolons_are_one_each() -> None:
    text = (
        HEAD + "我们也清醒看到，还有不少困难：渔船老旧，码头偏小；山区看病不够方便。我们将努力。\n"
    )
    assert gaps_of(text) == ["渔船老旧，码头偏小", "山区看病不够方便"]


def test_a_strength_between_shortfalls_is_no_gap() -> None:
    text = (
        "一、见闻\n他们快。相比之下,近几年我县修了很多路,但是项目审批环节多、时间长,服务意识不强。"
    )
    assert gaps_of(text) == ["但是项目审批环节多、时间长,服务意识不强"]


def test_a_shortfall_of_others_in_a_told_part_is_no_gap() -> None:
    assert gaps_of("一、主要做法\n他们过去缺乏资金,现在办了基金。\n") == []


def test_an_approval_not_carried_out_is_a_gap() -> None:
    text = "一、情况\n看了三处。\n二、存在的差距\n我局牵头的并联审批没有真正落实。\n"
    assert gaps_of(text) == ["我局牵头的并联审批没有真正落实"]


def test_many_shortfalls_in_one_sentence_are_parted_by_what_they_speak_of() -> None:
    text = HEAD + (
        "我们也清醒看到，还有不少困难，渔业、航运、造船等行业投资动力不足，"
        "海岛上的教育、医疗和养老服务能力仍然不强，一些干部带领群众转产转业的担当精神和办法不够。我们将努力。\n"
    )
    assert gaps_of(text) == [
        "渔业、航运、造船等行业投资动力不足",
        "海岛上的教育、医疗和养老服务能力仍然不强",
        "一些干部带领群众转产转业的担当精神和办法不够",
    ]


def test_a_long_list_of_shortfalls_is_a_row_each() -> None:
    text = HEAD + (
        "我们也清醒看到，还有不少困难，渔船更新不快，码头泊位不够，冷链仓储不全，水产加工不精，"
        "近海资源衰退压力较大，远洋渔业起步较晚、规模偏小，海岛交通制约明显，滨海旅游淡季过长，"
        "渔民转产转业渠道不多。我们将努力。\n"
    )
    assert gaps_of(text)[-3:] == ["海岛交通制约明显", "滨海旅游淡季过长", "渔民转产转业渠道不多"]


def test_the_words_that_lead_up_to_shortfalls_are_none() -> None:
    text = HEAD + "我们也清醒看到，县里的工作还存在不少短板和不足。主要是：渔船老旧，码头偏小。\n"
    assert gaps_of(text) == ["渔船老旧，码头偏小"]


def test_a_shortfall_named_in_quotation_marks_is_none() -> None:
    text = "一、见闻\n他们快。相比之下,近几年我县开展了“学先进、找差距”活动,但是审批仍然偏慢。"
    assert gaps_of(text) == ["但是审批仍然偏慢"]


def test_a_figure_worse_than_theirs_is_a_gap() -> None:
    text = "一、见闻\n考察了港口。\n二、我们的短板\n与邻县相比,我县船舶检验平均多出15天。\n"
    assert gaps_of(text) == ["我县船舶检验平均多出15天"]


def test_each_item_of_a_list_of_shortfalls_is_a_gap() -> None:
    text = (
        "一、见闻\n考察了港口。\n二、存在的问题\n主要有:一是规划滞后,布局分散;"
        "二是专业人才紧缺;三是码头设施陈旧。\n"
    )
    assert gaps_of(text) == ["规划滞后,布局分散", "专业人才紧缺", "码头设施陈旧"]


def test_the_title_of_an_item_is_a_gap_where_it_states_one() -> None:
    text = (
        "一、见闻\n考察了港口。\n二、存在的问题\n一是认识不足。有的乡镇重船轻港,缺乏长远打算。\n"
        "二是方法上的差距。他们有专班,分管的县长每天过问工程的进度。\n"
    )
    assert gaps_of(text) == ["认识不足", "有的乡镇重船轻港,缺乏长远打算"]


def test_a_numbered_sentence_that_is_all_there_is_is_a_gap() -> None:
    text = (
        "一、见闻\n考察了港口。\n二、存在的差距\n"
        "1.码头管理不严,渔船停靠不规范,进港要排队。\n2.冷库太小,夏天的鱼留不住。\n"
    )
    assert gaps_of(text) == ["码头管理不严,渔船停靠不规范", "冷库太小,夏天的鱼留不住"]


def test_a_form_of_shortfall_is_a_gap_of_less_confidence() -> None:
    text = "一、见闻\n考察了港口。\n二、存在的差距\n码头设施陈旧。渔民只靠老办法保鲜。\n"
    strong, weak = found_gaps(text)
    assert strong.confidence > weak.confidence


def test_a_figure_with_its_own_subject_is_a_gap_of_its_own() -> None:
    text = (
        "一、见闻\n考察了港口。\n二、存在的差距\n"
        "全县冷库容量只有3000吨,远洋渔船的平均船龄超过18年、老旧严重。\n"
    )
    assert gaps_of(text) == ["全县冷库容量只有3000吨", "远洋渔船的平均船龄超过18年、老旧严重"]


def test_a_shortfall_without_a_subject_takes_the_clause_before() -> None:
    text = "一、见闻\n考察了港口。\n二、存在的差距\n我县冷库容量3000吨,不到邻县的三成。\n"
    assert gaps_of(text) == ["我县冷库容量3000吨,不到邻县的三成"]


def test_a_shortfall_of_ones_own_county_is_a_gap_in_a_told_part() -> None:
    text = "一、见闻\n考察了港口。\n二、启示\n龙头企业是关键。我县水产企业小而散,品牌意识不强。\n"
    assert gaps_of(text) == ["我县水产企业小而散,品牌意识不强"]


@pytest.mark.parametrize("mark", ["七是", "(三)", "3.", "③", "——", "●", "第三，"])
def test_a_short_item_is_a_gap_in_whatever_words(mark: str) -> None:
    text = f"一、见闻\n考察了港口。\n二、存在的差距\n{mark}船主办证来回跑。\n"
    assert gaps_of(text) == ["船主办证来回跑"]


@pytest.mark.parametrize(
    "heading",
    ["主要困难", "问题与不足", "差距与反思", "对照先进看自身", "我们的短处", "查摆短板"],
)
def test_shortfalls_have_many_headings(heading: str) -> None:
    text = f"一、见闻\n考察了港口。\n二、{heading}\n码头管理不严。\n"
    assert gaps_of(text) == ["码头管理不严"]


@pytest.mark.parametrize("opening", ["不足之处：", "存在的问题主要有：", "主要差距表现在："])
def test_shortfalls_are_announced_before_a_colon(opening: str) -> None:
    text = f"一、见闻\n考察了港口。\n{opening}一是码头太小；二是管理不严。\n"
    assert gaps_of(text) == ["码头太小", "管理不严"]


def test_what_the_place_visited_does_not_do_is_no_gap() -> None:
    text = "一、见闻\n考察了港口。\n二、差距\n东海县不收船员一分钱。我县收费多、标准不一。\n"
    assert gaps_of(text) == ["我县收费多、标准不一"]


def test_a_short_line_of_shortfalls_is_a_gap_in_whatever_words() -> None:
    text = "一、见闻\n考察了港口。\n二、存在的差距\n部门各吹各的号。\n渔政人员身兼数职。\n"
    assert gaps_of(text) == ["部门各吹各的号", "渔政人员身兼数职"]
