"""Leads as a sheet that goes out; that it did is an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.casework.promotion.figures import Capital, Course, capital, courses
from tashan.casework.promotion_models import Currency, Lead
from tashan.indicators.handouts import XLSX, Handout
from tashan.mechanisms.pipeline import LeadStage
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.record import perms
from tashan.record.events import append
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.naming import names_on

STREAM = "promotion"


def may_export_leads(user: Visitor) -> bool:
    """An exporter who may see them."""
    return perms.may_export_figures(user) and perms.may_see_work(user)


def hand_out(leads: Sequence[int], *, on: date, actor: User, at: datetime) -> Handout:
    """These leads, in their order, as ``xlsx``; amounts in ten thousands of their currency."""
    rows = Lead.objects.select_related("owner").in_bulk(leads)
    found = courses([rows[key] for key in leads if key in rows], on)
    money = capital(leads, on)
    names = names_on(
        {key for one in found for key in (one.lead.investor_id, one.lead.owner_office_id)}, on
    )
    cells = [_cells(one, names, money.get(one.lead.pk, [])) for one in found]
    signed = signed_by(officer=actor.display_name, on=timezone.localdate(at))
    data = workbook([Sheet(_("Investment leads"), _columns(), cells, signed)])
    said = {"leads": len(cells), "on": on.isoformat()}
    append(STREAM, "promotion.exported", said, actor=actor, at=at)
    return Handout(f"{_('Investment leads')}-{on.isoformat()}.xlsx", XLSX, data)


def _columns() -> list[Column]:
    return [
        Column(_("Lead"), 36), Column(_("Investor"), 28), Column(_("Where it is from"), 16),
        Column(_("Industry"), 10), Column(_("Stage"), 12), Column(_("Office"), 20),
        Column(_("Officer"), 10), Column(_("First reported on"), 12),
        Column(_("First visit to us"), 12), Column(_("Signed on"), 12),
        Column(_("Days from first visit to signing"), 12), Column(_("Currency"), 8),
        Column(_("Investment wanted"), 14, "#,##0.00", "万"),
        Column(_("Capital promised"), 14, "#,##0.00", "万"),
        Column(_("Capital arrived"), 14, "#,##0.00", "万"),
    ]  # fmt: skip


def _cells(one: Course, names: dict[int, str], money: Sequence[Capital]) -> list[object]:
    lead = one.lead
    own = next((held for held in money if held.currency == lead.currency), None)
    return [
        lead.title, names.get(lead.investor_id or 0, lead.investor_name), lead.investor_home,
        lead.industry, one.stage.value, names.get(lead.owner_office_id, ""),
        lead.owner.display_name, lead.reported_on, one.first_visit,
        one.days.get(LeadStage.SIGNED), one.days_to_signing,
        str(Currency(lead.currency).label), _wan(lead.wanted),
        _wan(own.promised) if own else None, _wan(own.arrived) if own else None,
    ]  # fmt: skip


def _wan(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 1_000_000
