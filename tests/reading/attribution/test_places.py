from __future__ import annotations

import pytest

from tashan.reading.attribution.places import PlaceRef, read_places
from tashan.reading.text.normalise import normalise
from tashan.reading.text.sections import read_sections

OWN = """2024年江苏省政府工作报告
各位代表:全省产值9万亿元,居全国第2位。苏州市税收增长6%。新建学校30所。
支持徐州市建设枢纽,完成投资8亿元。南京、无锡用电增长4%。全国5个试点县建成。
扬州港吞吐2亿吨,增长7%,用水11亿吨。镇江等8个城市入选。"""

VISIT = """赴昆山市、太仓市考察报告
昆山市有企业90家,全市产值70亿元,占江苏省的1/5,居全省第一。园区有厂房6栋。
太仓市抓港口。目前太仓有泊位8个。又如双溪新区,规划人口20万。批准为全省21个试点。
其中大江集团有专利50项。建成“北山茶城”,年交易额达到3亿元。建设5年多的明珠新区和港区相比。
在第三届东吴(太仓)丝绸博览会上,签约4亿元。
相比之下,近几年我们招商少。全县的贡献率达79%。
昆山市抓乡镇。平望镇有店8间。全市外资达到6亿美元。
XX县有桥7座。XX市有路9条。XX县有湖2个。"""


def subject(text: str, number: str) -> PlaceRef:
    normal = normalise(text)
    start = normal.text.index(number)
    return read_places(normal, []).subject(start, start + len(number))


def test_in_its_own_report_the_province_is_the_subject() -> None:
    assert subject(OWN, "9万亿").name == "江苏省"


def test_the_nation_is_what_a_rank_is_compared_with_and_never_its_subject() -> None:
    found = subject(OWN, "第2位")
    assert (found.name, found.scope) == ("江苏省", "全国")


def test_a_city_at_the_head_of_a_clause_is_the_subject() -> None:
    assert subject(OWN, "增长6%").name == "苏州市"


def test_in_its_own_report_a_city_holds_for_its_sentence_alone() -> None:
    assert subject(OWN, "30所").name == "江苏省"


def test_a_city_that_is_supported_is_not_the_subject() -> None:
    assert subject(OWN, "8亿元").name == "江苏省"


def test_two_cities_together_are_no_single_subject() -> None:
    assert subject(OWN, "增长4%").name is None


def test_in_its_own_report_a_city_rules_only_what_goes_on_from_its_clause() -> None:
    assert subject(OWN, "增长7%").name == "扬州"
    assert subject(OWN, "11亿吨").name == "江苏省"


def test_one_among_several_is_not_the_subject() -> None:
    assert subject(OWN, "8个").name == "江苏省"


def test_a_verb_of_comparison_before_a_word_is_no_scope() -> None:
    assert subject("2024年江苏省政府工作报告\n建成超百亿元的县3个。", "3个").scope is None


def test_what_the_nation_counts_is_the_nations() -> None:
    assert subject(OWN, "5个").name == "全国"


def test_on_a_visit_all_of_the_city_means_the_host() -> None:
    assert subject(VISIT, "70亿").name == "昆山市"


def test_the_base_of_a_share_is_its_scope() -> None:
    found = subject(VISIT, "1/5")
    assert (found.name, found.scope) == ("昆山市", "江苏省")


def test_on_a_visit_all_of_the_city_goes_back_from_a_town_to_its_city() -> None:
    assert subject(VISIT, "6亿美元").name == "昆山市"


def test_who_went_is_the_author() -> None:
    text = "青禾县赴昆山市学习考察报告\n昆山市有桥2座。我县有桥1座。"
    assert subject(text, "1座").name == "青禾县"


def test_under_a_heading_of_advice_the_author_is_the_subject() -> None:
    text = "赴昆山市考察报告\n昆山市有桥2座。\n一、几点建议\n一是安排资金5亿元。我县很好。"
    normal = normalise(text)
    start = normal.text.index("5亿元")
    found = read_places(normal, read_sections(normal)).subject(start, start + 3)
    assert (found.name, found.rule) == ("我县", "place.heading.carried")


