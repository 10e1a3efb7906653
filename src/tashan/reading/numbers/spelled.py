"""Numbers spelled in Chinese that measure: 五层, 三分之一, 百分之八, 近八成, 两个小时."""

from __future__ import annotations

import re

from tashan.reading.numbers.amounts import Form, Quantity
from tashan.reading.numbers.numerals import numeral

_DIGIT = "一二两三四五六七八九十"
# Only what can be counted by hand: 个, 条, 项 and 大 make labels of the numeral before them.
_THINGS = (
    r"层(?![次级面])|张(?!清单|名片|网|图|表|榜|答卷|考卷|王牌|蓝图|床|办公)|栋|幢"
    r"|台(?![湾州风阶车])|辆|架(?!构)|艘"
    r"|批(?![准复发评次示])|座(?!谈)|家(?![庭乡园国人亲门])|户(?!籍|外)|枚|亿元|万元|元(?!旦)"
    r"|公里(?!就)|亩|吨|平方米"
    r"|个小时|小时|分钟|个百分点|个工作日"
)
_SPELLED = re.compile(
    rf"""[{_DIGIT}百](?<![{_DIGIT}第前百千万亿数几每“"《][{_DIGIT}百])
    (?:(?<=百)分之(?P<percent>[{_DIGIT}百零]+(?:点[{_DIGIT}零]+)?)
    |[{_DIGIT}百]*分之(?P<over>[{_DIGIT}]+)
    |(?P<tenths>成)(?=[,。;、)多以左的]|投向|用于|资金)
    |[{_DIGIT}]*(?P<times>倍)(?=[,。;、)多以左]|$)
    |(?<!百)[{_DIGIT}百千零]*(?P<few>[多余])?(?P<scale>万亿|万|亿)?(?P<unit>{_THINGS}))
    (?P<bound>以[上下]|左右|多)?""",
    re.VERBOSE,
)
_HALF = re.compile(
    r"(?:一半(?!是|在|靠)|半数|过半|半(?P<unit>个?工作日|个?小时|天))(?P<bound>以[上下]|左右)?"
)
_SHORTENED = re.compile(r"(?:[到至为达仅只需用]|不足|不到|不超)[过约近]?$")
_OF_HALF = frozenset("占近超约达过仅足到了为逾的")
_ENDS = frozenset(",。;、)的以 \n!")
_NUMERAL = re.compile(rf"[{_DIGIT}百千零]+")
_QUICK = re.compile(r"[小时分钟日]$")
_GOT = re.compile(r"(?:到|得|了|成|有|仅|只|获|取|至|为|达)$")
_QUOTED = re.compile(r"[“《\"][^”》\"\n,。;]{0,10}$")
_CIRCLE = re.compile(r"[^,。;\n]{0,4}[圈网]")
_NEAR = {"近": "近", "约": "约", "超": "以上", "逾": "以上", "过": "以上"}
_BOUND = {"以上": "以上", "以下": "以下", "左右": "约", "多": "多"}


def read_spelled(text: str) -> list[Quantity]:
    """Every measure spelled in Chinese numerals, in order."""
    found = []
    for match in _SPELLED.finditer(text):
        if not _QUOTED.search(text, max(0, match.start() - 11), match.start()):
            quantity = _quantity(text, match)
            if quantity is not None:
                found.append(quantity)
    found += [_half(text, match) for match in _HALF.finditer(text) if _measures_half(text, match)]
    return found


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    start = match.start()
    numerals = _NUMERAL.match(text, start)
    number = numerals[0] if numerals else ""
    form, unit = Form.AMOUNT, None
    if match["percent"]:
        value, unit = _decimal(match["percent"]), "%"
    elif match["over"]:
        value, form = round(numeral(match["over"]) / numeral(number), 4), Form.FRACTION
    elif match["tenths"]:
        value, form = numeral(number) / 10, Form.FRACTION
    elif match["times"]:
        value, unit = float(numeral(number)), "倍"
    elif _counts_things(text, match, number):
        value, unit = float(numeral(number)), (match["scale"] or "") + match["unit"]
    else:
        return None
    approximate = match["few"] or _approximate(text, match)
    rule = "value:numeral"
    return Quantity(start, match.end(), value, unit, unit or "", form, approximate, rule)


def _approximate(text: str, match: re.Match[str]) -> str | None:
    before = text[max(0, match.start() - 2) : match.start()]
    if before in {"不足", "不到"}:
        return "以下"
    return _BOUND.get(match["bound"]) or _NEAR.get(before[-1:])


def _decimal(word: str) -> float:
    whole, _, part = word.partition("点")
    return float(f"{numeral(whole)}.{''.join(str(numeral(sign)) for sign in part) or 0}")


def _counts_things(text: str, match: re.Match[str], number: str) -> bool:
    """A bare 一 is mostly an article (一家企业); it counts where something was got, no more."""
    start, end = match.span()
    if _QUICK.search(match["unit"]) and _CIRCLE.match(text, end):
        return False
    if match["unit"] == "批" and (number == "一" or text[start - 1 : start] == "分"):
        return False
    if number != "一" or match["scale"]:
        return True
    return _GOT.search(text, start - 1, start) is not None and text[end : end + 1] in ",。;、"


def _measures_half(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if match["unit"]:
        return _SHORTENED.search(text, max(0, start - 3), start) is not None
    if match[0] == "过半":
        return "占" in text[max(0, start - 8) : start]
    return text[end : end + 1] in _ENDS and (
        match["bound"] is not None or text[max(0, start - 1) : start] in _OF_HALF
    )


def _half(text: str, match: re.Match[str]) -> Quantity:
    unit = match["unit"]
    form = Form.AMOUNT if unit else Form.FRACTION
    approximate = "以上" if match[0] == "过半" else _approximate(text, match)
    start, end = match.span()
    return Quantity(start, end, 0.5, unit, unit or "", form, approximate, "value:half")
