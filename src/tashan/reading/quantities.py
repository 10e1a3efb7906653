"""Every number of a report with its unit, as printed, and nothing that only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tashan.reading.units import SCALE, TIME_UNITS, UNIT


class Form(StrEnum):
    AMOUNT = "amount"
    RANK = "rank"
    FRACTION = "fraction"
    RATIO = "ratio"
    BARE = "bare"


@dataclass(slots=True)
class Quantity:
    """A number with its unit at ``text[start:end]``; ``digits`` is where the number begins."""

    start: int
    digits: int
    end: int
    value: float
    unit: str | None
    form: Form
    approximate: str | None
    rule: str


_DATE = (
    r"(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[—-]\d{1,2}月)?|[-/.]\d{1,2}[-/.]\d{1,2}\b)"
    r"|\d{1,2}月(?:份|\d{1,2}日|底|初|中旬|末)?|\d{1,2}日|\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}时\d{1,2}分"
    r"|(?:19|20)\d\d(?=[-—~至到、](?:19|20)\d\d年)|\d{1,2}(?=[-—~至、]\d{1,2}[月日号])"
)
_NUMBER = re.compile(
    rf"""(?<![0-9A-Za-z_.+×·/\[#°^])(?<![0-9]:)(?:(?P<date>{_DATE})|
    (?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)
    (?:/(?P<under>\d+)|:(?P<to>\d+(?:\.\d+)?)
    |(?P<few>[多余来几])?(?P<scale>{SCALE})?(?P<more>[多余])?(?P<unit>个(?=[多余])|{UNIT})?)
    (?P<after>多|余)?(?P<bound>(?:及|或|\(含\))?(?:以上|以下|以内)|左右|上下|之内)?)""",
    re.VERBOSE,
)
_BEFORE = re.compile(
    r"(?:(?P<near>接近|将近|近|逼近)|(?P<about>大约|约|大概|左右)"
    r"|(?P<over>不低于|不少于|超过|突破|至少|高于|多于|大于|逾|超)|(?P<under>不足|不到|低于|不超过|不高于|小于|少于))"
    r"(?:了|到|达)?$"
)
_BOUND = {
    "以上": "以上",
    "以下": "以下",
    "以内": "以下",
    "之内": "以下",
    "左右": "约",
    "上下": "约",
}
_NAMES = {"near": "近", "about": "约", "over": "以上", "under": "以下"}
_NO_UNIT_AFTER = re.compile(r"[A-Za-z+×·_\-—~:\]」级型版号期届强周级版线时分轮]|目")
_LABEL_AFTER = re.compile(r"级|型(?!号)|周年|位数|号|届|版|强(?![化调])|线|制(?![造度定])")


def read_quantities(text: str) -> list[Quantity]:
    """All quantities of a normal text, in order."""
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        if match["date"] is None:
            quantity = _quantity(text, match)
            if quantity is not None:
                found.append(quantity)
    return found


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    value = float(match["number"].replace(",", ""))
    unit = (match["scale"] or "") + (match["unit"] or "") or None
    form = Form.AMOUNT
    if match["under"]:
        value, form = round(value / (int(match["under"]) or 1), 4), Form.FRACTION
    elif match["to"]:
        form = Form.RATIO
    elif unit is None or (match["unit"] in TIME_UNITS and match["unit"] == "年"):
        return None
    if _LABEL_AFTER.match(text, end) or text[start - 1 : start] in {"第", "“"}:
        return None
    approximate = _approximate(text, match)
    return Quantity(start, start, end, value, unit, form, approximate, f"value:{form}")


def _approximate(text: str, match: re.Match[str]) -> str | None:
    few = match["few"] or match["more"] or match["after"]
    if few in {"多", "余"}:
        return few
    if match["bound"]:
        return _BOUND[match["bound"][-2:]]
    start = match.start()
    before = _BEFORE.search(text, max(0, start - 4), start)
    return _NAMES[before.lastgroup or ""] if before else None
