"""The text of a rule before Python's parser sees it: units taken out, wrong signs told.

Everything keeps its place: a unit is blanked, so offsets are those of the text as written.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, field

from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.refusing import LETTERS, SIGNS, WORDS
from tashan.mechanisms.rules.units import is_unit, no_unit

LONGEST = 1000
DEEPEST = 20  # brackets within brackets
_RIGHT = ("and", "or", "not", "in", "if", "else", "True", "False")
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<words>'[^'\\\n]*'|\"[^\"\\\n]*\")|(?P<sign><=|>=|==|!=|[-+*/()\[\],.<>])"
)
_UNIT = re.compile(r"[ \t]*([\u4e00-\u9fff%‰]+)(/[\u4e00-\u9fff]+)?")
_QUOTE = re.compile(r"\s*['\"]")
_POINT = re.compile(r"[A-Za-z0-9_]\.[A-Za-z_]")
_CLOSES = {")": "(", "]": "["}


@dataclass(slots=True)
class Lexed:
    """The text that Python parses, of the same length, and the units by their number's place."""

    source: str
    units: dict[int, str] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)


def lex(text: str) -> Lexed:
    """Raises RuleError with what to write instead, at the first thing that has no meaning."""
    if not text.strip():
        raise RuleError("the rule is empty. Write a condition, as in operates_here.")
    if len(text) > LONGEST:
        raise RuleError(f"the rule is longer than {LONGEST} characters. Split it.", LONGEST)
    lexed, at = Lexed(re.sub(r"\s", " ", text)), 0
    opened: list[tuple[str, int]] = []
    while at < len(text):
        token = _token(text, at)
        if token.lastgroup == "number":
            at = _number(text, token, lexed)
            continue
        if token.lastgroup == "sign":
            _bracket(token.group(), at, opened)
        at = token.end()
    if opened:
        sign, place = opened[-1]
        raise RuleError(f"this {sign} is never closed.", place)
    return lexed


def _token(text: str, at: int) -> re.Match[str]:
    for wrong, told in SIGNS.items():
        if text.startswith(wrong, at):
            raise RuleError(told, at)
    token = _TOKEN.match(text, at)
    if token is None:
        raise RuleError(_strange(text, at), at)
    if token.group() == "." and not _POINT.match(text, max(at - 1, 0)):
        raise RuleError("a point stands between a register and its field, or in a number: 0.5.", at)
    if token.lastgroup == "name":
        _check_name(token.group(), at)
        if text.startswith(("'", '"'), token.end()):
            raise RuleError("words stand in plain quotes: 'C39'.", at)
    if token.lastgroup == "words" and _QUOTE.match(text, token.end()):
        raise RuleError("a comma is missing between these words and the next.", token.end())
    return token


def _strange(text: str, at: int) -> str:
    for wrong, told in LETTERS.items():
        if text.startswith(wrong, at):
            return told
    if text[at] in "'\"":
        return "the quotation is not closed, or has a \\ in it."
    return (
        f"{text[at : at + 12]!r} has no meaning in a rule. Expected names, numbers with their "
        "unit, words in quotes, and or not in, and the signs of sums and comparisons."
    )


def _check_name(name: str, at: int) -> None:
    told = WORDS.get(name)
    if told is None and keyword.iskeyword(name) and name not in _RIGHT:
        told = f"{name!r} has no meaning in a rule."
    if told:
        raise RuleError(told, at)


def _number(text: str, token: re.Match[str], lexed: Lexed) -> int:
    """Where the reading goes on behind a number and its unit."""
    at, end, digits = token.start(), token.end(), token.group()
    follows = text[end : end + 1]
    if follows.isascii() and (follows.isalnum() or follows in ("_", ".")) and follows:
        raise RuleError("a number is digits and a point: 1000, 0.5, and its unit: 3 亿元.", at)
    if len(digits.partition(".")[0]) > 1 and digits[0] == "0":
        told = "a number does not begin with 0. Write codes in quotes, and 1000000 without commas."
        raise RuleError(told, at)
    lexed.numbers[at] = digits
    found = _UNIT.match(text, end)
    if found is None:
        return end
    return _unit(found, at, lexed)


def _unit(found: re.Match[str], at: int, lexed: Lexed) -> int:
    single, place = found.group(1), found.start(1)
    both = single + (found.group(2) or "")
    for wrong, told in LETTERS.items():
        if single.startswith(wrong) and wrong != "%":
            raise RuleError(told, place)
    unit = both if is_unit(both) else single
    if not is_unit(unit):
        raise no_unit(unit, place)
    lexed.units[at] = unit
    end = place + len(unit)
    blank = " " * (end - found.start())
    lexed.source = lexed.source[: found.start()] + blank + lexed.source[end:]
    return end


def _bracket(sign: str, at: int, opened: list[tuple[str, int]]) -> None:
    if sign in "([":
        opened.append((sign, at))
        if len(opened) > DEEPEST:
            raise RuleError(f"more than {DEEPEST} brackets within one another. Split the rule.", at)
    elif sign in _CLOSES and (not opened or opened.pop()[0] != _CLOSES[sign]):
        raise RuleError(f"this {sign} closes nothing.", at)
