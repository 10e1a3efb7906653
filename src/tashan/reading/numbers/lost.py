"""Numbers that the source lost, hid or misplaced: said so, and never filled in."""

from __future__ import annotations

import re

from tashan.reading.findings import Status
from tashan.reading.numbers.amounts import Form, Quantity
from tashan.reading.numbers.wording import any_of

_NUMERAL = "0-9.万亿千百十几数多余来零〇○一二两三四五六七八九半每"
_BEGINS = "亿万平公个%家以上左"
# A unit after words, not after a number: the first sign is read before what stands ahead of it.
_LOST = re.compile(
    rf"""[{_BEGINS}](?<![{_NUMERAL}超过破上近逾级按以和与或及个][{_BEGINS}])(?<=[一-鿿、].)
    (?:(?P<amount>(?<!的.)(?:(?<=亿)(?:美元|欧元|元|吨|立方米|千瓦时|人次)
        |(?<=万)(?:美元|元|亩|吨|平方米|千瓦时|千瓦|人次|户)
        |(?<=平)方(?:公里|米)|(?<=公)里|(?<=个)百分点))
    |(?P<share>(?<=%))
    |(?P<count>(?<=[等计有达到]个)(?=部门|项目|企业|单位|镇|县|村|园区|国家)
        |(?<=[等计有达到]家)(?=企业|单位))
    |(?<=[占达].)(?:(?<=以)上|(?<=上)|(?<=左)右)(?=[,。;]))
    (?!以上|以下|以内|级|大关|企业(?<!家企业)|项目(?<!个项目)|产业|集群|园区(?<!个园区)|工程|楼宇
        |俱乐部|村(?<!个村)|镇(?<!个镇)|县(?<!个县)|区|斤|[A-Za-z/])""",
    re.VERBOSE,
)
_REACHES = re.compile(
    "(?:"
    + any_of("""
    达 达到 为 至 到 约 了 收入 投入 收 税 产值 利税 利润 额 总额 贷款 投资 资金 资产 面积 现 成
    长 降 的 占 比
    高 加 少 、 量 费 补贴 存款 余额 里程 总 共 共计 等 计 有
    """)
    + ")$"
)
_MASK = re.compile(
    r"[*×=_xX○□■●【\[](?<![A-Za-z][*×=_xX○□■●【\[])"
    # no more than 40 signs, so that a long row of them is not tried from each to its end
    r"(?:(?<=[*×])[*×.]{0,40}|(?<==)[=.]{0,40}|(?<=_)_{1,40}|(?<=[xX])[xX]{0,40}"
    r"|(?<=[○□■●])[○□■●]{1,40}"
    r"|(?<=[【\[])\s*[】\]])"
    r"[多余]?(?P<unit>[万亿]?(?:美元|元|亩|吨|平方米|平方公里|公里|户|人次|千瓦)|[万亿]|个百分点|%"
    r"|家(?!庭)|个(?=[一-鿿,。;、])|人(?![民大])|名(?!单)|项(?!目)|处(?![理置])|座|所(?!有)|件|倍)"
)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、")
_TORN = re.compile(r"以\d")
_FORMULA = re.compile(r"[“\"][0-9](?<=了[0-9][“\"][0-9])|[“\"][0-9](?<=了[0-9]{2}[“\"][0-9])")
_FIGURES = frozenset("0123456789.")
_BEFORE_STRAY = frozenset('一二三四五六七八九十以“"')


def read_lost(text: str) -> list[Quantity]:
    """Lost and masked numbers; their value is None."""
    found = [
        _missing(match, _unit(match), status=Status.LOST)
        for match in _LOST.finditer(text)
        if _REACHES.search(text, max(0, match.start() - 3), match.start())
    ]
    found += [_missing(mask, mask["unit"], status=Status.MASKED) for mask in _MASK.finditer(text)]
    return found


def _unit(match: re.Match[str]) -> str | None:
    return match[0] if match.lastgroup else None


def _missing(match: re.Match[str], unit: str | None, *, status: Status) -> Quantity:
    start, end = match.span()
    rule = f"status:{status}"
    return Quantity(start, end, None, unit, unit or "", Form.LOST, None, rule, status)


def is_displaced(text: str, quantity: Quantity) -> bool:
    """A number that the layout tore, or threw before a heading, into a word or at a formula."""
    start, end = quantity.start, quantity.end
    if text[start - 1 : start] == "\n" and text[start - 2 : start - 1] in _FIGURES:
        return quantity.unit is not None  # a line end tore the number: 8|500亿元
    if text[end : end + 1] in _BEFORE_STRAY:
        return (
            _HEADING.match(text, end) is not None
            or _TORN.match(text, end) is not None
            or (quantity.form is Form.BARE and _FORMULA.match(text, end) is not None)
        )
    return False
