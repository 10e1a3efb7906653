"""One chain on one page: its links with who is in them, its projects and its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.mechanisms.library import library
from tashan.programmes.chain_figures import ChainSum, watched
from tashan.programmes.chains import ChainHeld
from tashan.registry.dated import held_on
from tashan.registry.models import EnterpriseFacts, Label
from tashan.registry.naming import both_names_on
from tashan.web.figure_words import in_tongue
from tashan.web.matching.chain_map import ChainMap, Member
from tashan.web.matching.chains import ChainHead, industry_title, map_of
from tashan.web.matching.quantities import fen_text, listed, told_in
from tashan.web.target_rows import source_address

MOST_PROJECTS, MOST_PARTS = 20, 12
MASTER = "链主企业"  # the label that the mechanism's part grants


@dataclass(frozen=True, slots=True)
class ChainProject:
    name: str
    url: str
    stage: str
    investment: str


@dataclass(frozen=True, slots=True)
class FigurePart:
    """One enterprise's part in a figure of the chain."""

    name: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class ChainFigure:
    """A figure of the place, or one added up over the enterprises that are known to have it."""

    title: str
    period: str
    value: str
    url: str = ""
    note: str = ""
    parts: tuple[FigurePart, ...] = ()


class ChainPage(ChainHead):
    """Two queries for names and masters; all else is in the chain as held."""

    def __init__(self, held: ChainHeld) -> None:
        super().__init__(held.terms)
        self.held, self.day = held, held.terms.day

    @property
    def industry(self) -> str:
        return listed(industry_title(code) for code in self.held.terms.own_industries)

    @property
    def codes(self) -> str:
        return listed(self.held.terms.own_industries)

    @cached_property
    def _names(self) -> dict[int, str]:
        wanted = {row.entity_id for row in self.held.members}
        wanted |= {row.entity_id for row in self.held.projects[:MOST_PROJECTS]}
        return both_names_on(wanted, self.day)[1]

    @cached_property
    def _masters(self) -> set[int]:
        rows = Label.objects.filter(held_on(self.day), code=MASTER)
        return set(rows.values_list("entity", flat=True))

    @cached_property
    def map(self) -> ChainMap:
        return map_of(self.title, self.held.links, self._member)

    def _member(self, row: EnterpriseFacts) -> Member:
        note = _("chain master") if row.entity_id in self._masters else ""
        name = self._names.get(row.entity_id, row.entity.code)
        return Member(name, reverse("enterprise", args=[row.entity_id]), note)

    @property
    def finding(self) -> str:
        """12 enterprises, missing: 敏感元件, 显示器件."""
        count = len(self.held.members)
        told = ngettext("%d enterprise", "%d enterprises", count) % count
        missing = [in_tongue(one.link.title) for one in self.held.missing]
        if not missing:
            return _("%(count)s, no link missing") % {"count": told}
        links = listed(missing[:3]) + ("…" if len(missing) > 3 else "")
        return _("%(count)s, missing: %(links)s") % {"count": told, "links": links}

    @property
    def projects(self) -> list[ChainProject]:
        return [
            ChainProject(
                self._names.get(row.entity_id, ""),
                reverse("project", args=[row.entity_id]),
                row.get_stage_display(),
                fen_text(row.investment),
            )
            for row in self.held.projects[:MOST_PROJECTS]
        ]

    @cached_property
    def figures(self) -> list[ChainFigure]:
        """Those that the chain watches: its enterprises' of last year, the place's newest."""
        added = (self._added(one) for one in self.held.sums if one.known)
        return [*added, *self._of_the_place()]

    def _added(self, told: ChainSum) -> ChainFigure:
        of = library().indicators[told.key.code]
        parts = (
            FigurePart(
                self._names.get(part.subject, ""),
                told_in(part.value, of.unit),
                source_address(part.observation),
            )
            for part in told.parts[:MOST_PARTS]
        )
        count = {"known": told.known, "all": told.members}
        return ChainFigure(
            in_tongue(of.title),
            str(told.key.first.year),
            told_in(told.value, of.unit) if told.value is not None else "",
            note=_("%(known)d of %(all)d enterprises have a figure") % count,
            parts=tuple(parts),
        )

    def _of_the_place(self) -> Iterable[ChainFigure]:
        for code in watched(self.held.terms):
            if figure := self.held.figures.get(code):
                value, url = told_in(figure.value, figure.unit), source_address(figure.observation)
                title = in_tongue(library().indicators[code].title)
                yield ChainFigure(title, f"{figure.last:%Y-%m}", value, url)
