"""A finding's card as HTML. Three thousand a page: written straight, not through a template."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tashan.reading.models import (
    Change,
    FindingKind,
    FindingStatus,
    ReportFinding,
    ReviewState,
)
from tashan.web.findings_view import headline

LONGEST_QUOTE = 120
TONES = {"lost": "yellow", "displaced": "red", "masked": "grey"}
SIGNS = {"accepted": ("green", "✓"), "corrected": ("yellow", "✎"), "rejected": ("grey", "✕")}


class CardWriter:
    """Writes the cards of one report in the tongue of the page; each word is looked up once."""

    def __init__(self, report_id: int) -> None:
        self.address = reverse("finding", args=[report_id, 0]).removesuffix("0/")
        self.kinds = {kind.value: escape(str(kind.label)) for kind in FindingKind}
        self.statuses = {status.value: escape(str(status.label)) for status in FindingStatus}
        self.states = {state.value: escape(str(state.label)) for state in ReviewState}
        self.changes = {change.value: escape(str(change.label)) for change in Change}

    @cached_property
    def confidence(self) -> str:
        return escape(_("confidence %(c)s"))

    def cards(self, findings: Iterable[tuple[ReportFinding, int]]) -> SafeString:
        """Whole cards without their details, each finding with the number of its section."""
        written = (self.head(row, section) for row, section in findings)
        return mark_safe("".join(f'{head}<div class="more"></div></article>\n' for head in written))

    def head(self, row: ReportFinding, section: int, *, is_now: bool = False) -> SafeString:
        """The card from its opening tag to its quote; details and closing tag follow."""
        status = "" if row.status == FindingStatus.OK else f" {row.status}"
        now = ' aria-current="true"' if is_now else ""
        opening = (
            f'<article class="finding kind-{row.kind}{status}{" now" if is_now else ""}"'
            f' id="f{row.number}" data-part data-number="{row.number}" data-state="{row.state}"'
            f' data-version="{row.version}" data-section="{section}"'
            f' data-url="{self.address}{row.number}/" tabindex="-1"{now}>'
        )
        return mark_safe(opening + self._top(row) + self._lines(row))

    def _top(self, row: ReportFinding) -> str:
        link = f'<a class="soft" href="?at={row.number}#f{row.number}" data-to="{row.number}">'
        tags = ""
        if row.status in TONES:
            tags += f'<span class="tag {TONES[row.status]}">{self.statuses[row.status]}</span>'
        if row.change:
            tags += f'<span class="tag yellow">{self.changes[row.change]}</span>'
        return (
            f'<div class="finding-top"><span class="kind">{self.kinds[row.kind]}</span>'
            f'{link}# {row.number}</a>{tags}<span class="end">{self._state(row)}</span></div>'
        )

    def _state(self, row: ReportFinding) -> str:
        if row.state not in SIGNS:
            return f"<span>{self.confidence % {'c': f'{row.confidence:.2f}'}}</span>"
        tone, sign = SIGNS[row.state]
        return f'<span class="tag {tone}">{sign} {self.states[row.state]}</span>{_who(row)}'

    def _lines(self, row: ReportFinding) -> str:
        name, figure = headline(row)
        strong = f" <b>{escape(figure)}</b>" if figure else ""
        quote = ""
        if name != row.quote:
            quote = f'<p class="quote">{escape(_shortened(row.quote))}</p>'
        return f"<h3>{escape(name)}{strong}</h3>{quote}"


def _shortened(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else Truncator(quote).chars(LONGEST_QUOTE)


def _who(row: ReportFinding) -> str:
    """The officer who decided, as a disc with the first character of the name."""
    if row.decided_by is None:
        return ""
    name = escape(str(row.decided_by))
    return (
        f'<span class="avatar s" title="{name}"><span aria-hidden="true">{name[:1]}</span>'
        f'<span class="visually-hidden">{name}</span></span>'
    )