def test_visitors_who_tell_what_they_saw_do_not_speak_of_home() -> None:
    text = "赴昆山市考察报告\n在昆山市,我们看到市场占地9万平方米。我们来到太仓市,产值7亿元。"
    assert subject(text, "9万").name == "昆山市"
    assert subject(text, "7亿").name == "太仓市"


def test_on_a_visit_the_host_stays_until_another_is_named() -> None:
    assert subject(VISIT, "6栋").name == "昆山市"


def test_a_short_name_brings_back_its_county() -> None:
    assert subject(VISIT, "8个").name == "太仓市"


def test_a_new_area_that_no_table_holds_is_read_by_its_ending() -> None:
    assert subject(VISIT, "20万").name == "双溪新区"


def test_a_count_of_the_province_is_the_provinces() -> None:
    assert subject(VISIT, "21个").name == "全省"


def test_a_firm_is_the_subject_of_its_clause() -> None:
    assert subject(VISIT, "50项").name == "大江集团"


def test_what_was_built_is_the_subject_of_what_follows() -> None:
    assert subject(VISIT, "3亿元").name == "北山茶城"


def test_a_number_can_belong_to_the_place_behind_it() -> None:
    assert subject(VISIT, "5年").name == "明珠新区"


def test_a_fair_is_the_subject_of_what_was_signed_there() -> None:
    assert subject(VISIT, "4亿元").name == "第三届东吴(太仓)丝绸博览会"


def test_an_author_without_a_name_is_called_as_printed() -> None:
    assert subject(VISIT, "79%").name == "全县"


def test_an_author_is_called_by_the_word_of_home_and_not_of_the_hosts() -> None:
    hosts = "赴昆山市考察报告\n昆山市很好。全市有桥2座。全市有路3条。"
    text = hosts + "对照先进,我们要让全县变样,修桥5座。"
    assert subject(text, "5座").name == "全县"


def test_one_mask_can_hide_two_places() -> None:
    first, second = subject(VISIT, "7座"), subject(VISIT, "2个")
    assert first.name == second.name == "XX县"
    assert first.rule.startswith("place.mask.1")
    assert second.rule.startswith("place.mask.2")


def test_on_a_visit_without_a_topic_the_place_is_unknown() -> None:
    text = "赴昆山市考察报告\n行程900公里。"
    assert subject(text, "900公里").name is None


def test_the_author_of_a_visit_is_who_was_not_visited() -> None:
    text = (
        "赴昆山市考察报告\n"
        + "昆山市很忙。" * 120
        + "影响徐州的大局,为徐州出力,推动徐州。我市有桥3座。"
    )
    assert subject(text, "3座").name == "徐州"


def in_parts(text: str, number: str) -> PlaceRef:
    normal = normalise(text)
    start = normal.text.index(number)
    found = read_places(normal, read_sections(normal))
    return found.subject(start, start + len(number))


def test_on_a_visit_all_of_the_county_is_the_authors_before_any_host_is_named() -> None:
    text = "关于外出考察的报告\n全县有桥2座。昆山市有桥3座,全市有路4条。我县有堤5条。"
    assert subject(text, "2座").name == "我县"
    assert subject(text, "4条").name == "昆山市"


def test_places_behind_letters_are_places() -> None:
    text = "赴A省B市考察报告\nB市有桥2座,路3条。丙县有堤4条。"
    assert (subject(text, "3条").name, subject(text, "4条").name) == ("B市", "丙县")
    assert subject(text, "2座").rule == "place.letter"


def test_the_next_stop_of_a_journey_is_another_place_behind_the_same_mask() -> None:
    text = "赴外地考察报告\n第一站XX县,有桥2座。第二站XX县,有桥3座。"
    assert subject(text, "2座").rule.startswith("place.mask.1")
    assert subject(text, "3座").rule.startswith("place.mask.2")


@pytest.mark.parametrize("lead", ["首站", "随后来到", "第二天,考察组又来到", "最后一站是"])
def test_a_stop_of_the_journey_opens_a_topic(lead: str) -> None:
    assert subject(f"赴外地考察报告\n昆山市好。{lead}太仓市,有桥2座。", "2座").name == "太仓市"


def test_a_town_rules_its_clause_in_a_report_on_its_city() -> None:
    text = "我市茶业情况\n青溪镇实现产值2亿元。我市总产值9亿元。"
    assert (subject(text, "2亿").name, subject(text, "9亿").name) == ("青溪镇", "我市")


