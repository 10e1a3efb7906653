from __future__ import annotations

from tests.reading.plain import gaps_of

HEAD = "各位代表：\n一、2025年工作回顾\n修了路。\n"


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
