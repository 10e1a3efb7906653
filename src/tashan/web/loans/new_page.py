"""What an application would come to: the cap, the fee, and each condition for the firm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

from django.utils.translation import gettext as _

from tashan.ledger.reckoning import percent
from tashan.programmes.fund_models import Borrower, Fund
from tashan.programmes.funds.terms import FundTerms, terms_of
from tashan.programmes.loans import rules
from tashan.programmes.loans.applying import eligibility
from tashan.programmes.words import ColumnWords, column_words, condition_words
from tashan.registry.models import Entity
from tashan.web.figure_words import in_tongue
from tashan.web.guarantees.words import basis_of
from tashan.web.loans.loan_page import Preview, previews
from tashan.web.matching.reasons import ShownReason, Wording, is_in_shares, shown_reasons


@dataclass(frozen=True, slots=True)
class CapRow:
    """The most for one kind of borrower; None: the fund has no such limit."""

    word: str
    fen: int | None
    is_chosen: bool


class NewLoanCheck:
    """One fund for one firm on a day, with what was typed so far."""

    def __init__(self, fund: Fund, firm: Entity, on: date, said: Mapping[str, str]) -> None:
        self.fund, self.firm, self.on, self.said = fund, firm, on, said

    @cached_property
    def terms(self) -> FundTerms:
        return terms_of(self.fund, self.on)

    @property
    def questions(self) -> list[str]:
        """What the fund wants asked first."""
        return [in_tongue(one) for one in self.terms.part.ask_first]

    @property
    def borrower(self) -> str:
        said = self.said.get("borrower", "")
        return said if said in Borrower.values else Borrower.COMPANY

    @property
    def caps(self) -> list[CapRow]:
        return [CapRow(str(one.label), rules.cap(self.terms, one), one == self.borrower)
                for one in Borrower]  # fmt: skip

    @property
    def cap(self) -> int | None:
        return rules.cap(self.terms, self.borrower)

    @property
    def cap_basis(self) -> str:
        return basis_of(self.terms, rules.cap_rule(self.terms, self.borrower) or "")

    @property
    def share(self) -> str:
        """Which share of the bank's promise may be lent."""
        rule = self.terms.part.limits.share_of_promise if self.terms.part.limits else None
        return percent(self.terms.rate(rule)) if rule else ""

    @property
    def asked(self) -> int | None:
        """What was typed as asked for, in fen."""
        try:
            yuan = Decimal(self.said.get("asked", "").replace(",", ""))
        except InvalidOperation:
            return None
        return int(yuan * 100) if yuan.is_finite() and 0 < yuan < 10**13 else None

    @property
    def is_above(self) -> bool:
        """Whether more is asked for than the cap."""
        return self.asked is not None and self.cap is not None and self.asked > self.cap

    @property
    def previews(self) -> list[Preview]:
        """The fee of what is asked for, for five and for ten days."""
        return [] if self.asked is None else previews(self.terms, self.asked)

    @cached_property
    def reasons(self) -> list[ShownReason]:
        """Each condition: met, not met by so much, or not known and who knows."""
        found = eligibility(self.terms.held, self.fund.part, self.firm, self.on)
        if found is None:
            return []
        one = found.settlement
        conditions = condition_words(one)

        def column(key: str) -> ColumnWords:
            return column_words(key, one)

        shares = {code for code, each in conditions.items() if is_in_shares(each.rule, one)}
        words = Wording(conditions, column, shares, found.withheld)
        return shown_reasons(found.answer.reasons, words)

    @property
    def verdict(self) -> str:
        """Whether the conditions let the firm apply."""
        states = {one.state for one in self.reasons}
        if "missed" in states:
            return _("A condition is not met: the application would be refused.")
        if "unknown" in states:
            return _("Nothing is missed; what is not known is looked at in the review.")
        return _("All conditions are met.")
