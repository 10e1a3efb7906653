"""What the page of a guarantee fund shows beside its book: limits and the newest guarantees."""

from __future__ import annotations

from datetime import date

from tashan.programmes.fund_models import Fund
from tashan.programmes.guarantees.course import liabilities
from tashan.registry.naming import names_on
from tashan.web.guarantees.exposure_page import ExposurePage
from tashan.web.guarantees.list_page import GuaranteeRow

TEMPLATE = "funds/_guarantee.html"
NEWEST = 8


def guarantee_panel(fund: Fund, on: date) -> dict[str, object]:
    """The context of ``TEMPLATE``."""
    rows = list(fund.guarantees.select_related("firm", "bank").order_by("-pk")[:NEWEST])
    names = names_on([pk for row in rows for pk in (row.firm_id, row.bank_id)], on)
    open_now = liabilities(rows)
    told = [
        GuaranteeRow(row, names.get(row.firm_id, ""), names.get(row.bank_id, ""),
                     open_now.get(row.pk, 0), "")
        for row in rows
    ]  # fmt: skip
    return {"exposure": ExposurePage(fund, on), "guarantees": told}
