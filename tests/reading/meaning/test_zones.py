from __future__ import annotations

from tests.reading.plain import zones_of

from tashan.reading.meaning.zones import Mood


def mood(text: str, words: str) -> Mood:
    return zones_of(text).at(text.index(words))


def test_a_heading_of_recommendations_opens_a_plan() -> None:
    text = "一、主要做法\n他们办证快。\n二、几点建议\n学习他们。\n"
    assert mood(text, "学习他们") is Mood.PLAN
    assert mood(text, "他们办证快") is Mood.TOLD


def test_comparing_opens_a_gap_and_recommending_a_plan() -> None:
    text = "一、看企业。他们企业多。相比之下,我县企业少。建议加大培育。二、看园区。园区很新。"
    assert mood(text, "我县企业少") is Mood.GAP
    assert mood(text, "加大培育") is Mood.PLAN
    assert mood(text, "园区很新") is Mood.TOLD


def test_the_review_in_a_work_report_is_told_though_it_names_tasks() -> None:
    text = (
        "各位代表：\n一、2025年工作回顾\n（一）落实重大任务\n全年修路九百里。\n"
        "二、2026年工作安排\n（一）稳住增长\n建设新码头。\n"
    )
    assert mood(text, "全年修路") is Mood.TOLD
    assert mood(text, "建设新码头") is Mood.PLAN


def test_shortfalls_in_a_work_report_end_where_the_writer_resolves() -> None:
    text = (
        "各位代表：\n一、2025年工作回顾\n我们也清醒认识到，发展还有不少困难：企业偏少。"
        "我们将认真解决。\n二、2026年工作安排\n"
    )
    assert mood(text, "企业偏少") is Mood.GAP
    assert mood(text, "认真解决") is Mood.TOLD


def test_a_passage_cut_from_a_plan_is_a_plan() -> None:
    text = (
        "（三）优化环境。全面推行一窗受理，持续加强监管，进一步支持企业，加快完善规则，推动落实。"
    )
    assert mood(text, "全面推行") is Mood.PLAN


def test_the_part_after_a_part_of_shortfalls_is_the_remedy() -> None:
    text = "一、基本情况\n看了三处。\n二、对照反思\n我们慢。\n三、迎头赶上\n加快建设。\n"
    assert mood(text, "加快建设") is Mood.PLAN


def test_a_motion_of_deputies_opens_no_plan() -> None:
    text = "一、主要做法\n他们办理建议三百件。建议、提案都有回音。\n"
    assert mood(text, "都有回音") is Mood.TOLD


def test_a_passage_cut_from_a_review_is_told() -> None:
    text = "渔业再上台阶。新建渔港12个,水产品产量达到30万吨,增长8%,连续三年居全省前列。"
    assert mood(text, "新建渔港") is Mood.TOLD


def test_a_journey_without_telling_headings_is_told() -> None:
    text = "赴东海考察。一、他们加快建设,大力推进,全面优化,持续提升。"
    assert mood(text, "大力推进") is Mood.TOLD


def test_a_recommendation_before_a_list_holds_for_its_items() -> None:
    text = "考察。一、看园区。园区很新。建议:一是建专班;二是设基金。二、看企业。企业很多。"
    assert mood(text, "设基金") is Mood.PLAN
    assert mood(text, "企业很多") is Mood.TOLD


def test_a_comparison_inside_an_item_ends_with_the_item() -> None:
    text = "考察。一、见闻。一是他们快。相比之下,我们慢。二是他们新。"
    assert mood(text, "我们慢") is Mood.GAP
    assert mood(text, "他们新") is Mood.TOLD


def test_an_item_that_says_so_is_a_recommendation() -> None:
    text = "考察。一、见闻。启示一:敢闯。他们敢闯。建议一:修路。先修主干道。"
    assert mood(text, "他们敢闯") is Mood.TOLD
    assert mood(text, "先修主干道") is Mood.PLAN


def test_lessons_and_recommendations_in_one_heading_are_a_plan() -> None:
    text = "考察。一、主要做法\n他们快。\n二、启示和建议\n（一）放权\n下放四十项权力。\n"
    assert mood(text, "下放四十项") is Mood.PLAN


def test_the_past_shortfall_of_the_county_visited_is_told() -> None:
    text = "考察。一、做法。过去全县存在招商难问题。他们组建队伍外出招商。"
    assert mood(text, "招商难") is Mood.TOLD


def test_a_list_announced_before_its_numbers_keeps_the_mood() -> None:
    text = (
        "关于渔民办证难的情况反映\n主要问题有：\n1.窗口太少。\n2.排队太久。\n"
        "建议：\n1.增设窗口。\n2.网上办证。\n"
    )
    assert mood(text, "排队太久") is Mood.GAP
    assert mood(text, "网上办证") is Mood.PLAN


def test_a_study_of_ones_own_county_has_remedies_inside_its_parts() -> None:
    text = (
        "关于全县渔业的调研报告\n一、冷链\n（一）现状\n有冷库。\n（二）存在问题\n冷库老旧。\n"
        "（三）对策建议\n新建冷库。\n"
    )
    assert mood(text, "冷库老旧") is Mood.GAP
    assert mood(text, "新建冷库") is Mood.PLAN


def test_the_chapters_of_a_volume_stand_below_it() -> None:
    text = (
        "考察报告\n第一部分 存在的差距\n一、园区\n码头太小。\n二、服务\n办证太慢。\n"
        "第二部分 工作建议\n一、园区\n扩建码头。\n"
    )
    assert mood(text, "办证太慢") is Mood.GAP
    assert mood(text, "扩建码头") is Mood.PLAN


