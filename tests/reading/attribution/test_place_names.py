from __future__ import annotations

import pytest

from tashan.reading.attribution.place_names import place_mentions


def names(text: str) -> list[str]:
    return [mention.name for mention in place_mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "要整合资源、深化合作、解放思想,比如修路",
        "把县里的事办好,县城更美",
        "新增城市绿地,沿海城市先行",
        "老城区和新区一起改造",
        "合作市场越来越大",
        "全县上下、我市各界",
        "区域协调发展,朝阳产业兴起",
    ],
)
def test_words_that_are_also_names_are_no_places(text: str) -> None:
    assert names(text) == []


def test_guian_new_area_is_a_zone_and_no_county() -> None:
    (found,) = place_mentions("贵安新区挂牌")
    assert (found.name, found.rule) == ("贵安新区", "place.full")


def test_a_short_name_of_a_county_counts_where_its_full_name_stands() -> None:
    assert names("到平湖市看港口,平湖的码头很忙") == ["平湖市", "平湖市"]


def test_a_short_name_of_a_county_alone_is_no_place() -> None:
    assert names("平湖的码头很忙") == []


def test_a_prefecture_is_known_by_its_short_name() -> None:
    assert names("绍兴的纺织") == ["绍兴"]


def test_a_prefecture_is_called_by_its_full_name_where_the_report_says_it() -> None:
    assert names("绍兴市纺织强,绍兴人才多") == ["绍兴市", "绍兴市"]


def test_province_and_county_in_one_are_the_county() -> None:
    (found,) = place_mentions("赴江苏省昆山市学习")
    assert (found.start, found.end, found.name) == (1, 7, "昆山市")


def test_a_county_gone_since_is_still_a_place() -> None:
    assert names("当年的萧山市") == ["萧山市"]


@pytest.mark.parametrize("mask", ["XX县", "××市", "某县", "【】市"])
def test_a_masked_place_keeps_its_mask(mask: str) -> None:
    (found,) = place_mentions(f"在{mask}的大桥")
    assert (found.name, found.rule) == (mask, "place.mask")


def test_a_county_of_one_character_needs_a_border_before_it() -> None:
    assert names("冷水和县都不对") == []
    assert names("安徽省和县出蔬菜") == ["和县"]


def test_shanghai_cooperation_organisation_is_no_city() -> None:
    assert names("出席上海合作组织会议") == []


def test_two_cities_side_by_side_are_two() -> None:
    assert names("宁波舟山港很大") == ["宁波", "舟山"]


def test_a_county_that_no_table_holds_is_known_by_its_shape_and_its_return() -> None:
    assert names("赴青禾县学习。青禾县种茶,青禾的茶好。") == ["青禾县", "青禾县", "青禾县"]


@pytest.mark.parametrize("word", ["工业园区", "老旧小区", "高新园区", "百强县", "大城市", "各地市"])
def test_a_word_that_ends_like_a_place_is_none(word: str) -> None:
    assert names(f"{word}很多。{word}很大。") == []


def test_a_county_told_by_its_province_is_known_in_short() -> None:
    found = names("先后到江苏张家港、浙江义乌、诸暨等地,义乌的路好。")
    assert found == ["张家港市", "义乌市", "诸暨市", "义乌市"]


def test_a_word_after_a_province_is_no_county_of_another() -> None:
    assert names("浙江资源丰富,江苏义乌不对") == ["浙江", "江苏"]


def test_a_short_name_with_another_level_behind_it_is_another_place() -> None:
    assert names("昆山市好。昆山镇另有人家,昆山区域协作") == ["昆山市", "昆山市"]


def test_a_letter_in_a_word_hides_no_place() -> None:
    assert names("产业园A区建成,APP市场很大,甲乙双方,人防乙级") == ["A区"]
    assert names("赴A省B市看桥") == ["B市"]


def test_a_short_name_that_a_sentence_introduces_is_a_county() -> None:
    assert names("平湖位于海边。平湖的码头很忙") == ["平湖市", "平湖市"]


def test_a_town_behind_its_county_is_one_mention_with_it() -> None:
    assert names("赴昆山市青溪镇看茶") == ["青溪镇"]
    assert names("昆山市的青溪镇产茶") == ["青溪镇"]


def test_a_city_of_whose_name_no_word_ends_needs_no_border() -> None:
    assert names("走访了桐城市。桐城的路好") == ["桐城市", "桐城市"]


def test_private_firms_of_a_city_are_not_its_citizens() -> None:
    assert names("无锡市民营企业多,湖州市民宿多,青禾市民政好,青禾市民生好") == [
        "无锡市",
        "湖州市",
        "青禾市",
        "青禾市",
    ]
