"""One report: what is intended, its receipt, what came of it, and how often the firm was met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.four_report_models import ActReport
from tashan.casework.four_reports.frequency import frequencies
from tashan.casework.four_reports.rules import rules_or_none
from tashan.casework.four_reports.seeing import (
    ReportAct,
    acts_for,
    may_see_frequency,
    may_see_rating,
)
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.four_reports.homes import Home, home_of
from tashan.web.four_reports.overview_page import FrequencyRow
from tashan.web.four_reports.report_rows import ReportRow, report_rows

ACT_WORDS = {
    ReportAct.RECEIVE: lambda: pgettext("four reports", "Acknowledge the report"),
    ReportAct.RECORD: lambda: pgettext("four reports", "Record what came of it"),
    ReportAct.RATE: lambda: pgettext("four reports", "Rate it"),
}


class ReportPage:
    """A report as a user sees it on a day."""

    def __init__(self, row: ActReport, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def told(self) -> ReportRow:
        return report_rows([self.row], self.on)[0]

    @cached_property
    def receiver(self) -> str:
        return names_on([self.row.receiver_id], self.on).get(self.row.receiver_id, "")

    @property
    def finding(self) -> str:
        return _("%(office)s: %(kind)s at %(firm)s on %(day)s") % {
            "office": self.told.office, "kind": self.row.get_kind_display(),
            "firm": self.told.firm, "day": self.row.planned_on.isoformat(),
        }  # fmt: skip

    @cached_property
    def acts(self) -> list[tuple[str, str]]:
        return [
            (ACT_WORDS[act](), reverse("four_report_act", args=[self.row.pk, act.value]))
            for act in acts_for(self.user, self.row, self.on)
        ]

    @cached_property
    def often(self) -> Sequence[FrequencyRow]:
        """How often the firm was met by acts of this kind, whoever did them."""
        rules = rules_or_none(self.on) if may_see_frequency(self.user) else None
        found = frequencies(rules, [self.row.firm_id]) if rules is not None else []
        return [FrequencyRow(o, self.told.firm) for o in found if o.kind == self.row.kind]

    @cached_property
    def sees_rating(self) -> bool:
        return may_see_rating(self.user, self.row, self.on)

    @property
    def sees_frequency(self) -> bool:
        return may_see_frequency(self.user)

    @property
    def home(self) -> Home:
        return home_of(self.user)

    @property
    def sees_list(self) -> bool:
        return perms.may_see_work(self.user)
