"""Ranks: 第2位, 前三位, 全国第一, 第二大. Ordinals that only number things are left alone."""

from __future__ import annotations

import re
from itertools import pairwise

from tashan.reading.numbers.amounts import Form, Quantity
from tashan.reading.numbers.numerals import numeral

_RANK = re.compile(
    r"(?P<top>前|第)\s?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?:(?P<unit>位|名)(?![一-鿿]*次)|(?P<big>大)(?=[一-鿿])|(?=[,。;、:!)(\n]|的|$|左右|升|跃"
    r"|上升|提升|进))"
)
_SCOPE = (
    r"全国|全省|全市|全县|全区|全州|全盟|全球|世界|国内|国际|亚洲|同类|各[省市县区]"
    r"|[省市州县区盟旗]|西部|中部|东部"
    r"|东北|西北|西南|华[东北南中]|大陆|地区|海关|沿海|沿边"
)
_STANDS = r"居|列|排名?|名次|位次|位|跃[升居至]?|升|进|跻身|保持|重返|稳|获|名|连续|增速|总量"
_RANKED = re.compile(rf"(?:{_SCOPE}|{_STANDS})[^,。;\n]{{0,8}}$")
_WANTED = re.compile(
    r"(?:争|创|勇当|敢为|抢|当|坚持|才是|放在|摆在|作为|质量|安全|服务|生命|人民|保护|预防|优先)$"
)
_MERELY = re.compile(r"的(?:工作|任务|位置|大事|要务|是)")
_SAME = re.compile(r"(?:第|前)(?:\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?[、和]$")


def read_ranks(text: str) -> list[Quantity]:
    """Every rank of a normal text, in order."""
    found = [_rank(match) for match in _RANK.finditer(text) if _is_rank(text, match)]
    for rank, following in pairwise(found):
        if not rank.unit and text[rank.end : following.start] in {"、", "和"}:
            rank.unit, rank.word = following.unit, following.word  # 第5、第6位
    return found


def _rank(match: re.Match[str]) -> Quantity:
    digits = match["number"]
    value = int(digits) if digits.isdecimal() else numeral(digits)
    unit = match["unit"]
    return Quantity(
        match.start(), match.end(), float(value), unit, unit or "", Form.RANK, None, "value:rank"
    )


def _is_rank(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    window = text[max(0, start - 14) : start]
    if match["big"]:
        return re.search(rf"(?:{_SCOPE})$", window) is not None
    if _WANTED.search(window) or _MERELY.match(text, end):
        return False
    if match["unit"] == "位" and match["number"].isdecimal():
        return True
    if match["top"] == "前" and match["unit"] == "名":
        return re.search(r"[居列进入身位获]", window[-6:]) is not None
    return _RANKED.search(window) is not None or _SAME.search(window) is not None
