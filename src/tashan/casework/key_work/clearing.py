"""A task is done when another than its doer has looked at the evidence and says so (销号)."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework import calendars
from tashan.casework.acts import By
from tashan.casework.key_work.holding import (
    attach,
    note,
    open_task,
    person,
    refuse_strangers,
    worded,
)
from tashan.casework.key_work.terms import terms_of
from tashan.casework.key_work_models import Clearing, KeyTask
from tashan.record import perms
from tashan.record.models import StoredFile


@transaction.atomic
def ask(
    task: KeyTask, evidence: str, files: Sequence[StoredFile] = (), *, by: By
) -> Clearing:  # fmt: skip
    """Its office says that it is done. Raises UserError with open milestones or no evidence."""
    row = open_task(task)
    refuse_strangers(row, by)
    terms = terms_of(row.list, by.on)
    if row.clearings.filter(is_cleared=None).exists():
        raise UserError(_("It is being checked already."), hint=_("Wait for the answer."))
    if row.milestones.filter(done_on=None).exists():
        raise UserError(
            _("A milestone is not reached yet."), hint=_("Reach each of them first, with its day.")
        )
    if terms.part.clearing.evidence and not files:
        raise UserError(
            _("Clearing needs evidence."), hint=_("Add a photo or the paper that shows it.")
        )
    made = Clearing.objects.create(
        task=row, asked_on=by.on, asked_by=person(by), evidence=worded(evidence),
        due_on=terms.check_by(by.on, calendars.in_force().calendar),
    )  # fmt: skip
    attach(row, files, clearing=made)
    note(row.stream, "keytask.clearing_asked", {"clearing": made.pk}, by)
    return made


@transaction.atomic
def check(task: KeyTask, *, is_cleared: bool, says: str = "", by: By) -> Clearing:
    """Cleared, or sent back with what is missing; never by who asked or told of the work."""
    row = open_task(task)
    found = row.clearings.select_for_update().filter(is_cleared=None).first()
    if found is None:
        raise UserError(_("Nothing waits to be checked."), hint=_("Its office asks first."))
    _refuse_own(row, found, by)
    found.is_cleared, found.checked_on, found.checked_by = is_cleared, by.on, person(by)
    found.says = says.strip() if is_cleared else worded(says)
    if by.on < found.asked_on:
        raise UserError(
            _("It was asked on %s.") % found.asked_on, hint=_("Give that day or a later one.")
        )
    found.save()
    if is_cleared:
        row.cleared_on = by.on
        row.save(update_fields=["cleared_on"])
    kind = "keytask.cleared" if is_cleared else "keytask.sent_back"
    note(row.stream, kind, {"clearing": found.pk, "says": found.says}, by)
    return found


def _refuse_own(task: KeyTask, found: Clearing, by: By) -> None:
    user = person(by)
    if not perms.may_check_work(user):
        raise PermissionDenied
    told = task.reports.filter(actor=user).exists()
    if terms_of(task.list, by.on).part.clearing.by_another and (
        told or user.pk == found.asked_by_id
    ):
        raise UserError(
            _("Who did it does not check it."), hint=_("A chief or a steward who did not, does.")
        )
    if user.pk == found.asked_by_id:
        raise UserError(_("Who asked does not check."), hint=_("Another does."))
