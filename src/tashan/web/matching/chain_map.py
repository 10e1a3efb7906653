"""The links of an industrial chain drawn in their order; a missing link stands out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.web.matching.quantities import listed

WIDE = 1000  # of the drawing; its height follows from the rows
MOST_IN_A_ROW = 5
BETWEEN, BELOW = 34, 34  # between two boxes, and between two rows
TALL = 84  # a box
MARGIN = 14  # of the text within its box


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
    is_key: bool = False

    @property
    def is_missing(self) -> bool:
        """Nobody in the county does it: what investment promotion looks for."""
        return not self.count

    @property
    def words(self) -> str:
        if self.is_missing:
            return _("missing link")
        return ngettext("%d enterprise", "%d enterprises", self.count) % self.count

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.members)


@dataclass(frozen=True, slots=True)
class ChainMap:
    title: str
    links: tuple[ChainLink, ...]

    @property
    def missing(self) -> list[ChainLink]:
        """The key ones first."""
        found = [link for link in self.links if link.is_missing]
        return sorted(found, key=lambda link: not link.is_key)

    @property
    def summary(self) -> str:
        """Read out in place of the drawing."""
        return _("%(title)s: %(words)s") % {"title": self.title, "words": self.words}

    @property
    def words(self) -> str:
        told = {"links": len(self.links), "missing": len(self.missing)}
        return _("%(links)d links, %(missing)d of them missing") % told

    def svg(self) -> SafeString:
        """The boxes are links to the lines of the table below, ``#link-<code>``."""
        rows = -(-len(self.links) // self._in_a_row)
        tall = rows * TALL + (rows - 1) * BELOW + 4
        return format_html(
            '<svg class="chain-map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>',
            WIDE, tall, self.summary,
            format_html_join("", '<path class="arrow" d="{}"/>', ((d,) for d in self._arrows())),
            format_html_join("", "{}", ((self._box(i),) for i in range(len(self.links)))),
        )  # fmt: skip

    @property
    def _in_a_row(self) -> int:
        """Rows as even as can be: six are three and three, not five and one."""
        count = max(len(self.links), 1)
        rows = -(-count // MOST_IN_A_ROW)
        return -(-count // rows)

    @property
    def _box_width(self) -> int:
        return (WIDE - BETWEEN * (self._in_a_row - 1)) // self._in_a_row

    def _corner(self, index: int) -> tuple[int, int]:
        row, column = divmod(index, self._in_a_row)
        return column * (self._box_width + BETWEEN), 2 + row * (TALL + BELOW)

    def _arrows(self) -> Iterator[str]:
        """From each box to the next; at the end of a row down and back to the left."""
        for index in range(1, len(self.links)):
            left, top = self._corner(index)
            if index % self._in_a_row:
                yield f"M{left - BETWEEN + 7} {top + TALL // 2}H{left - 8}m-6 -5l6 5l-6 5"
                continue
            end = self._corner(index - 1)[0] + self._box_width // 2
            middle, first = top - BELOW // 2, left + self._box_width // 2
            yield f"M{end} {top - BELOW + 4}V{middle}H{first}V{top - 6}m-5 -6l5 6l5 -6"

    def _box(self, index: int) -> SafeString:
        link, (left, top) = self.links[index], self._corner(index)
        lines = [("name", link.title), ("words", link.words), ("who", _names(link))]
        return format_html(
            '<a class="{}" href="#link-{}" aria-label="{}"><rect x="{}" y="{}" width="{}" '
            'height="{}" rx="6"/>{}</a>',
            "missing" if link.is_missing else "held",
            link.code, f"{link.title}: {link.words}", left + 1, top, self._box_width - 2, TALL,
            format_html_join(
                "", '<text class="{}" x="{}" y="{}">{}</text>',
                (
                    (kind, left + MARGIN, top + 26 + 23 * at, _cut(text, self._box_width))
                    for at, (kind, text) in enumerate(lines)
                ),
            ),
        )  # fmt: skip


def _names(link: ChainLink) -> str:
    if link.is_missing:
        return _("key link") if link.is_key else ""
    return listed(member.name for member in link.members)


def _cut(text: str, width: int) -> str:
    """As much as fits: a Chinese character is twice as wide as a Latin letter."""
    room, used = (width - 2 * MARGIN) / 13.5, 0.0
    for at, character in enumerate(text):
        used += 1 if ord(character) > 0x2E80 else 0.55
        if used > room:
            return text[: max(at - 1, 1)] + "…"
    return text
