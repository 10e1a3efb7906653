"""Numbers that measure, and numbers that only look like it."""

from __future__ import annotations

import pytest

from tashan.reading.findings import Status
from tashan.reading.numbers.quantities import read_quantities
from tashan.reading.text.normalise import normalise


def seen(text: str) -> list[tuple[float | None, str | None]]:
    return [(quantity.value, quantity.unit) for quantity in read_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成厂房36万平方米", (36, "万平方米")),
        ("总投资1,250亿元", (1250, "亿元")),
        ("增长4.5%", (4.5, "%")),
        ("带动就业7万多人", (7, "万人")),
        ("新能源装机5亿多千瓦", (5, "亿千瓦")),
        ("上升1.2个百分点", (1.2, "个百分点")),
        ("常住人口达85万,", (85, "万")),
        ("占全县总量的1/3", (0.3333, None)),
        ("劳动生产率达18万元/人", (18, "万元/人")),
        ("城乡收入比缩小到1.86,", (1.86, None)),
        ("收入比降至2.1:1。", (2.1, None)),
        ("增速居全市第3位", (3, "位")),
        ("总量居全省第四,", (4, None)),
        ("进入全省前五位", (5, "位")),
        ("是全市第二大用电行业", (2, None)),
        ("由三层加到六层", (3, "层")),
        ("本地配套率近七成,", (0.7, None)),
        ("出口占全省4成。", (0.4, None)),
        ("床位与老人之比达1:8。", (0.125, None)),
        ("常年开工的不足一半。", (0.5, None)),
        ("办理时间压缩到半个工作日", (0.5, "个工作日")),
        ("新增两批试点事项", (2, "批")),
        ("考核权重不低于3分,", (3, "分")),
        ("产量占全省四分之一,", (0.25, None)),
        ("办理时间压缩到两个小时", (2, "个小时")),
        ("审批用时缩短到3天,", (3, "天")),
        ("人均预期寿命达80.2岁,", (80.2, "岁")),
        ("前后不到4年,", (4, "年")),
        ("20%以上的订单来自省外", (20, "%")),
        ("引进企业12家以上、", (12, "家")),
        ("惠及30万家庭", (30, "万")),
        ("厂房面积550㎡,", (550, "㎡")),
        ("园区面积12km²,", (12, "km²")),
        ("年发电3万kWh", (3, "万kWh")),
        ("全市实现GDP3200亿元", (3200, "亿元")),
        ("三分之一以上的企业", (0.3333, None)),
        ("走过了18年的发展历程", (18, "年")),
        ("提前3个月完成", (3, "个月")),
    ],
)
def test_a_number_that_measures(text: str, expected: tuple[float, str | None]) -> None:
    assert seen(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月12日",
        "2025-01-06 08:30:00",
        "前8个月",
        "挑选前30名或60名刊登",
        "进入民营企业500强",
        "5万吨级码头",
        "第26届大会",
        "创建5A级景区",
        "推进“3个100”工程",
        "打造“15分钟生活圈”",
        "实施“1+8”行动",
        "每10万人",
        "连续6年",
        "连续18个月保持增长",
        "60岁以上老年人",
        "24小时开放",
        "国道318线",
        "保持两位数增长",
        "四大主导产业",
        "连续六年",
        "短短两年",
        "一张蓝图绘到底",
        "百名干部下基层",
        "争创第一",
        "坚持质量第一,",
        "第一时间到场",
        "全国第一家示范园",
        "PM2.5浓度",
        "5G基站",
        "国发〔2024〕9号文件",
        "1.抓好落实",
        "见附注[12]",
        "一人一策",
        "重点做好6个方面工作",
        "建成一批、投产一批、",
        "事倍功半",
        "已连续8次入围",
        "上世纪90年代初",
        "普及15年基础教育",
        "产业结构由4:36:60",
        "上午10:30出发",
        "型号为5/0",
        "开放时间24/7",
        "百分之点五",
    ],
)
def test_a_number_that_measures_nothing(text: str) -> None:
    assert seen(text) == []


def test_a_threshold_is_not_counted_but_the_count_after_it_is() -> None:
    assert seen("引进5亿元以上项目14个") == [(14, "个")]


