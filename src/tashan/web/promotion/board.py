"""The leads as a board or a table, as the address narrows them, on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from tashan.base.errors import UserError
from tashan.casework.promotion.figures import Capital, Course, capital, courses
from tashan.casework.promotion.terms import PipelineTerms, terms_of
from tashan.casework.promotion_models import Lead
from tashan.mechanisms.pipeline import OVER, LeadStage
from tashan.registry.naming import names_on
from tashan.web.listing import order_of, page_of, words_of
from tashan.web.promotion.words import amount, stage_word

CARDS = 12  # of one column of the board
COLUMNS = {"reported": "reported", "wanted": "wanted", "idle": "idle", "title": "title"}


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One lead as a card or a row."""

    course: Course
    investor: str
    office: str
    owner: str
    idle: int
    alarm: int | None
    arrived: str = ""

    @property
    def lead(self) -> Lead:
        return self.course.lead

    @property
    def stage(self) -> str:
        return stage_word(self.course.stage)

    @property
    def wanted(self) -> str:
        return amount(self.lead.wanted, self.lead.currency)

    @property
    def is_alarm(self) -> bool:
        """Longer without progress than its stage allows."""
        return self.alarm is not None and self.idle > self.alarm


class Alarms:
    """After how many days each stage warns, asked once for each pipeline."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.found: dict[tuple[int, str], PipelineTerms | None] = {}

    def of(self, lead: Lead, stage: LeadStage) -> int | None:
        key = (lead.adoption_id, lead.part)
        if key not in self.found:
            try:
                self.found[key] = terms_of(lead, self.on)
            except UserError:
                self.found[key] = None
        rules = self.found[key]
        return None if rules is None else rules.alarm(stage)


def leads_with() -> QuerySet[Lead]:
    """Leads with what a row shows of them."""
    rows = Lead.objects.select_related("adoption", "owner", "event")
    return rows.prefetch_related("adoption__versions")


def rows_of(found: Sequence[Course], on: date) -> list[LeadRow]:
    """Each with its names and its alarm. One query for names, and the rules of the pipelines."""
    alarms = Alarms(on)
    ids = {one.lead.investor_id for one in found} | {one.lead.owner_office_id for one in found}
    names = names_on(ids, on)
    return [
        LeadRow(
            one,
            names.get(one.lead.investor_id or 0, one.lead.investor_name),
            names.get(one.lead.owner_office_id, ""),
            one.lead.owner.display_name or one.lead.owner.username,
            one.idle(on),
            alarms.of(one.lead, one.stage),
        )
        for one in found
    ]


class LeadList:
    """What ``?q=``, ``?stage=``, ``?office=``, ``?year=`` and ``?alarm=1`` leave."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        self.request, self.on = request, on
        self.order = order_of(request, COLUMNS, default="-reported")

    @cached_property
    def words(self) -> str:
        return words_of(self.request)

    @cached_property
    def stage(self) -> str:
        asked = self.request.GET.get("stage", "")
        return asked if asked in list(LeadStage) else ""

    @property
    def alarm_only(self) -> bool:
        return self.request.GET.get("alarm") == "1"

    @cached_property
    def everything(self) -> list[LeadRow]:
        """All that match but for the stage, so that the stages can be counted."""
        rows = leads_with().filter(reported_on__lte=self.on)
        if self.words:
            named = Q(investor__names__name__icontains=self.words)
            told = Q(title__icontains=self.words) | Q(investor_name__icontains=self.words)
            rows = rows.filter(named | told).distinct()
        if (office := self.request.GET.get("office", "")).isdecimal() and len(office) < 18:
            rows = rows.filter(owner_office=int(office))
        if (year := self.request.GET.get("year", "")).isdecimal() and len(year) == 4:
            rows = rows.filter(reported_on__year=int(year))
        found = rows_of(courses(rows, self.on), self.on)
        return [one for one in found if one.is_alarm] if self.alarm_only else found

    @cached_property
    def rows(self) -> list[LeadRow]:
        """As the table is sorted."""
        keys = {
            "reported": lambda one: (one.lead.reported_on, one.lead.pk),
            "wanted": lambda one: (one.lead.currency, one.lead.wanted, one.lead.pk),
            "idle": lambda one: (one.idle, one.lead.pk),
            "title": lambda one: (one.lead.title, one.lead.pk),
        }
        found = [one for one in self.everything if self.stage in ("", one.course.stage)]
        return sorted(found, key=keys[self.order.column], reverse=self.order.is_descending)

    @cached_property
    def shown(self) -> Page[LeadRow]:
        return page_of(self.request, self.rows)  # type: ignore[arg-type]  # a list has pages too

    @cached_property
    def stages(self) -> list[tuple[LeadStage, str, int]]:
        """Stages in which there are any, with their number."""
        counts = dict.fromkeys(LeadStage, 0)
        for one in self.everything:
            counts[one.course.stage] += 1
        return [(stage, stage_word(stage), n) for stage, n in counts.items() if n]

    @cached_property
    def columns(self) -> list[tuple[str, str, int, list[LeadRow]]]:
        """Of the board: code, word, how many, and the cards; those without progress first."""
        told = []
        for stage in LeadStage:
            if stage in OVER:
                continue
            rows = [one for one in self.everything if one.course.stage is stage]
            rows.sort(key=lambda one: (not one.is_alarm, -one.idle, one.lead.pk))
            told.append((stage.value, stage_word(stage), len(rows), rows[:CARDS]))
        return told

    @property
    def alarms(self) -> int:
        return sum(one.is_alarm for one in self.everything)

    @property
    def table(self) -> list[LeadRow]:
        """The rows of the page that is shown, with arrived of promised, by currency."""
        rows: list[LeadRow] = list(self.shown)
        each = capital((one.lead.pk for one in rows), self.on)
        return [replace(one, arrived=_arrived(each.get(one.lead.pk, []))) for one in rows]


def _arrived(held: Sequence[Capital]) -> str:
    return "；".join(
        f"{amount(one.arrived, one.currency)} / {amount(one.promised, one.currency)}"
        for one in held
    )
