"""The briefing as a page: headings and passages whose figures open their sources."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from tashan.indicators.analysis.briefing import Briefing, Heading, Passage
from tashan.indicators.analysis.handout import source_cells
from tashan.web.analysis_words import month_text


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words; ``note`` numbers the figure that they tell, ``source`` opens it."""

    text: str
    note: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of a level, or a paragraph."""

    level: int
    runs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    note: int
    url: str
    figure: str
    value: str
    kind: str
    told: str


class BriefingPage:
    """What the page shows; the text itself is Chinese in every tongue."""

    def __init__(self, made: Briefing) -> None:
        self.made = made
        self.title = made.title
        self.month = str(made.analysis.sheet)
        self.month_name = month_text(made.analysis.sheet)
        self.blocks = [self._block(part) for part in made.parts]

    @property
    def sources(self) -> list[SourceRow]:
        return [
            SourceRow(number, _url(pk), *source_cells(self.made, self.made.observations[pk]))
            for pk, number in self.made.notes.items()
            if pk in self.made.observations
        ]

    def _block(self, part: Heading | Passage) -> Block:
        if isinstance(part, Heading):
            return Block(part.level, (Words(part.text),))
        spans = (span for sentence in part.sentences for span in sentence)
        return Block(
            0,
            tuple(
                Words(span.text)
                if span.figure is None
                else Words(span.text, self.made.notes[span.figure], _url(span.figure))
                for span in spans
            ),
        )


def _url(pk: int) -> str:
    return reverse("figure_source", args=[pk])
