"""What the page of a fund shows beside its book, by its sort: a template and its context."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.programmes.fund_models import Fund, FundSort
from tashan.web.guarantees import panel as guarantees
from tashan.web.investments import panel as investments
from tashan.web.loans import panel as loans


@dataclass(frozen=True, slots=True)
class Panel:
    """``context`` gives what ``template`` needs, as of a day."""

    template: str
    context: Callable[[Fund, date], Mapping[str, object]]


_LOANS = Panel(loans.TEMPLATE, loans.loan_panel)
_INVESTS = Panel(investments.TEMPLATE, investments.investing_panel)
PANELS: dict[FundSort, Panel] = {
    FundSort.BRIDGE: _LOANS,
    FundSort.MUTUAL: _LOANS,
    FundSort.GUARANTEE: Panel(guarantees.TEMPLATE, guarantees.guarantee_panel),
    FundSort.GUIDANCE: _INVESTS,
    FundSort.INCUBATION: _INVESTS,
}


def panel_of(fund: Fund) -> Panel | None:
    """The panel of a fund; None where its sort has none."""
    return PANELS.get(FundSort(fund.sort))
