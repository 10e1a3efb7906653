"""What the reader page shows of findings: headline, fields, place in the source, the tallies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.reading.models import (
    Change,
    FindingKind,
    FindingStatus,
    FindingType,
    Report,
    ReportFinding,
    ReportSection,
    ReviewState,
)
from tashan.reading.review import effective
from tashan.web.words import FIELDS

LOW_CONFIDENCE = 0.7
BEFORE = ("近", "约")
AFTER_NUMBER = ("多", "余")
CHINESE_DIGITS = "一二三四五六七八九十"
SHOWN_FIELDS = ("type", "place", "period", "period_iso", "scope")


class Headline(NamedTuple):
    """The first line of a card: what, and how much."""

    name: str
    figure: str


class Field(NamedTuple):
    """One field of a card; ``was`` is what was read where an officer set it otherwise."""

    label: str | Promise
    value: str
    was: str
    note: str


class Difference(NamedTuple):
    """What a newer reading reads otherwise."""

    label: str | Promise
    was: str
    now: str


def headline(finding: ReportFinding) -> Headline:
    """Name and figure as corrected, else as read; a finding without a name shows its quote."""
    name = effective(finding, "name") or ""
    if finding.kind != FindingKind.INDICATOR:
        return Headline(name or finding.quote, "")
    return Headline(name, figure(finding)) if name else Headline(figure(finding), "")


def figure(finding: ReportFinding) -> str:
    """The number with its unit: 近 1,200 万元, 100 多 公里; an empty bracket where it is lost."""
    value, unit = effective(finding, "value"), effective(finding, "unit") or ""
    if value is None:
        return f"[　　] {unit}".strip()
    about = finding.approximate or ""
    number = f"{Decimal(value):,f}" + (about if about in AFTER_NUMBER else "")
    before = about + " " if about in BEFORE else ""
    after = "" if about in (*BEFORE, *AFTER_NUMBER) else about
    gap = "" if unit in ("%", "％") or about in AFTER_NUMBER else " "
    return f"{before}{number}{gap}{unit}{after}".strip()


def fields(finding: ReportFinding) -> list[Field]:
    """The fields that say something, in the order of a card."""
    names = ("name", *SHOWN_FIELDS) if "name" in finding.correction else SHOWN_FIELDS
    listed = [_field(finding, name) for name in names]
    if "value" in finding.correction or "unit" in finding.correction:
        read = ReportFinding(value=finding.value, unit=finding.unit)
        listed.insert(0, Field(FIELDS["value"], figure(finding), figure(read), ""))
    if finding.base_value is not None and not finding.correction and _says_more(finding):
        unit = "" if finding.base_unit == "1" else finding.base_unit or ""  # a plain share of one
        base = f"{finding.base_value.normalize():,f} {unit}".strip()
        listed.append(Field(_("In base units"), base, "", ""))
    return [one for one in listed if one.value or one.was]


def _says_more(finding: ReportFinding) -> bool:
    """Whether the base units differ from what is printed."""
    return (finding.base_value, finding.base_unit) != (finding.value, finding.unit)


def _field(finding: ReportFinding, name: str) -> Field:
    value = effective(finding, name) or ""
    was = ""
    if name in finding.correction:
        was = getattr(finding, name) or pgettext("field", "empty")
    return Field(FIELDS[name], worded(name, value), worded(name, was), _origin(finding, name))


def worded(name: str, value: str) -> str:
    """A code as the word that the page shows for it; anything else as it is."""
    if name == "type" and value in FindingType.values:
        return str(FindingType(value).label)
    if name == "status" and value in FindingStatus.values:
        return str(FindingStatus(value).label)
    return value


def _origin(finding: ReportFinding, name: str) -> str:
    """A place or period that is not in the quote comes from the words before it."""
    if name not in ("place", "period") or name in finding.correction:
        return ""
    value = getattr(finding, name)
    return pgettext("field", "from context") if value and value not in finding.quote else ""


def differences(finding: ReportFinding) -> list[Difference]:
    """What the newest reading reads otherwise than the row shows."""
    return [
        Difference(FIELDS.get(name, name), worded(name, was or "—"), worded(name, now or "—"))
        for name, (was, now) in finding.difference.items()
    ]


def whereabouts(report: Report, finding: ReportFinding) -> str:
    """Where the quote stands: characters, and page and paragraph where the format has them."""
    place = _("characters %(start)s–%(end)s") % {
        "start": f"{finding.start + 1:,}",
        "end": f"{finding.end:,}",
    }
    page = bisect_right(report.pages, finding.start)
    paragraph = bisect_right(report.paragraphs, finding.start)
    parts = [place]
    if page:
        parts.insert(0, _("page %d") % page)
    if paragraph:
        parts.insert(1 if page else 0, _("paragraph %d") % paragraph)
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which findings the page shows; the address holds it."""

    kind: str = ""
    state: str = ""
    status: str = ""
    is_low: bool = False
    is_changed: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """As the address asks; what it does not know it leaves out."""
        return cls(
            kind=_one_of(query.get("kind", ""), FindingKind.values),
            state=_one_of(query.get("state", ""), ReviewState.values),
            status=_one_of(query.get("status", ""), FindingStatus.values),
            is_low=query.get("low") == "1",
            is_changed=query.get("changed") == "1",
        )

    @property
    def is_narrow(self) -> bool:
        """Whether anything is filtered at all."""
        return self != Filters()

    @property
    def low_code(self) -> str:
        return "1" if self.is_low else ""

    @property
    def changed_code(self) -> str:
        return "1" if self.is_changed else ""

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in FindingKind]

    @property
    def statuses(self) -> list[tuple[str, str]]:
        """The statuses that stand out: all but complete."""
        marked = (status for status in FindingStatus if status != FindingStatus.OK)
        return [(status.value, str(status.label)) for status in marked]

    def let_through(self, finding: ReportFinding) -> bool:
        """Whether the finding is shown. What is no longer found shows among the changes only."""
        return (
            self.kind in ("", finding.kind)
            and self.state in ("", finding.state)
            and self.status in ("", effective(finding, "status"))
            and (not self.is_low or finding.confidence < LOW_CONFIDENCE)
            and (bool(finding.change) if self.is_changed else finding.change != Change.GONE)
        )


