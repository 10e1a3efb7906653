"""Which imports and exports somebody may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from tashan.exchange.models import Export, Import
from tashan.exchange.targets import TARGETS
from tashan.record import perms
from tashan.record.models import PermittedUse, User


def imports_for(user: User) -> QuerySet[Import]:
    """Those of the targets that the user imports into; single firms' returns for statisticians."""
    mine = [code for code, target in TARGETS.items() if target.right(user)]
    rows = Import.objects.filter(target__in=mine)
    if not perms.may_see_statistics(user):
        rows = rows.exclude(Q(options__use=PermittedUse.STATISTICS) & ~Q(actor=user))
    return rows.select_related("file", "actor", "marked", "source")


def exports_for(user: User) -> QuerySet[Export]:
    """One's own: what somebody else takes out is theirs to answer for."""
    return Export.objects.filter(actor=user).select_related("file", "actor")
