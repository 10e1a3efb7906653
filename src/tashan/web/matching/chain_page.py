"""One chain on one page: its links with who is in them, its projects and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Measure, Observation
from tashan.indicators.newest import newest
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.record.perms import Visitor
from tashan.registry.dated import held_on
from tashan.registry.home import home
from tashan.registry.kinds import ProjectStage
from tashan.registry.models import EnterpriseFacts, Label, ProjectFacts
from tashan.registry.naming import both_names_on
from tashan.web.figure_words import in_tongue
from tashan.web.matching.chain_map import ChainMap, Member
from tashan.web.matching.chain_members import in_industries, map_of, members_of
from tashan.web.matching.chains import ChainTerms, industry_title
from tashan.web.matching.quantities import fen_text, listed, told_in
from tashan.web.target_rows import source_address

MOST_PROJECTS, MOST_PARTS = 20, 12
MASTER = "链主企业"  # the label that the mechanism's part grants
USUAL = ("output_value", "sales_revenue", "tax_paid")  # where the chain names no indicator
OVER = (ProjectStage.STOPPED, ProjectStage.ENDED)


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


class ChainPage:
    """Ten queries, however many enterprises are in the chain."""

    def __init__(self, terms: ChainTerms, *, viewer: Visitor) -> None:
        self.terms, self.day, self.viewer = terms, terms.day, viewer
        self.pk, self.title = terms.pk, terms.title
        self.tier, self.leader, self.offices = terms.tier, terms.leader, terms.offices

    @property
    def industry(self) -> str:
        return listed(industry_title(code) for code in self.terms.own_industries)

    @property
    def codes(self) -> str:
        return listed(self.terms.own_industries)

    @cached_property
    def facts(self) -> list[EnterpriseFacts]:
        return members_of([self.terms])

    @cached_property
    def _names(self) -> dict[int, str]:
        wanted = {row.entity_id for row in self.facts} | {row.entity_id for row in self._projects}
        return both_names_on(wanted, self.day)[1]

    @cached_property
    def _masters(self) -> set[int]:
        rows = Label.objects.filter(held_on(self.day), code=MASTER)
        return set(rows.values_list("entity", flat=True))

    @cached_property
    def map(self) -> ChainMap:
        return map_of(self.terms, self.facts, self._member)

    def _member(self, row: EnterpriseFacts) -> Member:
        note = _("chain master") if row.entity_id in self._masters else ""
        name = self._names.get(row.entity_id, row.entity.code)
        return Member(name, reverse("enterprise", args=[row.entity_id]), note)

    @property
    def finding(self) -> str:
        """12 enterprises, missing: 敏感元件, 显示器件."""
        count = len(self.facts)
        told = ngettext("%d enterprise", "%d enterprises", count) % count
        missing = [link.title for link in self.map.missing]
        if not missing:
            return _("%(count)s, no link missing") % {"count": told}
        links = listed(missing[:3]) + ("…" if len(missing) > 3 else "")
        return _("%(count)s, missing: %(links)s") % {"count": told, "links": links}

    @cached_property
    def _projects(self) -> list[ProjectFacts]:
        of_industries = in_industries(self.terms.industries)
        rows = ProjectFacts.objects.filter(held_on(self.day), of_industries)
        unmerged = rows.filter(entity__merged_into__isnull=True).exclude(stage__in=OVER)
        return list(unmerged.order_by("-investment", "pk")[:MOST_PROJECTS])

    @property
    def projects(self) -> list[ChainProject]:
        return [
            ChainProject(
                self._names.get(row.entity_id, ""),
                reverse("project", args=[row.entity_id]),
                row.get_stage_display(),
                fen_text(row.investment),
            )
            for row in self._projects
        ]

    @cached_property
    def figures(self) -> list[ChainFigure]:
        """Those that the chain watches: its enterprises' of last year, the place's newest."""
        known = library().indicators
        wanted = [known[c] for c in self.terms.part.indicators or USUAL if c in known]
        of_firms = [each for each in wanted if Subject.ENTERPRISE in each.subjects]
        others = [each for each in wanted if each not in of_firms]
        return [*self._of_firms(of_firms), *self._of_the_place(others)]

    def _of_firms(self, wanted: Sequence[IndicatorDefinition]) -> Iterable[ChainFigure]:
        first, last = date(self.day.year - 1, 1, 1), date(self.day.year - 1, 12, 31)
        rows = Observation.objects.filter(
            subject__in=[row.entity_id for row in self.facts], measure=Measure.LEVEL, scope="",
            indicator__code__in=[each.code for each in wanted], first=first, last=last,
        ).select_related("indicator")  # fmt: skip
        found = list(counting(visible_to(rows, self.viewer))) if wanted else []
        for each in wanted:
            mine = {row.subject_id: row for row in found if row.indicator.code == each.code}
            if mine:
                yield self._added(each, list(mine.values()))

    def _added(self, of: IndicatorDefinition, rows: Sequence[Observation]) -> ChainFigure:
        whole = sum((row.value for row in rows), Decimal(0))
        told = {"known": len(rows), "all": len(self.facts)}
        ordered = sorted(rows, key=lambda row: -row.value)[:MOST_PARTS]
        parts = (
            FigurePart(
                self._names.get(row.subject_id, ""),
                told_in(row.value, of.unit),
                source_address(row.pk),
            )
            for row in ordered
        )
        return ChainFigure(
            in_tongue(of.title),
            str(self.day.year - 1),
            told_in(whole, of.unit),
            note=_("%(known)d of %(all)d enterprises have a figure") % told,
            parts=tuple(parts),
        )

    def _of_the_place(self, wanted: Sequence[IndicatorDefinition]) -> Iterable[ChainFigure]:
        if not wanted:
            return
        place = home()
        found = newest([place], [each.code for each in wanted], on=self.day, user=self.viewer)
        for each in wanted:
            figure = found.get((place.pk, each.code))
            if figure:
                value, url = told_in(figure.value, figure.unit), source_address(figure.observation)
                yield ChainFigure(in_tongue(each.title), f"{figure.last:%Y-%m}", value, url)
