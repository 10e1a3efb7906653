"""What an indicator is called."""

from __future__ import annotations

import pytest

from tashan.reading.findings import Kind
from tashan.reading.pipeline import read_text


def names(text: str) -> list[str]:
    return [found.name for found in read_text(text).findings if found.kind is Kind.INDICATOR]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年,全县工业总产值达到320亿元。", "工业总产值"),
        ("城镇调查失业率控制在5.5%左右。", "城镇调查失业率"),
        ("城镇化率提高到61%。", "城镇化率"),
        ("农村低保标准提高6%。", "农村低保标准提高"),
        ("全社会研发投入年均增长10.5%。", "全社会研发投入增长"),
        ("引进培育80家首店。", "引进培育首店"),
        ("新增上市公司48家。", "新增上市公司"),
        ("拥有甲药业、乙药业等3家上市公司。", "上市公司"),
        ("40%的游客来自外省。", "游客来自外省占比"),
        ("占全市工业总产值的1/4。", "占全市工业总产值比重"),
        ("累计惠及80个乡镇。", "惠及乡镇"),
        ("至今已有500多家企业受益。", "受益企业"),
        ("前后时间不足3年。", "前后时间"),
        ("引进投资2亿元的液压件项目。", "液压件项目投资"),
        ("B市2023年实现财政收入30亿元。", "财政收入"),
        ("考察了3个县的工业。", "考察县"),
        ("地方财政收入增幅居全省第2位。", "地方财政收入增幅"),
    ],
)
def test_a_name_is_what_is_measured(text: str, expected: str) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地区生产总值达80亿元、增长5.5%。", ["地区生产总值", "地区生产总值增长"]),
        ("财政收入9亿元,增幅居全市第一。", ["财政收入", "财政收入增幅"]),
        (
            "产值、利税对全县工业的贡献率分别达72%、88%。",
            ["产值对全县工业的贡献率", "利税对全县工业的贡献率"],
        ),
        ("事故起数和死亡人数分别下降12%和9%。", ["事故起数下降", "死亡人数下降"]),
        ("存款余额从120亿元增加到180亿元。", ["存款余额", "存款余额"]),
        ("标准厂房加层,由三层升为六层。", ["标准厂房加层", "标准厂房加层"]),
        ("改造村庄30个、厕所500座。", ["改造村庄", "厕所"]),
        ("10个村和3个社区。", ["村", "社区"]),
        ("财政收入8亿元,柳河乡仅0.4亿元。", ["财政收入", "财政收入"]),
        ("苹果、鲜梨产量分别增长3%、4%。", ["苹果产量增长", "鲜梨产量增长"]),
        (
            "金融业、软件和信息业增加值分别增长9%、8%。",
            ["金融业增加值增长", "软件和信息业增加值增长"],
        ),
        ("上半年和全年出口增速分别为9%和7%。", ["出口增速", "出口增速"]),
        ("新建2—3家创新中心。", ["新建创新中心", "新建创新中心"]),
        ("利润率、普及率分别达8%、9%。", ["利润率", "普及率"]),
    ],
)
def test_a_number_without_a_name_takes_up_the_one_before(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_name_does_not_cross_a_full_stop() -> None:
    assert names("产值80亿元。增长5%。")[1] == "增长"
