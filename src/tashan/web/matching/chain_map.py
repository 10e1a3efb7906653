"""The links of an industrial chain drawn from left to right; a missing link stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WIDE = 1000  # of the drawing; its height follows from the longest stage
BETWEEN, HEAD = 56, 30  # between two stages, above the boxes
BOX, GAP = 62, 14  # the height of a box, and what lies between two


@dataclass(frozen=True, slots=True)
class Member:
    """An enterprise in a link."""

    name: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link: what is made there, by the codes of which industries, and by whom."""

    code: str
    title: str
    industries: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    count: int = 0  # of enterprises, more than ``members`` where the list is cut

    @property
    def is_missing(self) -> bool:
        """Nobody in the county does it: what investment promotion looks for."""
        return not self.count

    @property
    def words(self) -> str:
        if self.is_missing:
            return _("missing link")
        return ngettext("%d enterprise", "%d enterprises", self.count) % self.count


@dataclass(frozen=True, slots=True)
class ChainStage:
    """Upstream, midstream, downstream: links that stand side by side."""

    title: str
    links: tuple[ChainLink, ...]


@dataclass(frozen=True, slots=True)
class ChainMap:
    title: str
    stages: tuple[ChainStage, ...]

    @property
    def links(self) -> list[ChainLink]:
        return [link for stage in self.stages for link in stage.links]

    @property
    def missing(self) -> list[ChainLink]:
        return [link for link in self.links if link.is_missing]

    @property
    def summary(self) -> str:
        """Read out in place of the drawing."""
        told = {"title": self.title, "links": len(self.links), "missing": len(self.missing)}
        return _("%(title)s: %(links)d links, %(missing)d of them missing") % told

    def svg(self) -> SafeString:
        """The boxes are links to the lines of the table below, ``#link-<code>``."""
        most = max((len(stage.links) for stage in self.stages), default=1)
        tall = HEAD + most * (BOX + GAP)
        parts = [self._arrows(tall), *(self._stage(i, tall) for i in range(len(self.stages)))]
        return format_html(
            '<svg class="chain-map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
            WIDE, tall, self.summary, _joined(parts),
        )  # fmt: skip

    @property
    def _box_width(self) -> int:
        count = max(len(self.stages), 1)
        return (WIDE - BETWEEN * (count - 1)) // count

    def _left(self, stage: int) -> int:
        return stage * (self._box_width + BETWEEN)

    def _stage(self, index: int, tall: int) -> SafeString:
        stage, left = self.stages[index], self._left(index)
        title = format_html('<text class="stage" x="{}" y="14">{}</text>', left, stage.title)
        tops = _tops(len(stage.links), tall)
        boxes = (self._box(link, left, top) for link, top in zip(stage.links, tops, strict=True))
        return title + _joined(list(boxes))

    def _box(self, link: ChainLink, left: int, top: int) -> SafeString:
        kind = "missing" if link.is_missing else "held"
        first = link.members[0].name if link.members else ""
        words = f"{link.words} · {first}" if first else link.words
        return format_html(
            '<a class="{}" href="#link-{}" aria-label="{}"><rect x="{}" y="{}" width="{}" '
            'height="{}" rx="6"/><text class="name" x="{}" y="{}">{}</text>'
            '<text class="words" x="{}" y="{}">{}</text></a>',
            kind, link.code, f"{link.title}: {link.words}", left + 1, top, self._box_width - 2, BOX,
            left + 14, top + 26, _cut(link.title, self._box_width),
            left + 14, top + 47, _cut(words, self._box_width),
        )  # fmt: skip

    def _arrows(self, tall: int) -> SafeString:
        """One between each two stages, at half the height of the boxes."""
        middle = HEAD + (tall - HEAD - GAP) // 2
        ends = [(self._left(i) - BETWEEN + 10, self._left(i) - 10) for i in range(1, len(self.stages))]
        return format_html_join(
            "",
            '<path class="arrow" d="M{0} {2}H{1}m-7 -5l7 5l-7 5"/>',
            ((start, end, middle) for start, end in ends),
        )


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _tops(count: int, tall: int) -> list[int]:
    """The boxes of a stage, centred in the height of the longest."""
    room = tall - HEAD
    start = HEAD + (room - count * (BOX + GAP)) // 2
    return [start + i * (BOX + GAP) for i in range(count)]


def _cut(text: str, width: int) -> str:
    """As much as fits: a Chinese character is twice as wide as a Latin letter."""
    room, used = (width - 28) / 13.5, 0.0
    for at, character in enumerate(text):
        used += 1 if ord(character) > 0x2E80 else 0.55
        if used > room:
            return text[: max(at - 1, 1)] + "…"
    return text