def test_a_rank_is_that_of_the_town_behind_it() -> None:
    text = "我市茶业情况\n青溪镇实现产值2亿元,排名第二的白鹿乡仅1亿元。"
    normal = normalise(text)
    start = normal.text.index("排名")
    assert read_places(normal, []).subject(start, start + 4).name == "白鹿乡"


def test_that_county_is_the_last_one_named() -> None:
    text = "我市茶业情况\n茶业先进的是浙江嘉善县。目前,该县有茶厂2家。"
    assert subject(text, "2家") == PlaceRef("嘉善县", None, "place.that")


def test_a_part_about_another_place_is_that_places_to_its_end() -> None:
    text = "我县茶业情况\n一、现状\n有茶厂2家。\n二、昆山市的经验\n有茶厂3家。\n三、打算\n建厂4家。"
    assert in_parts(text, "2家").name == "我县"
    assert in_parts(text, "3家") == PlaceRef("昆山市", None, "place.part")
    assert in_parts(text, "4家").name == "我县"


def test_items_do_not_end_a_topic() -> None:
    text = "赴昆山市考察报告\n昆山市茶业好。一是厂多。茶厂2家。二是路好。公路3条。"
    assert in_parts(text, "3条").name == "昆山市"


def test_an_author_without_a_name_is_called_by_one_word_throughout() -> None:
    text = "我县茶业情况\n全县有茶厂2家。全县有路3条。全县好。我县有桥4座。"
    assert subject(text, "4座").name == subject(text, "2家").name == "全县"


def test_a_city_compared_with_is_never_the_author() -> None:
    text = "茶业报告\n我市与昆山市相比较慢。昆山市有桥2座。比昆山市少。建厂3家。"
    assert subject(text, "3家").name == "我市"


def test_what_was_seen_after_setting_out_is_of_the_place_gone_to() -> None:
    text = "考察报告\n我县16名干部,赴昆山市学习考察。走访园区3个。"
    assert subject(text, "3个").name == "昆山市"


def test_who_sets_out_is_the_author() -> None:
    text = "考察报告\n近日,由16名干部组团,先后到昆山市、太仓市考察学习。回到我县,修路3条。"
    assert subject(text, "16名").name == "我县"
    assert subject(text.replace("先后到", "赴"), "16名").name == "我县"


def test_after_setting_out_for_two_places_none_is_the_subject() -> None:
    text = "考察报告\n大家赴昆山市和太仓市学习考察。走访园区3个。"
    assert subject(text, "3个").name is None


def test_under_what_other_places_do_each_heading_names_one() -> None:
    text = (
        "我县茶业情况\n一、外地做法\n(一)昆山市“茶券”。发券3万张。全市有厂6家。"
        "\n(二)太仓市茶会。办会5次,我县去过7次。\n二、打算\n建厂4家。"
    )
    assert in_parts(text, "3万").name == in_parts(text, "6家").name == "昆山市"
    assert in_parts(text, "5次").name == "太仓市"
    assert in_parts(text, "7次").name == in_parts(text, "4家").name == "我县"


def test_a_firm_is_called_without_the_place_that_it_lies_in() -> None:
    assert (
        subject("赴昆山市考察报告\n昆山市好。园区内的大江集团有专利50项。", "50项").name
        == "大江集团"
    )


def test_a_town_that_a_host_shows_is_spoken_of_for_its_sentence() -> None:
    text = "赴昆山市考察报告\n昆山市好。青溪镇有店8间,员工9人。市场有摊位70个。"
    assert subject(text, "9人").name == "青溪镇"
    assert subject(text, "70个").name == "昆山市"


def test_a_town_that_is_itself_visited_stays_the_subject() -> None:
    text = "赴外地考察报告\n青溪镇有店8间。市场有摊位70个。"
    assert subject(text, "70个").name == "青溪镇"


def test_a_number_in_the_name_of_a_place_is_known_as_such() -> None:
    text = "三元村有厂2家,厂房3元一间。"
    places = read_places(normalise(text), [])
    assert places.is_named_by(0, 2)
    assert not places.is_named_by(text.index("3元"), text.index("3元") + 2)
