from __future__ import annotations

import pytest

from tashan.reading.authors import Author, read_author
from tashan.reading.place_names import place_mentions

CASES = [
    ("2024年江苏省政府工作报告\n南京市很好。", "江苏省", "title"),
    ("徐州、淮安、泰州建桥,推动全省发展。", "江苏省", "area"),
    ("江苏发展好,浙江也好。省委部署,江苏、苏州、无锡先行。", "江苏", "area"),
    ("海南有大会。全省的长沙、岳阳、衡阳建桥,张家界也建。", "湖南省", "area"),
    ("滨江新区、苏州工业园区、江苏。我省发展。", "江苏", "area"),
    ("关于青禾县2024年上半年经济运行情况的汇报\n全县修路。", "青禾县", "title"),
    ("昆山市建桥。我市发展好。", "昆山市", "frequent"),
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
