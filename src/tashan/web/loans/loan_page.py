"""The page of one loan: its path, who holds it, why so much, the fee to the day, its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.models import Matter
from tashan.casework.perms import visible_cases
from tashan.casework.states import ENDS, State
from tashan.ledger.reckoning import percent, yuan
from tashan.ledger.seeking import with_debits
from tashan.programmes.fund_models import ENDED_LOANS, Loan, LoanState
from tashan.programmes.funds.terms import FundTerms
from tashan.programmes.loans import money, rules
from tashan.programmes.loans.doing import LoanAct, acts_for
from tashan.programmes.loans.fees import FeeSheet, fee_of, preview
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.area_words import money as in_words
from tashan.web.books.entry_rows import EntryRow, entry_rows
from tashan.web.books.words import Step, steps_of
from tashan.web.cases.addresses import case_url
from tashan.web.cases.matter_words import said
from tashan.web.forms.loans import LoanActForm
from tashan.web.guarantees.words import basis_of
from tashan.web.loans.loan_path import PathStep, other_ends, path_of
from tashan.web.loans.words import (
    act_word,
    is_overdue,
    light_of,
    limit_word,
    state_word,
)

A, S = LoanAct, LoanState
TERMS = (5, 10)  # days for which the fee is told beforehand


@dataclass(frozen=True, slots=True)
class ActLink:
    """A button that opens the form of an act."""

    act: LoanAct
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has to do what now, and until when."""

    title: str
    who: str
    until: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One amount of the loan: how it came about, and what it rests on."""

    title: str
    fen: int | None
    formula: str = ""
    basis: str = ""
    is_decisive: bool = False

    @property
    def amount(self) -> str:
        return "" if self.fen is None else yuan(self.fen)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the fee would be for so many days."""

    days: int
    fen: int | None
    formula: str


