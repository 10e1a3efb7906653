from __future__ import annotations

from tashan.reading.attribution.periods import PeriodRef, Periods, read_periods
from tashan.reading.attribution.places import read_places
from tashan.reading.text.normalise import normalise
from tashan.reading.text.sections import Section, read_sections

WORK = """2024年松江县政府工作报告
一、2023年工作回顾
过去一年,全县财政收入12亿元。新增就业3千人。五年来,修路80公里。
植树9万亩。2023年,修桥4座。
二、2024年重点工作
今年财政收入增长5%。新建学校2所。到2026年建成公园7个。"""

VISIT = """赴山河市考察报告
去年,山河市产值80亿元,增长9%,目前有企业40家,多年来一直占全省1/4。园区有厂房6栋。"""


def periods(text: str) -> Periods:
    normal = normalise(text)
    assert normal.text == text
    return read_periods(normal, sections(text))


def sections(text: str) -> list[Section]:
    starts = [text.index(mark) for mark in ("一、", "二、") if mark in text]
    ends = [*starts[1:], len(text)]
    titles = [text[at:].split("\n")[0] for at in starts]
    return [
        Section(title[0], title, 1, start, end)
        for title, start, end in zip(titles, starts, ends, strict=False)
    ]


def at(text: str, number: str) -> PeriodRef:
    start = text.index(number)
    return periods(text).of(start, start + len(number))


def test_a_relative_year_is_shown_as_its_heading_prints_it() -> None:
    found = at(WORK, "增长5%")
    assert (found.printed, found.iso) == ("2024年", "2024")


def test_a_relative_year_is_shown_as_the_title_prints_it() -> None:
    assert at("2024年松江县政府工作报告\n今年新建学校2所。", "2所").printed == "2024年"


def test_a_heading_without_a_period_goes_on_with_the_year_before() -> None:
    text = WORK + "\n三、加强政府建设\n办好实事7件。"
    normal = normalise(text)
    start = normal.text.index("7件")
    assert read_periods(normal, read_sections(normal)).of(start, start + 2).iso == "2024"


HALF = """关于松江县2024年上半年经济运行情况的汇报
一、主要指标
财政收入5亿元。6月份,用电2亿千瓦时。
二、下半年打算
开工项目9个。"""


def half(number: str) -> PeriodRef:
    normal = normalise(HALF)
    start = normal.text.index(number)
    return read_periods(normal, read_sections(normal)).of(start, start + len(number))


def test_a_title_tells_the_period_of_all_of_a_report() -> None:
    assert half("5亿") == PeriodRef("2024年上半年", "2024-01/2024-06", "period.title")


def test_a_month_in_a_report_of_a_half_year_is_of_its_year() -> None:
    assert half("2亿").iso == "2024-06"


def test_a_heading_can_name_the_years_of_a_term() -> None:
    text = "政府工作报告\n2023年1月9日在青禾市人民代表大会会议上\n一、过去五年工作回顾\n修路7条。"
    normal = normalise(text)
    start = normal.text.index("7条")
    found = read_periods(normal, read_sections(normal)).of(start, start + 2)
    assert found == PeriodRef("过去五年", "2018/2022", "period.heading")


def test_a_heading_can_name_a_part_of_the_year() -> None:
    assert half("9个").iso == "2024-07/2024-12"


def test_a_sentence_without_a_period_takes_that_of_the_stretch() -> None:
    assert at(WORK, "3千人").iso == "2023"


def test_words_at_the_head_of_a_sentence_open_a_stretch() -> None:
    assert at(WORK, "9万亩").iso == "2019/2023"


def test_a_year_ends_the_stretch_before_it() -> None:
    assert at(WORK, "4座").iso == "2023"


def test_a_heading_ends_every_stretch() -> None:
    assert at(WORK, "2所").iso == "2024"


def test_a_salutation_does_not_keep_words_from_opening_a_stretch() -> None:
    text = "2024年松江县政府工作报告\n五年来,修路8条。\n各位代表,刚刚过去的2023年,很好。建桥6座。"
    assert at(text, "8条").iso == "2019/2023"
    assert at(text, "6座").iso == "2023"


def test_an_item_of_a_list_does_not_end_a_stretch() -> None:
    text = "2024年松江县政府工作报告\n今年的目标。\n一是修路8条。\n二、建桥6座。"
    normal = normalise(text)
    start = normal.text.index("8条")
    assert read_periods(normal, read_sections(normal)).of(start, start + 2).iso == "2024"


def test_a_later_year_holds_for_its_own_sentence() -> None:
    assert at(WORK, "7个").iso == "2026"


def test_a_period_is_carried_along_the_clauses_of_a_sentence() -> None:
    found = at(VISIT, "增长9%")
    assert (found.printed, found.rule) == ("去年", "period.relative.carried")


def test_last_year_stops_at_the_present() -> None:
    assert at(VISIT, "40家").printed == "目前"


def test_the_present_stops_at_for_years() -> None:
    assert at(VISIT, "1/4").printed == "多年来"


