"""Materials: handed in once, by the applicant or at the window, for every matter of the case."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.legal import Act
from tashan.casework.models import Case, Matter
from tashan.casework.moving.by import By
from tashan.casework.moving.noting import note
from tashan.casework.perms import actor_of, permits
from tashan.record.models import StoredFile


@transaction.atomic
def hand_in(case_id: int, code: str, file: StoredFile | None = None, *, by: By) -> None:
    """A material came in, as a file or on paper. Handed in again, the newer file counts."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    _refuse(case, by)
    material = case.materials.filter(code=code).first()
    if material is None:
        raise UserError(
            _("The case needs no material “%s”.") % code,
            hint=_("Its materials are: %s.")
            % ", ".join(case.materials.values_list("code", flat=True)),
        )
    material.given_on, material.given_by = by.on, by.user
    material.file = file or material.file
    material.save(update_fields=["given_on", "given_by", "file"])
    said = {"material": code} | ({"file": file.sha256} if file else {})
    note(case_id, "case.handed_in", said, by=by)


def _refuse(case: Case, by: By) -> None:
    if by.user is None:
        return
    actor = actor_of(by.user, by.entered_on)
    offices = set(Matter.objects.filter(case=case).values_list("office", flat=True))
    for office in offices | {None}:
        if permits(actor, Act.HAND_IN, office=office, applicant=case.applicant_id):
            return
    raise UserError(
        _("Materials of this case are not yours to hand in."),
        hint=_("The applicant, the window and the offices concerned do."),
    )
