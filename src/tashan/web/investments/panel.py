"""What the page of a fund shows of one that invests: its figures, with the way to its own page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tashan.programmes.fund_models import Fund
from tashan.programmes.investments.figures import figures
from tashan.web.investments.fund_page import told_of

TEMPLATE = "funds/_guidance.html"


def investing_panel(fund: Fund, on: date) -> Mapping[str, object]:
    """The figures of a day."""
    return {"told": told_of(figures(fund, on))}