def test_in_a_visit_the_present_ends_with_its_sentence() -> None:
    assert at(VISIT, "6栋") == PeriodRef(None, None, "period.none")


TOUR = """赴山河市考察报告
2010年,昆山市产值80亿元。税收增长9%。太仓市有桥7座。
2011年,太仓市修路5条。
种树6亩。"""


def on_tour(number: str) -> PeriodRef:
    normal = normalise(TOUR)
    topics = read_places(normal, []).starts
    start = normal.text.index(number)
    return read_periods(normal, [], topics=topics).of(start, start + len(number))


def test_on_a_visit_a_year_is_carried_to_the_next_sentence_about_the_place() -> None:
    assert on_tour("9%").printed == "2010年"


def test_on_a_visit_another_place_ends_the_year() -> None:
    assert on_tour("7座").printed is None


def test_on_a_visit_a_paragraph_ends_the_year() -> None:
    assert on_tour("6亩").printed is None


def test_what_happened_after_an_event_has_no_period() -> None:
    text = "赴山河市考察报告\n2010年在全市大会后,建厂房30万平方米。"
    assert at(text, "30万").printed is None


def test_a_run_of_years_holds_for_its_clause_alone() -> None:
    text = "赴山河市考察报告\n去年增长6%,连续三年居第一,产值90亿元。"
    assert at(text, "第一").printed == "连续三年"
    assert at(text, "90亿").printed == "去年"


FROM_TO = """2024年松江县政府工作报告
五年来,学校从2018年的3所增加到2023年的9所,新修路6条,税收由2018年的1亿元升至8亿元。"""


def test_each_end_of_a_rise_has_its_own_year() -> None:
    assert at(FROM_TO, "3所").printed == "2018年"
    assert at(FROM_TO, "9所").printed == "2023年"


def test_the_years_of_a_rise_end_with_it() -> None:
    assert at(FROM_TO, "6条").printed == "五年来"
    assert at(FROM_TO, "8亿").printed == "五年来"


def test_a_year_in_the_name_of_a_paper_is_no_period() -> None:
    assert at("印发《2014年工作要点》,建桥3座。", "3座").printed is None


def test_without_a_year_in_the_report_this_year_has_no_meaning() -> None:
    found = at("今年财政收入5亿元。", "5亿")
    assert (found.printed, found.iso) == ("今年", None)


AS_OF = """关于我县茶业情况的调研报告
截至去年底,全县有茶厂20家。现有茶园9处。近三年,修路6条。茶农8千人。
今后要建茶市1个。"""


def test_the_day_of_a_count_holds_for_its_paragraph() -> None:
    assert at(AS_OF, "9处").printed == "去年底"
    assert at(AS_OF, "8千人").printed == "去年底"
    assert at(AS_OF, "6条").printed == "近三年"
    assert at(AS_OF, "1个").printed is None


def test_the_day_of_a_count_gives_way_to_the_next_heading() -> None:
    text = "一、情况\n截至2023年底,有茶厂20家。\n二、2024年重点任务\n建厂3家。"
    assert at(text, "3家").printed == "2024年"


def test_years_of_a_plan_that_are_told_in_words_keep_their_words() -> None:
    text = "2026年松江县政府工作报告\n一、“十四五”回顾\n五年来,修路3条。"
    assert at(text, "3条").printed == "五年来"


def test_a_hidden_year_goes_on_to_the_next_sentence_of_a_visit() -> None:
    text = "赴山河市考察报告\n20xx年,山河市产值增长慢。外贸增长9%。"
    normal = normalise(text)
    places = read_places(normal, [])
    start = normal.text.index("9%")
    found = read_periods(normal, [], topics=places.starts).of(start, start + 2)
    assert found.printed == "20xx年"


def test_within_the_year_holds_for_its_sentence_alone() -> None:
    text = "赴山河市考察报告\n我们要修路,年内建桥8座,造林3亩。要用2-3年时间建厂4家。"
    normal = normalise(text)
    places = read_places(normal, [])
    found = read_periods(normal, [], topics=places.starts)
    printed = [
        found.of(normal.text.index(n), normal.text.index(n) + 2).printed for n in ("3亩", "4家")
    ]
    assert printed == ["年内", None]


def test_the_whole_year_is_said_only_where_nothing_tells_of_which() -> None:
    assert at("一、情况\n全年建桥3座。", "3座").printed == "全年"
    assert at("一、2025年情况\n全年建桥3座。", "3座").printed == "2025年"
    assert at("今年要修路,全年建桥3座。", "3座").printed == "今年"


def test_a_day_to_be_met_does_not_go_on_to_the_next_sentence() -> None:
    text = "赴山河市考察报告\n山河市要在2027年底前建厂。开工9座。"
    normal = normalise(text)
    places = read_places(normal, [])
    start = normal.text.index("9座")
    assert read_periods(normal, [], topics=places.starts).of(start, start + 2).printed is None


def test_what_is_not_there_until_now_holds_for_its_clause() -> None:
    assert at("本地至今没有车站,公路3条。", "3条").printed is None