def _one_of(value: str, allowed: Iterable[str]) -> str:
    return value if value in allowed else ""


@dataclass(slots=True)
class Tally:
    """How many findings there are, by what the page counts."""

    total: int = 0
    low: int = 0
    changed: int = 0
    states: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def reviewed(self) -> int:
        return self.total - self.states[ReviewState.OPEN]


def tally(findings: Iterable[ReportFinding]) -> Tally:
    """Count the report's findings; those no longer found count among the changes only."""
    counts = Tally()
    for finding in findings:
        counts.changed += bool(finding.change)
        if finding.change == Change.GONE:
            continue
        counts.total += 1
        counts.low += finding.confidence < LOW_CONFIDENCE
        counts.states[finding.state] += 1
        counts.kinds[finding.kind] += 1
        counts.statuses[effective(finding, "status") or ""] += 1
    return counts


class Branch(NamedTuple):
    """A section in the tree, with what stands in it and below it."""

    number: int
    title: str
    level: int
    start: int
    end: int
    reviewed: int
    total: int


def branches(sections: Sequence[ReportSection], findings: Iterable[ReportFinding]) -> list[Branch]:
    """The section tree in reading order, each with reviewed and total."""
    there = [finding for finding in findings if finding.change != Change.GONE]
    starts = sorted(finding.start for finding in there)
    done = sorted(finding.start for finding in there if finding.state != ReviewState.OPEN)
    return [
        Branch(
            number,
            _numbered(section),
            section.level,
            section.start,
            section.end,
            reviewed=_between(done, section.start, section.end),
            total=_between(starts, section.start, section.end),
        )
        for number, section in enumerate(sections, 1)
    ]


def _numbered(section: ReportSection) -> str:
    """The heading with its own number: 一、… or (一) …, as far as the path tells it."""
    number, title = section.path.rpartition("/")[2], section.title
    if not title or not number or title.startswith((number, f"（{number[1:-1]}")):
        return title or number
    after = "、" if number in CHINESE_DIGITS else ". " if number.isdigit() else " "
    return f"{number}{after}{title}"


def _between(ordered: Sequence[int], start: int, end: int) -> int:
    return bisect_left(ordered, end) - bisect_left(ordered, start)


def section_of(tree: Sequence[Branch], offset: int) -> int:
    """The number of the innermost section around an offset; 0 before the first."""
    last = bisect_right(tree, offset, key=lambda branch: branch.start)
    around = (branch for branch in reversed(tree[:last]) if offset < branch.end)
    return next((branch.number for branch in around), 0)