def test_a_threshold_without_a_number_is_not_a_lost_one() -> None:
    assert seen("年销售超亿元的厂商47家") == [(47, "家")]


def test_both_values_of_a_list_are_read() -> None:
    assert seen("分别达72%、88%") == [(72, "%"), (88, "%")]


def test_a_list_that_prints_its_unit_once_gives_it_to_all() -> None:
    assert seen("分别提高3、5.5个百分点") == [(3, "个百分点"), (5.5, "个百分点")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("惠及340万、210万人次", [(340, "万人次"), (210, "万人次")]),
        ("快于全国3.4个、1个百分点", [(3.4, "个百分点"), (1, "个百分点")]),
        ("分别居全省第5、第6位", [(5, "位"), (6, "位")]),
        ("分别为34.1、44.6(亿元)", [(34.1, "亿元"), (44.6, "亿元")]),
    ],
)
def test_a_unit_printed_in_part_is_completed(text: str, expected: list[tuple[float, str]]) -> None:
    assert seen(text) == expected


def test_a_full_width_comma_does_not_join_two_numbers() -> None:
    normal = normalise("增长5，300家企业").text
    assert seen(normal) == [(300, "家")]


def test_both_ends_of_a_range_are_read() -> None:
    assert seen("增长5%—5.5%") == [(5, "%"), (5.5, "%")]


def test_both_values_of_a_pair_are_read() -> None:
    assert seen("从120亿元增加到180亿元") == [(120, "亿元"), (180, "亿元")]


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("增长5%左右", "约"),
        ("约300家", "约"),
        ("近300家", "近"),
        ("300多家", "多"),
        ("300余家", "余"),
        ("300家以上", "以上"),
        ("超过300家", "以上"),
        ("控制在5%以内", "以下"),
        ("不足3年,", "以下"),
        ("300家", None),
    ],
)
def test_what_makes_a_number_approximate(text: str, approximate: str | None) -> None:
    assert read_quantities(text)[0].approximate == approximate


@pytest.mark.parametrize(
    "text",
    [
        "去年营业收入达到亿元,",
        "订单量为亿元,",
        "创造了亿元的财政收入",
        "占全市工业总产值的%,",
        "提供税收万元,",
        "签约项目3个、投资亿美元,",
        "环保、国土等个部门",
        "提高个百分点",
    ],
)
def test_a_lost_number_has_no_value(text: str) -> None:
    last = read_quantities(text)[-1]
    assert (last.value, last.status) == (None, Status.LOST)


@pytest.mark.parametrize("text", ["总投资达亿元以上", "亿元项目", "培育百亿元产业", "突破亿元大关"])
def test_a_round_sum_that_names_a_class_is_not_lost(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    "text",
    ["完成税收**万元", "引资====亿元", "新增XX家企业", "产值达X亿元", "一行=人", "收入==.=亿元"],
)
def test_a_masked_number_has_no_value(text: str) -> None:
    first = read_quantities(text)[0]
    assert (first.value, first.status) == (None, Status.MASKED)


def test_a_masked_place_is_no_masked_number() -> None:
    assert seen("XX县和XX市的园区") == []


def test_numbers_thrown_before_a_heading_are_displaced() -> None:
    found = read_quantities("推动更好发展。45%以2-4个三、从实际出发")
    assert [(quantity.value, quantity.status) for quantity in found] == [
        (None, Status.DISPLACED)
    ] * 3


def test_a_number_between_a_verb_and_a_quoted_formula_is_displaced() -> None:
    found = read_quantities("形成了18“1+1”的格局")
    assert [quantity.status for quantity in found] == [Status.DISPLACED]


def test_a_row_of_digits_too_long_for_a_number_is_left_alone() -> None:
    assert seen(f"编号{'7' * 400}个,比例为1/{'3' * 5000}") == []


@pytest.mark.parametrize("text", ["财政收入8\n500亿元。", "增长14.\n2%。"])
def test_a_number_torn_by_a_line_end_has_no_value(text: str) -> None:
    assert [quantity.status for quantity in read_quantities(text)] == [Status.DISPLACED]
