"""Numbers in digits, with scale, unit and what makes them approximate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tashan.reading.findings import Status
from tashan.reading.numbers.units import SCALE, UNIT


class Form(StrEnum):
    AMOUNT = "amount"
    RANK = "rank"
    FRACTION = "fraction"
    RATIO = "ratio"
    BARE = "bare"  # a number without a unit: an index, a score
    LOST = "lost"


@dataclass(slots=True)
class Quantity:
    """A number with its unit at ``text[start:end]``; ``unit`` is as printed, with its scale.

    ``word`` is the unit without scale. ``shared`` marks a number that takes its unit from the next
    one of a list (15、22个百分点).
    """

    start: int
    end: int
    value: float | None
    unit: str | None
    word: str
    form: Form
    approximate: str | None
    rule: str
    status: Status = Status.OK
    shared: bool = False


# The first digit is read before anything else, so that the search can leap from digit to digit;
# what stands before it is looked at from there.
_FIRST = r"[0-9](?:(?<![0-9A-Za-z_.+×·/\[#°^][0-9])|(?<=[A-Z]{3}[0-9]))(?<![0-9]:[0-9])"
_YEAR = "(?:(?<=1)9|(?<=2)0)[0-9]{2}"
_DATE = (
    rf"{_YEAR}(?:年(?:\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{1,2}}[—-]\d{{1,2}}月)?"
    r"|[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?=[-—~至到、和]+(?:19|20)\d\d(?:年|学年)))"
    r"|\d?(?:月(?:份|\d{1,2}日|底|初|中旬|末)?|日|:\d\d:\d\d|[时点]\d{1,2}分"
    r"|(?=[-—~至到、]+\d{1,2}[月日号](?!线)))"
)
_NUMBER = re.compile(
    rf"""{_FIRST}(?:(?P<date>{_DATE})
    |(?P<rest>(?:\d{{0,2}}(?:,\d{{3}}){{1,4}}(?![\d,])|\d{{0,14}}(?!\d))(?:\.\d{{1,9}}(?!\d))?)
    (?:(?P<few>[多余])?(?P<scale>{SCALE})?(?P<more>[多余])?(?P<unit>{UNIT})
    |\((?P<total>{SCALE})?(?P<inside>{UNIT})\)
    |/(?P<under>\d{{1,9}})(?![\d/])|:(?P<to>\d{{1,9}}(?:\.\d{{1,9}})?)(?![\d:.])
    |(?P<only>[多余])?(?P<alone>{SCALE})?)
    (?P<after>[多余](?=[^\d]))?(?P<bound>(?:及|或)?以[上下内]|左右|上下(?=[,。;、])|之[内多])?)""",
    re.VERBOSE | re.ASCII,
)
_HINTS = frozenset("近逼约概于少过破至出逾超足到了达")
_BEFORE = re.compile(
    r"(?:(?P<near>接近|将近|近|逼近)|(?P<about>大约|约|大概)"
    r"|(?P<over>不低于|不少于|超过|突破|至少|高于|多于|大于|超出|逾|超)"
    r"|(?P<under>不足|不到|低于|不超过|不高于|小于|少于))(?:了|到|达)?$"
)
_AMOUNT = Form.AMOUNT  # an enum looks a member up each time
_BOUND = {"上": "以上", "下": "以下", "内": "以下", "右": "约", "多": "多"}
_NAMES = {"near": "近", "about": "约", "over": "以上", "under": "以下"}


def read_amounts(text: str) -> list[Quantity]:
    """Numbers in digits that are no dates, in order."""
    found = []
    for match in _NUMBER.finditer(text):
        groups = match.groups()
        if groups[0] is None:
            found.append(_quantity(text, match, groups))
    return found


def _quantity(text: str, match: re.Match[str], groups: tuple[str | None, ...]) -> Quantity:
    _, rest, few, scale, more, word, total, inside, under, to, only, unit, after, bound = groups
    start, end = match.span()
    number = text[start] + (rest or "")
    value = float(number.replace(",", "") if "," in number else number)
    form = _AMOUNT
    if inside:
        scale, word = total, inside
    if word == "成":  # a tenth, as a fraction is written
        value, word, form = round(value / 10, 4), "", Form.FRACTION
    elif word:
        unit = scale + word if scale else word
    elif under and value <= int(under) and int(under):
        value, form = round(value / int(under), 4), Form.FRACTION
    elif to and float(to):
        value, form = round(value / float(to), 4), Form.RATIO
    elif not unit:
        form = Form.BARE
    if few or more or only or after:
        approximate = few or more or only or after
    else:
        approximate = _BOUND[bound[-1]] if bound else _approximate(text, start)
    return Quantity(start, end, value, unit, word or "", form, approximate, _RULES[form])


_RULES = {form: f"value:{form}" for form in Form}


def _approximate(text: str, start: int) -> str | None:
    if text[start - 1 : start] not in _HINTS:
        return None
    before = _BEFORE.search(text, start - 4, start)
    return _NAMES[before.lastgroup or ""] if before else None
