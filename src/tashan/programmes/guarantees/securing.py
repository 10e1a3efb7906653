"""What the firm gives as security, and the looks at it after the guarantee was granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.guarantee_models import (
    CounterGuarantee,
    Guarantee,
    GuaranteeState,
    Inspection,
    SecurityKind,
    WatchLevel,
)
from tashan.programmes.guarantees.holding import (
    documented,
    held,
    note,
    person,
    refuse_before,
    said,
)

UNTIL_PAID = (
    GuaranteeState.APPLIED,
    GuaranteeState.REVIEWED,
    GuaranteeState.APPROVED,
    GuaranteeState.GRANTED,
)
WATCHED = (GuaranteeState.GRANTED, GuaranteeState.CLAIMED, GuaranteeState.PAID)


@dataclass(frozen=True, slots=True)
class NewSecurity:
    """A counter-guarantee; ``value`` in fen, None for a surety alone."""

    kind: SecurityKind
    title: str
    value: int | None
    document: str


@transaction.atomic
def secure(guarantee: Guarantee, new: NewSecurity, *, by: By) -> CounterGuarantee:
    """Security is given. Raises UserError without a value, but for a surety."""
    row = held(guarantee, *UNTIL_PAID)
    if new.value is None and new.kind is not SecurityKind.SURETY:
        raise UserError(
            _("Give the value of the security."), hint=_("Only a surety has none of its own.")
        )
    if new.value is not None and new.value <= 0:
        raise UserError(_("The value is above nothing."), hint=_("Give it in yuan."))
    made = CounterGuarantee.objects.create(
        guarantee=row, kind=new.kind, title=said(new.title), value=new.value,
        document=documented(new.document), on=by.on, actor=person(by), at=by.at,
    )  # fmt: skip
    told = {"kind": str(new.kind), "title": made.title, "value": new.value,
            "document": made.document}  # fmt: skip
    note(row, "secured", told, by)
    return made


@transaction.atomic
def inspect(
    guarantee: Guarantee, level: WatchLevel, says: str, *, next_by: date | None = None, by: By
) -> Inspection:
    """What a look at the firm found: a level above normal puts it on the watch list."""
    row = held(guarantee, *WATCHED)
    refuse_before(row, by)
    if next_by is not None and next_by <= by.on:
        raise UserError(_("The next look comes later."), hint=_("Give a day after this one."))
    made = Inspection.objects.create(
        guarantee=row, on=by.on, level=level, says=said(says), next_by=next_by, actor=person(by),
        at=by.at,
    )  # fmt: skip
    note(row, "inspected", {"level": str(level), "says": made.says}, by)
    return made
