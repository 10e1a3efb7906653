"""What the pop-over of a figure tells: the figure, where it is from, its other numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.indicators.evidence import Evidence, is_standing
from tashan.indicators.figure_text import day_text
from tashan.indicators.models import Holder, Observation, Vintage
from tashan.record.models import Source, SourceKind
from tashan.web import figure_words as words


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of the same key or beside it, in one line."""

    text: str
    when: str
    is_old: bool
    url: str


class SourceCard:
    """A figure's evidence in words; ``quote`` and ``links`` are those of its kind of source."""

    def __init__(self, found: Evidence) -> None:
        self.found, self.figure = found, found.figure
        self.source: Source = found.figure.source
        self.title = f"{found.subject} · {words.title_of(found.definition, self.figure.measure)}"
        self.value = self.written(self.figure)
        self.period = words.period_text(found.period)
        self.stated = self.figure.stated
        self.series_url = reverse(
            "series", args=[self.figure.subject_id, self.figure.indicator.code]
        )

    def written(self, figure: Observation) -> str:
        text = words.value_text(figure.value, self.found.definition, figure.measure)
        return f"{figure.approximate}{text}" if figure.approximate else text

    @property
    def holder(self) -> str:
        return str(Holder(self.figure.holder).label)

    @property
    def vintage(self) -> str:
        return str(Vintage(self.figure.vintage).label)

    @property
    def quote(self) -> dict[str, str]:
        """The words of the report before, in and after the figure; empty for other sources."""
        if self.source.kind != SourceKind.FINDING:
            return {}
        return {key: self.source.reference.get(key, "") for key in ("before", "quote", "after")}

    @property
    def origin(self) -> Link:
        """The document, the row or the officer that the figure is from."""
        source = self.source
        match source.kind:
            case SourceKind.FINDING:
                report, number = source.reference["report"], source.reference["number"]
                url = f"{reverse('reader', args=[report])}?at={number}#f{number}"
                return Link(url, _("“%s”") % source.title)
            case SourceKind.FILE:
                row = {"file": source.title, "sheet": source.place, "row": self.figure.row}
                return Link("", _("%(file)s, sheet “%(sheet)s”, row %(row)s") % row)
            case SourceKind.DOCUMENT:
                return Link(source.address, _("“%s”") % source.title)
        return Link("", source.title)

    @property
    def by(self) -> str:
        """Who stands for it: the publisher of a document, the officer of all else."""
        source = self.source
        if source.kind == SourceKind.DOCUMENT:
            day = day_text(source.published_on) if source.published_on else ""
            return " · ".join(part for part in (source.publisher, day) if part)
        return str(source.actor) if source.actor else ""

    @property
    def versions(self) -> list[Told]:
        """Every number of this figure, the newest first."""
        return [
            Told(
                f"{_('No. %d') % row.number} {self.written(row)} · {Vintage(row.vintage).label}",
                day_text(row.at.date()),
                is_old=not is_standing(row) or row != self._newest(),
                url=reverse("figure_source", args=[row.pk]),
            )
            for row in self.found.versions
        ]

    def _newest(self) -> Observation | None:
        return next((row for row in self.found.versions if is_standing(row)), None)

    @property
    def withdrawn(self) -> str:
        """Why the source was taken back, where it was."""
        return "" if is_standing(self.figure) else self.source.withdrawal.reason

    @property
    def beside(self) -> list[Told]:
        """What others counted for the same days: shown beside, never mixed."""
        return [
            Told(
                self.written(row),
                str(Holder(row.holder).label),
                is_old=False,
                url=reverse("figure_source", args=[row.pk]),
            )
            for row in self.found.beside
        ]
