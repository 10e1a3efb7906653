"""Things named together and told apart by their values."""

from __future__ import annotations

from tashan.reading.numbers.listed import things


def test_each_thing_takes_the_words_that_follow_all() -> None:
    assert things("产值、利税增长", 2, told_apart=True) == ["产值增长", "利税增长"]


def test_each_thing_takes_the_measure_that_only_the_last_says() -> None:
    assert things("苹果、鲜梨产量", 2, told_apart=True) == ["苹果产量", "鲜梨产量"]


def test_and_parts_things_only_where_the_text_tells_them_apart() -> None:
    assert things("技术和信息服务业", 2, told_apart=False) == []


def test_a_mark_that_parts_as_many_things_as_values_is_the_one() -> None:
    names = things("金融业、软件和信息业增加值", 2, told_apart=True)
    assert names == ["金融业增加值", "软件和信息业增加值"]


def test_periods_are_no_things() -> None:
    assert things("上半年和全年出口增速", 2, told_apart=True) == []


def test_a_single_value_has_no_list() -> None:
    assert things("产值、利税", 1, told_apart=True) == []
