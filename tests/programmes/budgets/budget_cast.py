"""A budget of the county's awards, and lists that draw on it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests import cast
from tests.programmes import match_cast

from tashan.adoption import adopting
from tashan.adoption.models import Adoption, Conclusion
from tashan.casework.moving.by import By
from tashan.ledger import balances
from tashan.programmes import awards, lists
from tashan.programmes.budget_models import Budget
from tashan.programmes.budgets.opening import NewBudget, open_budget
from tashan.programmes.models import AwardList, PaymentList
from tashan.programmes.payments import drafting, paying, readying
from tashan.record.accounts import give_role
from tashan.record.models import User

ON = date(2026, 11, 2)  # the local day of cast.AT
LATER = date(2027, 12, 31)
NEXT_YEAR = datetime(2027, 12, 31, 4, tzinfo=UTC)
FIFTY_WAN = 50_0000_00
TWENTY_WAN = 20_0000_00


class Treasury:
    """他山县 with its awards adopted, reviewed, and a budget of 500,000 yuan for one of them."""

    def __init__(self, fen: int = FIFTY_WAN) -> None:
        self.county = match_cast.County(match_cast.steward())
        self.actor = self.county.actor
        self.adoption: Adoption = self.county.awards(srdi_budget=40)
        said = adopting.Reviewed(
            Conclusion.PASSES, "公平竞争审查意见〔2026〕3号", "县市场监管局", ON
        )
        adopting.record_review(self.adoption, said, actor=self.actor, at=cast.AT)
        self.budget = self.opened(2026, fen)

    @property
    def by(self) -> By:
        return By(self.actor, cast.AT, ON)

    def opened(self, year: int, fen: int = FIFTY_WAN) -> Budget:
        new = NewBudget(
            year, f"{year}年奖补预算", [(self.adoption, "srdi")], "他财〔2026〕1号", fen
        )
        return open_budget(new, by=self.by)

    def drafted(self) -> AwardList:
        """恒川 and 长青 get 200,000 yuan each."""
        row = match_cast.matched(self.adoption, "srdi").programmes.get()
        return lists.draft(row, actor=self.actor, at=cast.AT)

    def confirmed(self) -> AwardList:
        return lists.confirm(self.drafted(), actor=self.actor, at=cast.AT)

    def payable(self) -> AwardList:
        """Told to both, taken by both, and made payable."""
        made = self.confirmed()
        awards.push(made, actor=self.actor, at=cast.AT)
        for award in made.awards.all():
            awards.take(award, actor=self.actor, at=cast.AT)
        readying.make_payable(made, by=self.by)
        return made

    def stands(self, budget: Budget | None = None) -> dict[str, int]:
        """What is on each account that is not empty."""
        found = balances.balances((budget or self.budget).book, LATER)
        return {code: fen for code, fen in found.items() if fen}


def adds_up(budget: Budget) -> bool:
    """What was appropriated is somewhere: available, held, paid, carried over or lapsed."""
    found = balances.balances(budget.book, LATER)
    where = ("available", "reserved", "committed", "paid", "carried", "lapsed")
    return sum(found[code] for code in where) == found["authority"]


def cashier() -> User:
    """Who pays, made once."""
    return _person("budget-cashier", "cashier")


def second() -> User:
    """Another steward, who approves what the first drafted."""
    return _person("second-steward", "steward")


def _person(username: str, role: str) -> User:
    user = User.objects.filter(username=username).first()
    user = user or User.objects.create(username=username, display_name=username)
    give_role(user, role, actor=None, at=cast.AT)
    return user


def paid_list(treasury: Treasury) -> PaymentList:
    """Both awards paid, not yet filed."""
    treasury.payable()
    made = drafting.draft(treasury.budget, by=treasury.by)
    made = drafting.approve(made, by=By(second(), cast.AT, ON))
    for payment in made.payments.all():
        paying.pay(payment, "6217 0001", f"回单{payment.pk}", by=By(cashier(), cast.AT, ON))
    return made