class LoanPage:
    """One loan as a user sees it on a day; ``back_on`` is the day of the what-if."""

    def __init__(self, row: Loan, user: User, on: date, back_on: date | None = None) -> None:
        self.row, self.user, self.on, self._back_on = row, user, on, back_on

    @cached_property
    def matters(self) -> dict[str, Matter]:
        rows = Matter.objects.filter(case=self.row.case_id).order_by("position")
        return {row.code: row for row in rows}

    @cached_property
    def names(self) -> dict[int, str]:
        offices = {matter.office_id for matter in self.matters.values()}
        return names_on({self.row.firm_id, self.row.bank_id, *offices}, self.on)

    @property
    def firm(self) -> str:
        return self.names.get(self.row.firm_id, "")

    @property
    def bank(self) -> str:
        return self.names.get(self.row.bank_id, "")

    @property
    def state(self) -> str:
        return state_word(self.row, self.on)

    @property
    def light(self) -> str:
        return light_of(self.row, self.on)

    @property
    def finding(self) -> str:
        """The firm, how much, and where it stands."""
        row = self.row
        words = {"firm": self.firm, "fen": in_words(row.approved or row.asked), "on": row.due_on}
        if row.state == S.DRAWN and self.is_overdue:
            return _("%(firm)s: %(fen)s was due back on %(on)s") % words
        if row.state == S.DRAWN:
            return _("%(firm)s: %(fen)s is out until %(on)s") % words
        if row.approved is None:
            return _("%(firm)s asks for %(fen)s") % words
        return _("%(firm)s: bridge loan of %(fen)s") % words

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.row, self.on)

    @property
    def path(self) -> list[PathStep]:
        return path_of(self.row, self.matters)

    @property
    def other_ends(self) -> list[str]:
        return other_ends(self.row)

    @property
    def holders(self) -> list[Holder]:
        """The open matters, the first first."""
        return [self._holder(m) for m in self.matters.values()
                if m.state not in ENDS and m.state != State.NOT_BEGUN]  # fmt: skip

    def _holder(self, matter: Matter) -> Holder:
        until = matter.promised_on
        who = self.names.get(matter.office_id or 0, "")
        return Holder(said(matter.title), who, until, until is not None and self.on > until)

    @cached_property
    def terms(self) -> FundTerms:
        return rules.terms_of_loan(self.row, self.row.drawn_on or self.row.approved_on or self.on)

    @cached_property
    def amounts(self) -> list[AmountLine]:
        """What limits the loan, and what was approved; the least of the limits decides."""
        return list(self._amounts())

    def _amounts(self) -> Iterator[AmountLine]:
        row, terms = self.row, self.terms
        most, rule = rules.most_of(terms, row), rules.cap_rule(terms, row.borrower)
        least = most.says
        yield AmountLine(_("Owed to the bank"), row.owed, is_decisive=least == "owed")
        yield AmountLine(pgettext("amount", "Asked for"), row.asked, is_decisive=least == "asked")
        if rule is not None:
            title = _("Most for: %s") % row.get_borrower_display()
            basis = basis_of(terms, rule)
            yield AmountLine(title, terms.fen(rule), "", basis, least == "cap")
        yield from self._covered(least)
        if row.approved is not None:
            words = (
                "" if row.approved == rules.most_of(terms, row).fen else _("less than it may be")
            )
            yield AmountLine(_("Approved"), row.approved, words)

    def _covered(self, least: str) -> Iterator[AmountLine]:
        row, limits = self.row, self.terms.part.limits
        if row.promised is None:
            return
        rule = limits.share_of_promise if limits else None
        formula = yuan(row.promised)
        if rule is not None:
            formula += f" × {percent(self.terms.rate(rule))}"
        covers = rules.covered(self.terms, row.promised)
        title = _("Covered by the bank's promise")
        yield AmountLine(title, covers, formula, basis_of(self.terms, rule or ""),
                         least == "promise")  # fmt: skip

    @property
    def why_so_much(self) -> str:
        """Which limit decides what can be approved."""
        most = rules.most_of(self.terms, self.row)
        words = {"fen": yuan(most.fen), "limit": limit_word(most.says)}
        return _("At most %(fen)s yuan: %(limit)s is the least of all.") % words

    @cached_property
    def fee_today(self) -> FeeSheet | None:
        """The fee as it stands; once all principal is back, as it was fixed."""
        return fee_of(self.row, self.row.repaid_on or self.on)

    @property
    def is_open(self) -> bool:
        """Whether principal is out, so that days still count."""
        return self.row.state == S.DRAWN

    @property
    def back_on(self) -> date:
        """The day of the what-if; the last day of the term, or today where that is past."""
        chosen = self._back_on or max(self.row.due_on or self.on, self.on)
        return max(chosen, self.row.drawn_on or chosen)

    @cached_property
    def fee_then(self) -> FeeSheet | None:
        """The fee on the day of the what-if; None where it is today."""
        if not self.is_open or self.back_on == self.on:
            return None
        return fee_of(self.row, self.back_on)

    @property
    def fee_steps(self) -> list[Step]:
        return steps_of(self.fee_today.reckoning) if self.fee_today else []

    @property
    def then_steps(self) -> list[Step]:
        return steps_of(self.fee_then.reckoning) if self.fee_then else []

    @property
    def previews(self) -> list[Preview]:
        """Before it is paid out: the fee for five and for ten days."""
        if self.row.drawn_on or self.row.state in ENDED_LOANS:
            return []
        return previews(self.terms, self.row.approved or self.row.asked)

    @cached_property
    def entries(self) -> list[EntryRow]:
        return entry_rows(with_debits(money.entries_of(self.row))) if self.row.case_id else []

    @cached_property
    def out(self) -> int:
        return money.outstanding(self.row) if self.row.drawn_on else 0

    @cached_property
    def fee_left(self) -> int:
        """What of the fixed fee is not paid yet."""
        row = self.row
        return 0 if row.fee is None else row.fee - money.fee_paid(row)

    @cached_property
    def acts(self) -> list[ActLink]:
        found = acts_for(self.user, self.row, self.on)
        if not self.wrong:
            found = [act for act in found if act is not A.REVERSE]
        return [ActLink(act, act_word(act), reverse("loan_act", args=[self.row.pk, str(act)]))
                for act in found]  # fmt: skip

    @property
    def first_act(self) -> ActLink | None:
        """What goes on with the loan; to turn an entry round does not."""
        return next((one for one in self.acts if one.act is not A.REVERSE), None)

    @property
    def other_acts(self) -> list[ActLink]:
        return [one for one in self.acts if one is not self.first_act]

    @property
    def next_form(self) -> LoanActForm | None:
        """The form of the first act, empty."""
        return self.form_of(self.first_act.act) if self.first_act else None

    def form_of(self, act: LoanAct, *given: object) -> LoanActForm:
        return LoanActForm(*given, act=act, on=self.on, amounts=self.usual, entries=self.wrong)

    @property
    def usual(self) -> Mapping[LoanAct, int]:
        """What the amounts of the forms are most often."""
        row = self.row
        back = min(self.out, row.renewed) if row.renewed else self.out
        return {
            A.PROMISE: row.asked,
            A.APPROVE: rules.most_of(self.terms, row).fen,
            A.RENEW: row.promised or row.approved or 0,
            A.REPAY: back,
            A.PAY_FEE: self.fee_left,
            A.RECOVER: self.out,
        }

    @property
    def wrong(self) -> list[tuple[int, str]]:
        """The entries that may be turned round, the newest first."""
        turned = {one.entry.reverses_id for one in self.entries}
        return [(one.entry.number, f"{one.entry.number} · {one.kind} · {one.amount}")
                for one in reversed(self.entries)
                if one.entry.reverses_id is None and one.entry.pk not in turned]  # fmt: skip

    @cached_property
    def case_url(self) -> str:
        """The page of its case, for those who may see it."""
        if not visible_cases(self.user, self.on).filter(pk=self.row.case_id).exists():
            return ""
        if perms.may_see_cases(self.user):
            return case_url(self.row.case_id)
        return reverse("own_case", args=[self.row.case_id])

    @property
    def home(self) -> tuple[str, str]:
        """The list that the user comes from: its address and what it is called."""
        if self.sees_funds:
            return reverse("loans"), _("Loans")
        if perms.may_promise(self.user):
            return reverse("bank_loans"), _("Bridge loans of the bank")
        return reverse("own_loans"), _("My bridge loans")

    @property
    def hides_book(self) -> bool:
        """Whether the visitor may not open the fund's book."""
        return not self.sees_funds

    @property
    def sees_funds(self) -> bool:
        return perms.may_see_funds(self.user)


def previews(terms: FundTerms, fen: int) -> list[Preview]:
    """The fee of so many fen for five and for ten days."""
    found = []
    for days in TERMS:
        charge = preview(terms, fen, days)
        if charge is None:
            continue
        parts = (f"{yuan(fen)} × {percent(line.rate)} × {line.days}" for line in charge.lines)
        found.append(Preview(days, charge.fen, " + ".join(parts)))
    return found
