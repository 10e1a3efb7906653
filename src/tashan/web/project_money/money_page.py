"""One project's money of a source: contracts with progress, what may be paid, entries, acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.lights import Light
from tashan.ledger.models import Entry
from tashan.ledger.reckoning import percent, yuan
from tashan.ledger.seeking import with_debits
from tashan.programmes.project_money.acting import acts_for
from tashan.programmes.project_money.lights import Deal
from tashan.programmes.project_money.standing import MoneyStands, moneys_on, rules_on
from tashan.programmes.project_money_models import ProjectMoney
from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.books.entry_rows import EntryRow, entry_rows
from tashan.web.charts.small import ProgressBar
from tashan.web.guarantees.words import basis_of, percent_of
from tashan.web.project_money.money_bars import MoneyBar, bar_of
from tashan.web.project_money.source_page import MoneyRow
from tashan.web.project_money.words import act_word, share, to_come, why


@dataclass(frozen=True, slots=True)
class DealRow:
    """A contract with its progress, what was paid of it and what may be."""

    deal: Deal
    contractor: str

    @property
    def progress(self) -> str:
        return share(self.deal.progress)

    @property
    def paid_share(self) -> str:
        return share(self.deal.paid_share)

    @property
    def amounts(self) -> dict[str, str]:
        may = self.deal.may
        return {"all": money(self.deal.contract.fen), "paid": money(may.paid),
                "left": money(may.left), "advance": money(may.advance)}  # fmt: skip

    @property
    def formula(self) -> str:
        """How much may be paid in all: contract × progress × share."""
        told = self.deal
        return (f"{yuan(told.contract.fen)} × {self.progress} × {percent(told.may.share)}"
                f" = {yuan(told.may.most)}")  # fmt: skip

    @property
    def light(self) -> Light:
        return self.deal.light

    @property
    def bar(self) -> ProgressBar:
        words = {"paid": self.paid_share, "done": self.progress}
        summary = _("%(paid)s of the contract paid, %(done)s done") % words
        done = percent_of(self.deal.progress, 10_000)
        paid = percent_of(self.deal.may.paid, self.deal.contract.fen)
        return ProgressBar(paid, summary, done, self.light)


class MoneyPage:
    """One project's money as a user sees it on a day."""

    def __init__(self, row: ProjectMoney, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def told(self) -> MoneyStands:
        return moneys_on([self.row], self.on)[0]

    @cached_property
    def names(self) -> dict[int, str]:
        contractors = {one.contract.contractor_id for one in self.told.deals}
        return names_on({self.row.project_id} | contractors, self.on)

    @property
    def project(self) -> str:
        return self.names.get(self.row.project_id, "")

    @property
    def finding(self) -> str:
        stands = self.told.stands
        words = {"project": self.project, "paid": money(stands.paid),
                 "received": money(stands.arrived)}  # fmt: skip
        return _("%(project)s: %(paid)s paid of %(received)s received") % words

    @property
    def reasons(self) -> list[tuple[Light, str]]:
        return why(self.told)

    @property
    def bar(self) -> MoneyBar:
        one = self.told.stands
        return bar_of(paid=one.paid, returned=one.returned, left=one.left, to_come=one.due)

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        """Each figure with how it comes about."""
        one, row = self.told.stands, self.row
        left = f"{money(one.arrived)} − {money(one.paid)}"
        if one.returned:
            left += f" − {money(one.returned)}"
        carried = _("%s of it carried over") % money(one.carried) if one.carried else left
        return [
            (pgettext("project money", "Asked for"), money(row.asked), row.application),
            (pgettext("project money", "Granted"), money(row.granted), row.grant),
            (pgettext("project money", "Received"), money(one.arrived), to_come(one.due)),
            (pgettext("project money", "Paid"), money(one.paid), ""),
            (_("Left"), money(one.left), carried),
        ]

    @property
    def deals(self) -> list[DealRow]:
        return [
            DealRow(one, self.names.get(one.contract.contractor_id, "")) for one in self.told.deals
        ]

    @property
    def basis(self) -> list[str]:
        """The rules that payments follow, each with its document."""
        terms, _months = rules_on(self.row.source, self.on)
        rules = terms.part.spending
        if rules is None:
            return []
        named = (rules.most, rules.least, rules.at_end, rules.idle_months)
        return [told for told in (basis_of(terms, one) for one in named) if told]

    @cached_property
    def entries(self) -> list[EntryRow]:
        rows = Entry.objects.filter(book=self.row.source.book_id, about=self.row.about)
        return entry_rows(with_debits(rows).select_related("actor").order_by("-number"))

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What the user may do now: the word and the address of its form."""
        return [
            (act_word(act), reverse("money_act", args=[self.row.pk, str(act)]))
            for act in acts_for(self.user, self.row)
        ]


def moneys_of(project: Entity, on: date) -> Sequence[MoneyRow]:
    """What a project has of every source on a day, for its page."""
    rows = ProjectMoney.objects.filter(project=project, applied_on__lte=on)
    found = rows.select_related("project", "source__book", "source__adoption").order_by("-pk")
    found = found.prefetch_related("source__adoption__versions")
    return [MoneyRow(one, "", one.row.source.title) for one in moneys_on(list(found), on)]
