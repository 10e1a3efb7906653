"""A payment list for the treasury, as .xlsx and .docx; that it went out is recorded."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.handouts import DOCX, XLSX, Handout
from tashan.ledger.reckoning import yuan
from tashan.papers.gongwen import Paper, Paragraph, Table, render
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.programmes.models import Payment, PaymentList
from tashan.record.events import append
from tashan.record.models import User
from tashan.registry.home import home
from tashan.registry.naming import name_on, names_on


@transaction.atomic
def hand_out(payments: PaymentList, form: str, *, actor: User, at: datetime) -> Handout:
    """The list as ``xlsx`` or ``docx``. Raises UserError for another form."""
    if form not in ("xlsx", "docx"):
        raise UserError(_("There is no such form: %s.") % form, hint=_("Ask for xlsx or docx."))
    on = timezone.localdate(at)
    title = f"{payments.budget.title}第{payments.number}批拨付清单"
    rows = list(payments.payments.select_related("award__entity", "award__list").order_by("pk"))
    names = names_on([row.award.entity_id for row in rows], on)
    append(payments.stream, "payments.exported", {"form": form}, actor=actor, at=at)
    if form == "xlsx":
        footer = signed_by(officer=actor.display_name, on=on)
        sheet = Sheet(title, _columns(), [*_cells(rows, names), _sum(rows)], footer)
        return Handout(f"{title}.xlsx", XLSX, workbook([sheet]))
    paper = Paper(title, _blocks(payments, rows, names), name_on(home(), on), on)
    return Handout(f"{title}.docx", DOCX, render(paper))


def _columns() -> list[Column]:
    return [
        Column(_("Number"), 8),
        Column(_("Enterprise"), 36),
        Column(_("Code"), 22),
        Column(_("By list"), 30),
        Column(_("Amount"), 16, "#,##0.00", "元"),
        Column(_("Account"), 28),
        Column(_("State"), 12),
    ]


def _cells(rows: list[Payment], names: dict[int, str]) -> list[list[object]]:
    return [
        [
            number,
            names.get(row.award.entity_id, ""),
            row.award.entity.code,
            f"{row.award.list.title}（第{row.award.list.number}号）",
            Decimal(row.fen) / 100,
            row.account,
            row.get_state_display(),
        ]
        for number, row in enumerate(rows, start=1)
    ]


def _sum(rows: list[Payment]) -> list[object]:
    return [None, _("Total"), None, None, Decimal(sum(row.fen for row in rows)) / 100, None, None]


def _blocks(payments: PaymentList, rows: list[Payment], names: dict[int, str]) -> (
    list[Paragraph | Table]
):  # fmt: skip
    total = sum(row.fen for row in rows)
    approved = payments.approved_by.display_name if payments.approved_by else "—"
    told = (
        f"请从{payments.budget.title}（{payments.budget.document}）中拨付下列{len(rows)}笔，"
        f"合计{yuan(total)}元。拟制：{payments.drafted_by.display_name}；批准：{approved}。"
    )
    body = [
        [number, names.get(row.award.entity_id, ""), row.account or "—", yuan(row.fen)]
        for number, row in enumerate(rows, start=1)
    ]
    body.append(["", "合计", "", yuan(total)])
    return [Paragraph(told), Table(["序号", "企业", "账户", "金额（元）"], body, (1, 5, 4, 3))]
