"""A number stands in a quote as printed, with its scale and its unit, or it does not stand."""

from __future__ import annotations

import pytest

from tashan.reading.llm.evidence import squeezed
from tashan.reading.llm.numbers import printed_numbers


def stands(quote: str, value: float, unit: str | None) -> bool:
    numbers = printed_numbers(squeezed(quote))
    return any(abs(one.value - value) < 1e-4 and one.has_unit(unit) for one in numbers)


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [
        ("厂房102万平方米", 102, "万平方米"),
        ("入驻率达到91%", 91, "%"),
        ("入驻率达到 ９１ ％", 91, "%"),
        ("产值12.5亿元", 12.5, "亿元"),
        ("产值1,200万元", 1200, "万元"),
        ("到账4亿多美元", 4, "亿美元"),
        ("带动300余人就业", 300, "人"),
        ("增长5.2个百分点", 5.2, "个百分点"),
        ("增长5.2个百分点", 5.2, "百分点"),
        ("新增5、6家企业", 5, "家"),
        ("新增5、6家企业", 6, "家"),
        ("办理10至12天", 10, "天"),
        ("利税、产值分别增长7%、9%", 9, "%"),
        ("居全省第2位", 2, "位"),
        ("居全省第2位", 2, None),
        ("总量居全市第一", 1, None),
        ("连年居前三位", 3, "位"),
        ("由二层升为五层", 5, "层"),
        ("设了两个窗口", 2, "个"),
        ("一百二十家企业", 120, "家"),
        ("三十万人", 30, "万人"),
        ("三十万人", 300_000, "人"),
        ("二点五亿元", 2.5, "亿元"),
        ("占三分之一", 1 / 3, None),
        ("占1/4", 0.25, None),
        ("下降百分之十五", 15, "%"),
        ("年降千分之三", 3, "‰"),
        ("壮大合作社30多家", 30, "家"),
        ("种下7万株苗木", 7, "万株"),
        ("得分97.5", 97.5, None),
        ("产值１２億元", 12, "亿元"),
    ],
)
def test_a_printed_number_stands(quote: str, value: float, unit: str | None) -> None:
    assert stands(quote, value, unit)


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [
        ("厂房102万平方米", 1_020_000, "平方米"),
        ("厂房102万平方米", 102, "平方米"),
        ("厂房102万平方米", 102, "万"),
        ("厂房102万平方米", 10, "万平方米"),
        ("厂房102万平方米", 2, "万平方米"),
        ("入驻率达到91%", 0.91, None),
        ("入驻率达到91%", 91, None),
        ("入驻率达到91%", 91, "家"),
        ("产值12.5亿元", 12, "亿元"),
        ("产值12.5亿元", 5, "亿元"),
        ("产值12.5亿元", 12.5, "万元"),
        ("产值12.5亿元", 12.5, "元"),
        ("产值1,200万元", 200, "万元"),
        ("引进外商投资企业", 1, "家"),
        ("2026年入库400家", 2026, "年"),
        ("二点五亿元", 5, "亿元"),
        ("占三分之一", 3, None),
        ("占1/4", 4, None),
        ("占1/0", 1, None),
        ("建成5G基站", 5, "G"),
        ("改造A4厂区", 4, "厂区"),
        ("一定要统一思想", 1, "定"),
        ("千方百计争取", 1000, "方"),
        ("万众一心", 10_000, "众"),
        ("", 1, None),
    ],
)
def test_a_number_that_is_not_printed_so_does_not_stand(
    quote: str, value: float, unit: str | None
) -> None:
    assert not stands(quote, value, unit)
