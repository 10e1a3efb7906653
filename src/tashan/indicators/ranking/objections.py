"""Objections: opened against a run by the assessed, answered with an outcome and reasons."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.ranking_models import Decision, Objection, RankingRun
from tashan.record import events
from tashan.record.models import StoredFile, User
from tashan.registry.models import Entity


@transaction.atomic
def object_to(
    run: RankingRun,
    entity: Entity,
    text: str,
    *,
    on: date,
    actor: User | None,
    at: datetime,
    measure: str = "",
    file: StoredFile | None = None,
) -> Objection:
    """Raises UserError where the run does not tell of the subject, or nothing is said."""
    if not run.rows.filter(entity=entity).exists():
        raise UserError(
            _("This run does not tell of them."), hint=_("Object to a run in which they stand.")
        )
    if not text.strip():
        raise UserError(_("Say what is objected to."))
    row = Objection.objects.create(
        run=run,
        entity=entity,
        measure=measure,
        text=text.strip(),
        opened_on=on,
        file=file,
        actor=actor,
        at=at,
    )
    said = {"objection": row.pk, "entity": entity.pk, "measure": measure, "text": row.text}
    events.append(run.stream, "ranking.objected", said, actor=actor, at=at, occurred_on=on)
    return row


@transaction.atomic
def answer(
    objection: Objection, outcome: Decision, reasons: str, *, on: date, actor: User, at: datetime
) -> Objection:
    """Once only. What is upheld is corrected where it is wrong, and the ranking run again."""
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    if row.answered_on is not None:
        raise UserError(_("This objection is answered already."), hint=_("Load the page again."))
    if not reasons.strip():
        raise UserError(_("An answer gives its reasons."))
    if on < row.opened_on:
        raise UserError(_("An answer cannot be earlier than the objection."))
    row.outcome, row.answer, row.answered_on, row.answered_by = outcome, reasons.strip(), on, actor
    row.save(update_fields=["outcome", "answer", "answered_on", "answered_by"])
    said = {"objection": row.pk, "outcome": outcome.value, "answer": row.answer}
    events.append(row.run.stream, "ranking.answered", said, actor=actor, at=at, occurred_on=on)
    return row


def is_open(run: RankingRun) -> bool:
    """Whether an objection to the run still waits for its answer."""
    return run.objections.filter(answered_on__isnull=True).exists()
