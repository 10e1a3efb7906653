from __future__ import annotations

import pytest

from tashan.reading.attribution.authors import Author, read_author
from tashan.reading.attribution.place_names import place_mentions

CASES = [
    ("2024年江苏省政府工作报告\n南京市很好。", "江苏省", "title"),
    ("徐州、淮安、泰州建桥,推动全省发展。", "江苏省", "area"),
    ("江苏发展好,浙江也好。省委部署,江苏、苏州、无锡先行。", "江苏", "area"),
    ("海南有大会。全省的长沙、岳阳、衡阳建桥,张家界也建。", "湖南省", "area"),
    ("滨江新区、苏州工业园区、江苏。我省发展。", "江苏", "area"),
    ("关于青禾县2024年上半年经济运行情况的汇报\n全县修路。", "青禾县", "title"),
    ("昆山市建桥。我市发展好。", "昆山市", "opening"),
    ("今年路多。昆山市建桥,昆山市修路。我市发展好。", "昆山市", "frequent"),
    ("今年路多。昆山市建桥。我市发展好。", "我市", "word"),
    ("近年来,昆山市青溪镇修路。全镇有桥3座。", "青溪镇", "opening"),
    ("引进徐州港、鼎新药业。徐州港、鼎新药业很大。我市很好。", "我市", "word"),
    ("与昆山市相比,我市慢。学习昆山市,赶超昆山市。", "我市", "word"),
    ("嘉善县修路。嘉善县修桥。我市修堤。", "我市", "word"),
    ("嘉善县的经验好。嘉善县修桥,嘉善县修路。全县动员。", "全县", "word"),
    ("今年忙。嘉善县修路,嘉善县修桥,安吉县修堤。我县动员。", "嘉善县", "frequent"),
    ("今年忙。嘉善县修路,安吉县修桥,嘉善县好,安吉县好。我县动员。", "我县", "word"),
    ("今年忙。大家到嘉善县、安吉县考察。嘉善县好,嘉善县大。我县动员。", "我县", "word"),
    ("今年忙。与嘉善县相比,我县慢。嘉善县好,嘉善县大。", "我县", "word"),
    ("我县修路。全县有桥,全县有堤。", "全县", "word"),
    ("最新乡镇情况。我市修路。", "我市", "word"),
    ("全县修路。", "全县", "word"),
    ("修路八条。", None, "word"),
]


@pytest.mark.parametrize(("text", "name", "rule"), CASES)
def test_whose_report_it_is_and_the_rule_that_told(text: str, name: str | None, rule: str) -> None:
    found = read_author(text, place_mentions(text, visit=False), visit=False)
    assert found == Author(name, f"place.author.{rule}")


def test_covering_the_whole_area_is_no_word_for_a_district() -> None:
    text = "江苏的服务覆盖全区域,江苏很好,江苏很大。"
    assert read_author(text, place_mentions(text), visit=False).name == "江苏"


def test_a_sender_without_a_name_is_called_by_its_own_word() -> None:
    text = "某县党政代表团赴外地学习考察报告\n一路很忙。我县要修路。"
    assert read_author(text, [], visit=True) == Author("我县", "place.author.sent")


def test_a_sender_that_never_speaks_of_home_keeps_its_mask() -> None:
    text = "XX县考察团赴外地学习考察报告\n一路很忙。"
    assert read_author(text, [], visit=True) == Author("XX县", "place.author.sent")
