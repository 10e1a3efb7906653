"""The lights of a project's money: what lies idle, and what contractors have had to advance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from tashan.base.dates import add_months
from tashan.base.lights import Light
from tashan.ledger.models import Posting
from tashan.mechanisms.fund import Spending
from tashan.mechanisms.paying import Payable
from tashan.programmes.funds.terms import FundTerms
from tashan.programmes.project_money.contracts import measured
from tashan.programmes.project_money.holding import Stands
from tashan.programmes.project_money.spending import payable_of
from tashan.programmes.project_money_models import ProjectMoney, WorksContract


@dataclass(frozen=True, slots=True)
class Deal:
    """A contract on a day: how much is done, in ten-thousandths, and what may be paid."""

    contract: WorksContract
    progress: int
    may: Payable

    @property
    def light(self) -> Light:
        """Red where the contractor has advanced money (施工单位垫资) or was paid ahead."""
        is_ahead = self.may.paid > self.may.most
        return Light.RED if self.may.advance or is_ahead else Light.GREEN

    @property
    def paid_share(self) -> int:
        """What was paid of the contract, in ten-thousandths."""
        return self.may.paid * 10_000 // self.contract.fen


def deals_on(
    found: FundTerms, rules: Spending, projects: Collection[int], on: date
) -> dict[int, list[Deal]]:
    """The contracts of projects on a day by the rules of a source, by the project's id."""
    rows = WorksContract.objects.filter(project__in=projects, signed_on__lte=on)
    told: dict[int, list[Deal]] = defaultdict(list)
    for one in measured(rows, on).order_by("pk"):
        share, paid = one.progress or 0, one.paid or 0
        may = payable_of(one.fen, share, paid, found, rules)
        told[one.project_id].append(Deal(one, share, may))
    return told


def idle_since(moneys: Sequence[ProjectMoney], on: date) -> dict[int, date]:
    """Since when the oldest receipt that is not paid lies there, by the money's id.

    What came first goes out first; a reversal counts as going out.
    """
    known = {one.about: one.pk for one in moneys}
    rows = Posting.objects.filter(
        entry__about__in=list(known), entry__on__lte=on, account__code__in=("cash", "carried")
    )
    found = rows.values_list("entry__about", "entry", "entry__on").annotate(net=Sum("fen"))
    moves: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for about, _entry, day, net in found.order_by("entry__on", "entry"):
        moves[about].append((day, int(net)))
    told = {known[about]: _oldest(each) for about, each in moves.items()}
    return {money: day for money, day in told.items() if day is not None}


def _oldest(moves: Sequence[tuple[date, int]]) -> date | None:
    out = -sum(net for _day, net in moves if net < 0)
    for day, net in moves:
        if net > 0:
            out -= net
            if out < 0:
                return day
    return None


def is_idle(since: date | None, months: int, on: date) -> bool:
    """Whether money has lain longer than the declared months."""
    return since is not None and add_months(since, months) < on


def light_of(stands: Stands, deals: Sequence[Deal], *, idle: bool) -> Light:
    """Red: a contractor advances money while some is there to pay. Yellow: it lies idle, or a
    contractor advances and nothing is there."""
    advanced = any(one.light == Light.RED for one in deals)
    if advanced and stands.left:
        return Light.RED
    return Light.YELLOW if idle or advanced else Light.GREEN
