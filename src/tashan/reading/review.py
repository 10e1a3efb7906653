"""What an officer may do with a finding: one row a move, one function a move, one event a move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.base.storable import storable
from tashan.reading.models import (
    FindingStatus,
    FindingType,
    Report,
    ReportFinding,
    ReviewState,
)
from tashan.reading.search import terms_of
from tashan.record.events import append
from tashan.record.models import Event, User

# move: from which states, to which state
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({ReviewState.OPEN}), ReviewState.ACCEPTED),
    "correct": (
        frozenset({ReviewState.OPEN, ReviewState.ACCEPTED, ReviewState.CORRECTED}),
        ReviewState.CORRECTED,
    ),
    "reject": (frozenset({ReviewState.OPEN}), ReviewState.REJECTED),
    "reopen": (
        frozenset({ReviewState.ACCEPTED, ReviewState.CORRECTED, ReviewState.REJECTED}),
        ReviewState.OPEN,
    ),
}
CORRECTABLE = ("name", "value", "unit", "place", "period", "period_iso", "type", "scope", "status")
LONGEST = {"unit": 32, "place": 200, "period": 100, "period_iso": 32, "scope": 100, "name": 500}


class OvertakenError(UserError):
    """Another officer decided first; the page shows what was decided."""

    def __init__(self, finding: ReportFinding) -> None:
        super().__init__(
            _("Finding %(number)s was decided by %(who)s meanwhile.")
            % {"number": finding.number, "who": finding.decided_by or _("another officer")},
            hint=_("Look at the decision, then decide again if you still want to."),
        )
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Decision:
    """One event of a report's stream, as another officer's page needs it."""

    sequence: int
    number: int
    move: str
    actor: str
    at: datetime


def accept(
    finding: ReportFinding, *, actor: User, at: datetime, seen_version: int
) -> ReportFinding:
    """The finding holds as read."""
    return _move("accept", finding, actor=actor, at=at, seen_version=seen_version)


def reject(
    finding: ReportFinding, *, actor: User, at: datetime, seen_version: int, reason: str = ""
) -> ReportFinding:
    """The finding is not what the report says; it stays, marked, and goes out with nothing."""
    return _move(
        "reject", finding, actor=actor, at=at, seen_version=seen_version, detail={"reason": reason}
    )


def reopen(
    finding: ReportFinding, *, actor: User, at: datetime, seen_version: int
) -> ReportFinding:
    """Take the decision back; a correction is dropped from the finding and kept in the events."""
    return _move("reopen", finding, actor=actor, at=at, seen_version=seen_version)


def correct(
    finding: ReportFinding,
    changes: Mapping[str, str | None],
    *,
    actor: User,
    at: datetime,
    seen_version: int,
) -> ReportFinding:
    """The finding holds with other fields; what was read stays beside the correction.

    ``changes`` maps field names of ``CORRECTABLE`` to what the officer wrote; an empty text means
    unknown. A field set back to what was read is no correction.
    """
    correction = checked_correction(finding, changes)
    return _move(
        "correct",
        finding,
        actor=actor,
        at=at,
        seen_version=seen_version,
        detail={"correction": correction},
    )


def checked_correction(
    finding: ReportFinding, changes: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The fields that differ from what was read, each in its stored form."""
    unknown = sorted(set(changes) - set(CORRECTABLE))
    if unknown:
        raise UserError(_("These fields cannot be corrected: %s.") % ", ".join(unknown))
    written = {name: _checked(name, (text or "").strip()) for name, text in changes.items()}
    correction = {n: v for n, v in written.items() if v != as_text(getattr(finding, n))}
    if not correction:
        raise UserError(
            _("Nothing differs from what was read."),
            hint=_("Change a field, or accept the finding as it is."),
        )
    _refuse_lost_with_value(finding, correction)
    return correction


def _refuse_lost_with_value(finding: ReportFinding, correction: Mapping[str, Any]) -> None:
    status = correction.get("status", finding.status)
    value = correction.get("value", as_text(finding.value))
    if status == FindingStatus.LOST and value is not None:
        raise UserError(
            _("A lost number has no value."), hint=_("Set the status to complete to give one.")
        )


def _checked(name: str, text: str) -> str | None:
    if name == "value" and text:
        return _checked_value(text)
    if name == "type" and text and text not in FindingType.values:
        raise UserError(_("%s is not a type of indicator.") % text)
    if name == "status" and text not in FindingStatus.values:
        raise UserError(_("%s is not a status of a finding.") % text)
    if storable(text) != text:
        raise UserError(_("%s holds a character that cannot be kept.") % name)
    if len(text) > LONGEST.get(name, 32):
        raise UserError(
            _("%(field)s is longer than %(most)s characters.")
            % {"field": name, "most": LONGEST.get(name, 32)}
        )
    return text or None


def _checked_value(text: str) -> str:
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise UserError(
            _("%s is not a number.") % text, hint=_("Write digits, like 91.5.")
        ) from None
    if not value.is_finite() or value < 0 or value >= Decimal(10) ** 20:
        raise UserError(
            _("%s cannot be a value.") % text,
            hint=_("Values are zero or more; a fall is told by the name."),
        )
    return as_text(value) or "0"


def as_text(value: object) -> str | None:
    """A stored field as an officer would write it; numbers without trailing zeros."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value in (None, "") else str(value)


def effective(finding: ReportFinding, name: str) -> str | None:
    """The field as corrected, else as read."""
    if name in finding.correction:
        corrected: str | None = finding.correction[name]
        return corrected
    return as_text(getattr(finding, name))


@transaction.atomic
def _move(
    move: str,
    finding: ReportFinding,
    *,
    actor: User,
    at: datetime,
    seen_version: int,
    detail: Mapping[str, Any] | None = None,
) -> ReportFinding:
    # The report's row orders the officers; the head of its stream is locked after it.
    report = Report.objects.select_for_update().get(pk=finding.report_id)
    row = ReportFinding.objects.select_related("decided_by").get(pk=finding.pk)
    sources, target = MOVES[move]
    if row.version != seen_version or row.state not in sources:
        raise OvertakenError(row)
    payload = {"finding": row.number, "from": row.state, "to": target, **(detail or {})}
    if row.correction:
        payload["was"] = row.correction
    _set(row, target, actor=actor, at=at, correction=(detail or {}).get("correction", {}))
    append(report.stream, f"finding.{move}", payload, actor=actor, at=at)
    return row


def _set(
    row: ReportFinding, state: str, *, actor: User, at: datetime, correction: dict[str, Any]
) -> None:
    row.state = state
    row.correction = correction
    row.decided_by = None if state == ReviewState.OPEN else actor
    row.decided_at = None if state == ReviewState.OPEN else at
    row.version += 1
    terms = terms_of(row)
    ReportFinding.objects.filter(pk=row.pk).update(
        state=row.state,
        correction=row.correction,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        version=row.version,
        terms=terms,
    )


def changes_since(report: Report, sequence: int) -> list[Decision]:
    """Decisions on the report's findings after the event ``sequence``, oldest first."""
    events: Iterable[Event] = (
        Event.objects.filter(
            stream=report.stream, sequence__gt=sequence, kind__startswith="finding."
        )
        .select_related("actor")
        .order_by("sequence")
    )
    return [
        Decision(
            sequence=event.sequence,
            number=event.payload["finding"],
            move=event.kind.removeprefix("finding."),
            actor=str(event.actor),
            at=event.recorded_at,
        )
        for event in events
    ]