def test_a_heading_in_brackets_or_before_a_colon_opens_a_mood() -> None:
    text = "考察报告\n【存在的差距】\n码头太小。\n工作建议：\n扩建码头。\n"
    assert mood(text, "码头太小") is Mood.GAP
    assert mood(text, "扩建码头") is Mood.PLAN


def test_a_lower_heading_changes_a_told_mood_only_plainly() -> None:
    text = (
        "考察报告\n一、主要做法\n（一）高起点定目标\n建了码头。\n二、存在的差距\n"
        "（一）发展思路不清\n码头太小。\n（二）招商措施不多\n船厂太少。\n"
        "三、几点建议\n（一）以问题为导向\n扩建码头。\n"
    )
    assert mood(text, "建了码头") is Mood.TOLD
    assert mood(text, "码头太小") is Mood.GAP
    assert mood(text, "船厂太少") is Mood.GAP
    assert mood(text, "扩建码头") is Mood.PLAN


def test_a_scheme_of_an_office_plans_where_its_headings_say_nothing() -> None:
    text = "关于学习东海经验的实施方案\n一、指导思想\n学先进。\n二、渔港提升\n扩建码头。\n"
    assert mood(text, "扩建码头") is Mood.PLAN


def test_looking_back_at_oneself_opens_a_gap() -> None:
    text = "东海考察见闻\n他们快。\n回头看看我们自己，码头太小。\n"
    assert mood(text, "码头太小") is Mood.GAP


UNTITLED = (
    "各位代表：\n全年新建船坞12个，产量达到30万吨，增长8%，连续三年居全市前列，累计放流鱼苗九次。\n"
    "同时，我们也要看到，海上还有不少难题：船龄偏大。我们将一一解决。\n"
    "2027年发展主要预期目标是：渔获量增长4%左右。\n"
    "扩建码头。大力发展远洋捕捞，加快建设冷库，进一步优化航线，持续提升船队。\n"
)


def test_a_report_without_headings_is_weighed_paragraph_by_paragraph() -> None:
    assert mood(UNTITLED, "新建船坞") is Mood.TOLD
    assert mood(UNTITLED, "加快建设冷库") is Mood.PLAN


def test_an_admission_opens_a_gap_over_a_mood_that_was_only_weighed() -> None:
    assert mood(UNTITLED, "船龄偏大") is Mood.GAP
    assert mood(UNTITLED, "一一解决") is not Mood.GAP


def test_the_aims_of_the_year_open_a_plan_without_a_heading() -> None:
    assert mood(UNTITLED, "渔获量增长") is Mood.PLAN
    assert mood(UNTITLED, "扩建码头") is Mood.PLAN


def test_the_aims_of_a_year_gone_by_open_no_plan() -> None:
    text = "各位代表：\n去年确定的主要目标是增产，现已完成，新增渔船12艘，居全市前列。"
    assert mood(text, "新增渔船") is Mood.TOLD


def test_what_still_falls_short_opens_a_gap_in_a_report_without_headings() -> None:
    text = "各位代表：\n加快建设码头，大力推进清淤，持续优化航线。仍然面临一些困难，渔工不足。"
    assert mood(text, "渔工不足") is Mood.GAP


def test_a_comparison_with_ones_betters_opens_a_gap_for_a_sentence() -> None:
    text = "考察。一、体会。同沿海渔区相比,东沙船队虽新,但航程仍有差距。他们船大。"
    assert mood(text, "航程") is Mood.GAP
    assert mood(text, "他们船大") is Mood.TOLD


def test_a_comparison_names_its_own_side_in_many_forms() -> None:
    for words in ("相比而言,我们的", "相比较起来,我县", "相形之下,我镇"):
        assert mood(f"东海考察见闻\n他们船大。{words}船队太小。\n", "船队太小") is Mood.GAP


def test_summing_up_what_falls_short_opens_a_gap_from_inside_its_sentence() -> None:
    text = "渔业调研报告\n一、基本情况\n产量增长8%,但总体来看,冷链薄弱。码头有九座。\n"
    assert mood(text, "产量增长") is Mood.TOLD
    assert mood(text, "冷链薄弱") is Mood.GAP
    assert mood(text, "码头有九座") is Mood.TOLD


def test_a_list_of_shortfalls_that_lost_its_heading_is_a_gap() -> None:
    text = (
        "渔业调研报告\n(二)清淤进度较慢。航道多年未清。\n(三)助渔措施仍需改进。补助到账晚。\n"
        "三、对策建议\n(一)加快清淤。\n"
    )
    assert mood(text, "多年未清") is Mood.GAP
    assert mood(text, "补助到账晚") is Mood.GAP
    assert mood(text, "加快清淤") is Mood.PLAN


def test_one_title_of_a_shortfall_among_many_opens_no_gap() -> None:
    text = "渔业调研报告\n(一)船队壮大。船多。\n(二)淡季不长。常年出海。\n(三)网具偏小。捕虾。\n"
    assert mood(text, "捕虾") is Mood.TOLD


def test_what_ought_to_be_done_in_the_prose_of_a_journey_is_a_plan() -> None:
    text = "考察。三是借船出海。他们船大。要想捕得多,就应该把船队做大。要修好码头。船坞很新。"
    assert mood(text, "把船队做大") is Mood.PLAN
    assert mood(text, "要修好码头") is Mood.PLAN
    assert mood(text, "船坞很新") is Mood.TOLD


def test_what_the_place_visited_says_ought_to_be_done_is_told() -> None:
    text = "考察。三是借船出海。他们认为渔工应当加强训练。船坞很新。"
    assert mood(text, "加强训练") is Mood.TOLD
