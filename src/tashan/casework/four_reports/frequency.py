"""How often a holder met acts of one kind, whoever did them, and from when on that is too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from tashan.base.dates import add_months
from tashan.casework.four_report_models import ActKind, ActReport, Outcome, UnreportedAct
from tashan.casework.four_reports.rules import ReportRules


@dataclass(frozen=True, slots=True)
class Frequency:
    """Acts of one kind on one firm: ``reported`` and found ``unreported`` within ``months``.

    What is planned for later counts too. ``often`` is the number from which on it is warned of.
    """

    firm: int
    kind: ActKind
    reported: int
    unreported: int
    often: int
    months: int

    @property
    def count(self) -> int:
        return self.reported + self.unreported

    @property
    def is_often(self) -> bool:
        return self.count >= self.often


def frequencies(rules: ReportRules, firms: Collection[int] | None = None) -> list[Frequency]:
    """Of each firm and kind with any act, the most often first; two queries for all."""
    months = {kind: rules.number(f"within_{kind.value}") for kind in ActKind}
    often = {kind: rules.number(f"often_{kind.value}") for kind in ActKind}
    after = {kind: add_months(rules.on, -n) for kind, n in months.items()}
    day = Coalesce("done_on", "planned_on")
    told = ActReport.objects.annotate(day=day).filter(
        _within("day", after), reported_on__lte=rules.on
    )
    found = UnreportedAct.objects.filter(_within("on", after), found_on__lte=rules.on)
    if firms is not None:
        told, found = told.filter(firm__in=firms), found.filter(firm__in=firms)
    reported = Counter(told.exclude(outcome=Outcome.DROPPED).values_list("firm", "kind"))
    unreported = Counter(found.values_list("firm", "kind"))
    rows = [
        Frequency(firm, ActKind(kind), reported[firm, kind], unreported[firm, kind],
                  often[ActKind(kind)], months[ActKind(kind)])
        for firm, kind in {*reported, *unreported}
    ]  # fmt: skip
    return sorted(rows, key=lambda one: (one.often - one.count, one.firm, one.kind))


def _within(field: str, after: dict[ActKind, date]) -> Q:
    rule = Q(pk__in=())
    for kind, first in after.items():
        rule |= Q(kind=kind) & Q(**{f"{field}__gt": first})
    return rule
