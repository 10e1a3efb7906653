"""Administrative divisions by code, name and date (GB/T 2260), and the zones that it lacks.

The rows come from data/divisions.tsv and data/zones.tsv; docs/decisions/0002-divisions.md says
where they are from. Months stand for dates: the tables are no finer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tashan.base.errors import UserError


class Level(StrEnum):
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    ZONE = "zone"  # a functional zone: no division of its own in GB/T 2260


@dataclass(frozen=True, slots=True)
class Division:
    """One name of one code from ``since`` until (not including) ``until``, both ``YYYY-MM``.

    ``until`` is empty while the name holds. ``successors`` are the codes of what followed.
    A zone's ``code`` is the code of the province it lies in, with ``level`` ZONE.
    """

    code: str
    name: str
    since: str
    until: str
    successors: tuple[str, ...]
    level: Level

    def holds_on(self, day: date) -> bool:
        month = f"{day:%Y-%m}"
        return self.since <= month and (not self.until or month < self.until)


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("tashan.base") / "data" / name).read_text("utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")


@cache
def divisions() -> tuple[Division, ...]:
    """Every name of every code since December 1980, by code and then by time."""
    return tuple(
        Division(code, name, since, until, tuple(filter(None, next_.split(","))), _level(code))
        for code, name, since, until, next_ in _rows("divisions.tsv")
    )


@cache
def zones() -> tuple[Division, ...]:
    """Functional zones of the nation, each with the code of its province."""
    return tuple(
        Division(code, name, since, "", (), Level.ZONE) for code, name, since in _rows("zones.tsv")
    )


@cache
def words_not_places(which: str) -> frozenset[str]:
    """Names that are ordinary words too: ``short`` ones (资源, 合作) or even ``full`` (城区)."""
    return frozenset(word for word, kind in _rows("ordinary_words.tsv") if kind == which)


@cache
def _by_code() -> dict[str, list[Division]]:
    table: dict[str, list[Division]] = {}
    for division in divisions():
        table.setdefault(division.code, []).append(division)
    return table


@cache
def _by_name() -> dict[str, list[Division]]:
    table: dict[str, list[Division]] = {}
    for division in (*divisions(), *zones()):
        table.setdefault(division.name, []).append(division)
    return table


_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡"
    "|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固"
    "|独龙|各"
)
_SHORT = re.compile(
    rf"(?P<stem>.{{2,}}?)(?:(?:{_PEOPLES})族?)*(?:自治[区州县旗]|特别行政区)"
    r"|(?P<plain>.{2,}?)(?:省|地区|林区|特区|新区|新片区|[市县区旗盟])"
)


def short_name(name: str) -> str:
    """延边 for 延边朝鲜族自治州; names whose short form would be one character stay whole."""
    found = _SHORT.fullmatch(name)
    return (found["stem"] or found["plain"]) if found else name


def known_names() -> frozenset[str]:
    """Every full name that a division or zone has or once had."""
    return frozenset(_by_name())


def named(name: str, *, on: date | None = None) -> tuple[Division, ...]:
    """Divisions and zones of this full name; with ``on``, only those that held it that day."""
    found = _by_name().get(name, [])
    return tuple(d for d in found if on is None or d.holds_on(on))


def division(code: str, *, on: date) -> Division:
    """What the code meant on that day. Raises UserError where it meant nothing."""
    rows = _by_code().get(code)
    if rows is None:
        raise UserError(
            f"division code {code!r}: no such code since 1980.",
            hint="Expected six digits of GB/T 2260, like 330282.",
        )
    for row in rows:
        if row.holds_on(on):
            return row
    spans = "; ".join(f"{r.name} {r.since} to {r.until or 'today'}" for r in rows)
    raise UserError(
        f"division code {code!r} meant nothing on {on:%Y-%m-%d}.", hint=f"It was {spans}."
    )


def now_called(name: str, *, on: date) -> tuple[Division, ...]:
    """What became, by that day, of the divisions that ever had this name; last ones first.

    ``now_called("奉化市", on=…2026)`` gives 奉化区. A place whose successor is not known gives
    nothing: unknown, not guessed.
    """
    found: dict[str, Division] = {}
    waiting = list(named(name))
    seen: set[tuple[str, str]] = set()
    while waiting:
        at = waiting.pop()
        if (at.code, at.since) in seen:
            continue
        seen.add((at.code, at.since))
        if at.holds_on(on):
            found[at.code] = at
        elif at.until:
            waiting += _following(at)
    return tuple(sorted(found.values(), key=lambda d: d.since, reverse=True))


def _following(ended: Division) -> list[Division]:
    rows = [row for code in ended.successors for row in _by_code().get(code, [])]
    return [row for row in rows if not row.until or row.until > ended.until]


def parent(child: Division, *, on: date) -> Division | None:
    """The division above: of a county its prefecture or, under the province, the province."""
    if child.level is Level.ZONE:
        return division(child.code, on=on)
    for above in (child.code[:4] + "00", child.code[:2] + "0000"):
        if above != child.code:
            for row in _by_code().get(above, []):
                if row.holds_on(on):
                    return row
    return None
