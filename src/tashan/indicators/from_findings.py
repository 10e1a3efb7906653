"""From what a report says to a figure: an accepted finding becomes an observation, with its words.

What the finding leaves open (which indicator, whose figure, which period) is never guessed: the
proposal names what is missing and the officer settles it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators import catalogue
from tashan.indicators.models import Holder, Measure, Observation, Vintage
from tashan.indicators.naming import days_of
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.indicators.units import converted
from tashan.mechanisms.library import candidates
from tashan.mechanisms.naming import Candidate, Reason
from tashan.reading.models import (
    FindingKind,
    FindingStatus,
    FindingType,
    ReportFinding,
    ReviewState,
)
from tashan.reading.review import effective
from tashan.record import sources
from tashan.record.events import append
from tashan.record.models import Source, SourceKind, User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.resolve import Resolution, resolve

AROUND = 40  # characters of the report kept on either side of the quote
CERTAIN = (Reason.TITLE, Reason.ALIAS)
DECIDED = (ReviewState.ACCEPTED, ReviewState.CORRECTED)
_MEASURES = {
    FindingType.LEVEL: Measure.LEVEL,
    FindingType.COUNT: Measure.LEVEL,
    FindingType.SHARE: Measure.LEVEL,
    FindingType.GROWTH: Measure.GROWTH,
}


class Open(StrEnum):
    """What of a proposal an officer has to settle."""

    INDICATOR = "indicator"
    SUBJECT = "subject"
    PERIOD = "period"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a finding says as a figure; ``missing`` is what it leaves open, and why in words."""

    finding: ReportFinding
    measure: Measure
    code: str
    codes: tuple[Candidate, ...]
    place: Resolution
    period: str
    value: Decimal | None
    unit: str
    missing: Mapping[Open, str]

    @property
    def is_whole(self) -> bool:
        return not self.missing


def may_become_a_figure(finding: ReportFinding) -> bool:
    """Accepted indicators with a number that tell a level or a growth, not a target or a rank."""
    kind = effective(finding, "type")
    return (
        finding.kind == FindingKind.INDICATOR
        and finding.state in DECIDED
        and effective(finding, "status") == FindingStatus.OK
        and kind in _MEASURES
    )


def recorded_as(finding: ReportFinding) -> Observation | None:
    """The figure that the finding was recorded as, if it counts still."""
    rows = Observation.objects.filter(
        source__kind=SourceKind.FINDING,
        source__reference__report=finding.report_id,
        source__reference__number=finding.number,
        source__withdrawal__isnull=True,
    )
    return rows.order_by("-pk").first()


def propose(finding: ReportFinding, *, on: date, context: Entity | None = None) -> Proposal:
    """What the finding says as a figure; ``context`` is the place that the report speaks of."""
    measure = _MEASURES[FindingType(effective(finding, "type") or FindingType.LEVEL)]
    codes = tuple(candidates(effective(finding, "name") or ""))
    sure = [found for found in codes if found.reason in CERTAIN and found.score >= codes[0].score]
    code = sure[0].code if len(sure) == 1 else ""
    place = resolve(effective(finding, "place") or "", kind=Kind.PLACE, on=on, context=context)
    period, unit = effective(finding, "period_iso") or "", effective(finding, "unit") or ""
    value = _decimal(effective(finding, "value"))
    missing = {
        Open.INDICATOR: "" if code else _("Which indicator is “%s”?") % effective(finding, "name"),
        Open.SUBJECT: "" if place.entity else _("Whose figure is it?"),
        Open.PERIOD: _wrong_period(period, code),
        Open.VALUE: _wrong_value(value, unit, code, measure),
    }
    told = {key: why for key, why in missing.items() if why}
    return Proposal(finding, measure, code, codes, place, period, value, unit, told)


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _wrong_period(period: str, code: str) -> str:
    if not period:
        return _("The report does not say of which period.")
    if code:
        try:
            days_of(period, catalogue.definition(code))
        except UserError as error:
            return str(error)
    return ""


def _wrong_value(value: Decimal | None, unit: str, code: str, measure: Measure) -> str:
    if value is None:
        return _("The number is lost in the report.")
    if code:
        try:
            in_unit(value, unit, code, measure)
        except UserError as error:
            return str(error)
    return ""


def in_unit(value: Decimal, unit: str, code: str, measure: Measure) -> Decimal:
    """The value in the unit of its indicator; growth stays in per cent."""
    own = "%" if measure == Measure.GROWTH else catalogue.definition(code).unit
    return value if unit == own else converted(value, unit, own)


@transaction.atomic
def take(
    proposal: Proposal,
    *,
    subject: Entity,
    code: str,
    days: tuple[date, date],
    actor: User,
    at: datetime,
) -> Observation:
    """Record the finding as a figure of the subject. Raises UserError where it is one already."""
    finding = proposal.finding
    figure = _figure(proposal, subject, code=code, days=days)
    source = _source(finding, actor=actor, at=at)
    recorded = record([figure], source=source, actor=actor, at=at)
    if recorded.unchanged:
        raise UserError(
            _("Another report says the same; the figure is recorded already."),
            hint=_("Nothing was changed."),
        )
    row = source.observations.select_related("indicator").get()
    payload = {
        "finding": finding.number,
        "indicator": code,
        "subject": subject.pk,
        "figure": row.pk,
    }
    append(finding.report.stream, "finding.recorded", payload, actor=actor, at=at)
    return row


def _figure(proposal: Proposal, subject: Entity, *, code: str, days: tuple[date, date]) -> Figure:
    finding = proposal.finding
    if not may_become_a_figure(finding) or proposal.value is None:
        raise UserError(
            _("Finding %d is no figure to record.") % finding.number,
            hint=_("Accept it first; a target, a rank or a lost number is no figure."),
        )
    if recorded_as(finding):
        raise UserError(_("Finding %d is recorded already.") % finding.number)
    return Figure(
        subject=subject,
        indicator=catalogue.indicators([code])[code],
        first=days[0],
        last=days[1],
        value=in_unit(proposal.value, proposal.unit, code, proposal.measure),
        measure=proposal.measure,
        holder=Holder.STATED,
        scope=effective(finding, "scope") or "",
        vintage=Vintage.FLASH,
        approximate=finding.approximate or "",
        stated=finding.quote[:64],
    )


def _source(finding: ReportFinding, *, actor: User, at: datetime) -> Source:
    report, text = finding.report, finding.report.text
    reference = {
        "report": report.pk,
        "number": finding.number,
        "start": finding.start,
        "end": finding.end,
        "before": _tail(text[max(0, finding.start - AROUND) : finding.start]),
        "quote": text[finding.start : finding.end],
        "after": text[finding.end : finding.end + AROUND].split("\n")[0],
        "section": finding.section,
    }
    return sources.of_finding(report.title, reference=reference, actor=actor, at=at)


def _tail(text: str) -> str:
    """The last line of it: a quote does not reach over paragraphs."""
    return text.rsplit("\n", 1)[-1]
