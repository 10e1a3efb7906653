"""One chain on one page: its links with who is in them, its projects and its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Measure, Observation
from tashan.mechanisms.library import library
from tashan.record.perms import Visitor
from tashan.registry.dated import held_on
from tashan.registry.home import home
from tashan.registry.kinds import ProjectStage, Standing
from tashan.registry.models import EnterpriseFacts, Label, ProjectFacts
from tashan.registry.naming import both_names_on
from tashan.registry.places import within
from tashan.web.figure_words import in_tongue
from tashan.web.matching.chain_map import ChainLink, ChainMap, ChainStage, Member
from tashan.web.matching.chains import ChainTerms, industry_title, longest
from tashan.web.matching.quantities import fen_text, trimmed, unit_word
from tashan.web.target_rows import source_address

MOST_MEMBERS, MOST_PROJECTS = 12, 20
MASTER = "链主企业"  # the label that the mechanism's part grants
FIGURES = ("output_value", "sales_revenue", "tax_paid")
OVER = (ProjectStage.STOPPED, ProjectStage.ENDED)


@dataclass(frozen=True, slots=True)
class ChainProject:
    name: str
    url: str
    stage: str
    investment: str


@dataclass(frozen=True, slots=True)
class ChainFigure:
    """A figure added up over the enterprises of the chain that are known to have it."""

    title: str
    period: str
    value: str
    note: str
    parts: tuple[tuple[str, str, str], ...]  # whose, the figure, its source


class ChainPage:
    """Eight queries, however many enterprises are in the chain."""

    def __init__(self, terms: ChainTerms, *, viewer: Visitor) -> None:
        self.terms, self.day, self.viewer = terms, terms.day, viewer
        self.pk, self.title = terms.pk, terms.title
        self.tier, self.leader, self.offices = terms.tier, terms.leader, terms.offices

    @property
    def industry(self) -> str:
        return "、".join(industry_title(code) for code in self.terms.words("industries"))

    @property
    def codes(self) -> str:
        return "、".join(self.terms.words("industries"))

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
        """12 enterprises in 7 links; missing: 敏感元件, 显示器件."""
        count = len(self.facts)
        told = ngettext("%d enterprise", "%d enterprises", count) % count
        missing = [link.title for link in self.map.missing]
        if not missing:
            return _("%(count)s, no link missing") % {"count": told}
        named = "、".join(missing[:3]) + ("…" if len(missing) > 3 else "")
        return _("%(count)s, missing: %(links)s") % {"count": told, "links": named}

    @cached_property
    def _projects(self) -> list[ProjectFacts]:
        rows = ProjectFacts.objects.filter(held_on(self.day), _in(self.terms.industries))
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
        """Last year's, of those whose figure may be shown to the viewer."""
        first, last = date(self.day.year - 1, 1, 1), date(self.day.year - 1, 12, 31)
        rows = Observation.objects.filter(
            subject__in=[row.entity_id for row in self.facts], indicator__code__in=FIGURES,
            first=first, last=last, measure=Measure.LEVEL, scope="",
        ).select_related("indicator")  # fmt: skip
        known = list(counting(visible_to(rows, self.viewer)))
        return [f for code in FIGURES if (f := self._figure(code, known))]

    def _figure(self, code: str, rows: Sequence[Observation]) -> ChainFigure | None:
        mine = {row.subject_id: row for row in rows if row.indicator.code == code}
        known = library().indicators.get(code)
        if not mine or known is None:
            return None
        unit = unit_word(known.unit)
        whole = sum((row.value for row in mine.values()), Decimal(0))
        ordered = sorted(mine.values(), key=lambda row: -row.value)
        told = {"known": len(mine), "all": len(self.facts)}
        return ChainFigure(
            in_tongue(known.title),
            str(self.day.year - 1),
            f"{trimmed(whole)} {unit}",
            _("%(known)d of %(all)d enterprises have a figure") % told,
            tuple(
                (
                    self._names.get(row.subject_id, ""),
                    f"{trimmed(row.value)} {unit}",
                    source_address(row.pk),
                )
                for row in ordered[:MOST_MEMBERS]
            ),
        )


def _in(codes: Iterable[str]) -> Q:
    """An industry that lies in one of the codes; nothing for no code."""
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(industry__startswith=code)
    return found


def members_of(chains: Sequence[ChainTerms]) -> list[EnterpriseFacts]:
    """The operating enterprises of our place in any of the chains, the largest capital first."""
    if not chains:
        return []
    day = chains[0].day
    codes = {code for terms in chains for code in terms.industries}
    rows = EnterpriseFacts.objects.filter(
        held_on(day), _in(codes), standing=Standing.OPERATING, entity__merged_into__isnull=True,
        place__in=sorted(within([home().pk], day)),
    )  # fmt: skip
    largest = (F(column).desc(nulls_last=True) for column in ("is_above_scale", "registered_capital"))
    return list(rows.select_related("entity").order_by(*largest, "pk"))


Named = Callable[[EnterpriseFacts], Member]


def coded(row: EnterpriseFacts) -> Member:
    """A member where names are not needed, as on the list of chains."""
    return Member(row.entity.code, "")


def map_of(terms: ChainTerms, facts: Sequence[EnterpriseFacts], named: Named = coded) -> ChainMap:
    """Each enterprise stands in the finest link that its industry lies in."""
    stages = terms.stages or [(_("Links"), terms.words("industries"))]
    codes = [code for _title, listed in stages for code in listed]
    inside: dict[str, list[EnterpriseFacts]] = {code: [] for code in codes}
    for row in facts:
        if code := longest(codes, row.industry):
            inside[code].append(row)
    drawn = (
        ChainStage(title, tuple(_link(code, inside[code], named) for code in listed))
        for title, listed in stages
    )
    return ChainMap(terms.title, tuple(drawn))


def _link(code: str, rows: Sequence[EnterpriseFacts], named: Named) -> ChainLink:
    members = tuple(named(row) for row in rows[:MOST_MEMBERS])
    return ChainLink(code, industry_title(code), (code,), members, len(rows))
