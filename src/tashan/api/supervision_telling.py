"""What programs are told of supervision, from its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tashan.api.asked import today
from tashan.api.fields import ROOT
from tashan.api.schemas import supervision as told
from tashan.api.schemas.shared import Ref, Refs
from tashan.casework.supervision.letter_rights import acts_for
from tashan.casework.supervision.letters import name_of
from tashan.casework.supervision_models import Complaint, Message, SupervisionLetter, Webhook
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


class Named:
    """Entities by number, looked up once for an answer."""

    def __init__(self, numbers: Iterable[int | None], viewer: Visitor) -> None:
        self._rows = Entity.objects.in_bulk({one for one in numbers if one is not None})
        self._refs = Refs(self._rows.values(), on=today(), viewer=viewer)

    def __call__(self, number: int | None) -> Ref | None:
        row = self._rows.get(number) if number is not None else None
        return None if row is None else self._refs.to(row)

    def known(self, number: int) -> Ref:
        """Of one that there is."""
        return self._refs.to(self._rows[number])


def letter_lines(rows: list[SupervisionLetter], viewer: Visitor) -> list[told.LetterLine]:
    named = Named([row.office_id for row in rows], viewer)
    return [told.LetterLine(**_letter(row, named)) for row in rows]


def letter_in_full(row: SupervisionLetter, viewer: Visitor) -> told.LetterInFull:
    named = Named([row.office_id], viewer)
    causes = [
        told.LetterCauseTold(cause=one.cause, title=one.title, due_on=one.due_on, late=one.late)
        for one in row.causes.all()
    ]
    return told.LetterInFull(
        **_letter(row, named), causes=causes, demands=row.demands["zh"], answer=row.answer,
        answered_on=row.answered_on, reason=row.reason, closed_on=row.closed_on,
        may=[act.value for act in acts_for(viewer, row, today())],
    )  # fmt: skip


def _letter(row: SupervisionLetter, named: Named) -> dict[str, Any]:
    return {
        "id": row.pk, "url": f"{ROOT}/supervision/letters/{row.pk}", "kind": row.kind,
        "name": name_of(row), "office": named.known(row.office_id), "state": row.state,
        "drafted_on": row.drafted_on, "issued_on": row.issued_on, "answer_by": row.answer_by,
    }  # fmt: skip


def complaints_told(rows: list[Complaint], viewer: Visitor) -> list[told.ComplaintTold]:
    named = Named([n for row in rows for n in (row.about_id, row.office_id)], viewer)
    return [
        told.ComplaintTold(
            id=row.pk, url=f"{ROOT}/supervision/complaints/{row.pk}",
            about=named.known(row.about_id), by=row.by, says=row.says,
            received_on=row.received_on, assign_by=row.assign_by, answer_by=row.answer_by,
            office=named(row.office_id), answered_on=row.answered_on, upheld=row.is_upheld,
            answer=row.answer,
        )
        for row in rows
    ]  # fmt: skip


def webhooks_told(rows: list[Webhook], viewer: Visitor) -> list[told.WebhookTold]:
    named = Named([row.office_id for row in rows], viewer)
    return [
        told.WebhookTold(id=row.pk, office=named.known(row.office_id), form=row.form,
                         has_secret=bool(row.locked_secret), opened_at=row.opened_at)
        for row in rows
    ]  # fmt: skip


def messages_told(rows: list[Message], viewer: Visitor) -> list[told.MessageTold]:
    named = Named([row.recipient_id for row in rows], viewer)
    return [
        told.MessageTold(id=row.pk, key=str(row.key), channel=row.channel,
                         recipient=named.known(row.recipient_id), day=row.day, state=row.state,
                         attempts=row.attempts, error=row.error)
        for row in rows
    ]  # fmt: skip


def own_notices(rows: list[Message]) -> list[told.OwnNotice]:
    return [
        told.OwnNotice(
            id=row.pk, day=row.day, read_at=row.read_at,
            things=[
                told.NoticeThing(cause=one.cause, step=one.step, title=one.title,
                                 due_on=one.due_on, late=one.late)
                for one in row.reminders.all()
            ],
        )
        for row in rows
    ]  # fmt: skip
