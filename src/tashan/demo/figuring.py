"""Store the figures and targets of an invented world, each with the source that told it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from tashan.demo.entering import Entered
from tashan.demo.invented import facts
from tashan.demo.invented.world import World
from tashan.indicators.catalogue import indicators
from tashan.indicators.models import Exemption, Indicator, Plan, Target
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import PermittedUse, Source, User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

RELEASED_AT = time(2, 0)  # ten in the morning in China
PLANNED_ON = date(2026, 1, 20)


def record_figures(world: World, entered: Entered) -> int:
    """How many figures were recorded; every sheet is a source of its own, of its own day."""
    sheets = [sheet for sheet in world.sheets() if sheet.facts]
    rows = indicators({fact.indicator for sheet in sheets for fact in sheet.facts})
    made = 0
    for sheet in sorted(sheets, key=lambda sheet: sheet.release.on):
        source = _source(sheet.release)
        figures = [_figure(fact, entered, rows[fact.indicator]) for fact in sheet.facts]
        told = record(figures, source=source, actor=None, at=source.at)
        made += told.made + told.corrected
    return made


def at(day: date) -> datetime:
    return datetime.combine(day, RELEASED_AT, UTC)


def _source(release: facts.Release) -> Source:
    return sources.of_document(
        release.title,
        at=at(release.on),
        publisher=release.publisher,
        published_on=release.on,
        use=PermittedUse(release.use),
    )


def _figure(fact: facts.Fact, entered: Entered, indicator: Indicator) -> Figure:
    said: dict[str, Any] = fact._asdict()
    for name in ("kind", "subject", "indicator"):
        said.pop(name)
    return Figure(entered.of(fact.kind)[fact.subject], indicator, **said)


def enter_plans(world: World, entered: Entered, *, approver: User) -> None:
    """Plans with their targets, those above before their parts, and the exemptions."""
    codes = {aim.indicator for plan in world.plans for aim in plan.aims}
    rows = indicators(codes)
    plans: dict[str, Plan] = {}
    targets: dict[str, Target] = {}
    for plan in world.plans:
        source = sources.of_document(
            plan.title, at=at(PLANNED_ON), publisher="他山县人民政府",
            published_on=PLANNED_ON, use=PermittedUse.WORK,
        )  # fmt: skip
        plans[plan.key] = Plan.objects.create(
            title=plan.title, code=plan.code, document=plan.document,
            place=entered.of(Kind.PLACE)[plan.place], first=plan.first, last=plan.last,
            parent=plans.get(plan.parent), source=source,
        )  # fmt: skip
        for aim in plan.aims:
            row = _target(aim, plans[plan.key], entered, rows[aim.indicator], source)
            row.parent = targets.get(aim.parent)
            row.save(force_insert=True)
            targets[aim.key] = row
    Exemption.objects.bulk_create([
        Exemption(target=targets[excuse.aim], reason=excuse.reason, approver=approver,
                  since=excuse.since, until=excuse.until, at=at(excuse.since))
        for excuse in world.excuses
    ])  # fmt: skip


def _target(
    aim: facts.Aim, plan: Plan, entered: Entered, indicator: Indicator, source: Source
) -> Target:
    return Target(
        plan=plan,
        indicator=indicator,
        measure=aim.measure,
        subject=entered.of(Kind.PLACE)[aim.subject],
        answerable=_answerable(aim, entered),
        first=aim.first,
        last=aim.last,
        value=aim.value,
        curve=aim.curve,
        points=list(aim.points),
        is_bottom_line=aim.is_bottom_line,
        since=PLANNED_ON,
        source=source,
        entered=source,
    )


def _answerable(aim: facts.Aim, entered: Entered) -> Entity | None:
    if not aim.answerable:
        return None
    return (entered.of(Kind.OFFICE) | entered.of(Kind.PLACE))[aim.answerable]
