"""What happens to a case as a whole: one event of its stream, in step with the moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from tashan.casework.models import Case
from tashan.casework.moving.by import By
from tashan.record.events import append


@transaction.atomic
def note(case_id: int, kind: str, said: Mapping[str, Any], *, by: By) -> Case:
    """Record it with the case's row held; whoever has read the case before decides anew."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    Case.objects.filter(pk=case_id).update(moves=F("moves") + 1)
    late = {"late": True} if by.is_late_entry else {}
    append(case.stream, kind, {**said, **late}, actor=by.user, at=by.at, occurred_on=by.on)
    return case
