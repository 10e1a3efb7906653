"""A firm applies for a guarantee; whether the programme lets it is answered with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.mechanisms.guaranteeing import ten_thousandths
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.rules.answers import Verdict
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds.terms import FundTerms, terms_of
from tashan.programmes.guarantee_models import Guarantee, Lending
from tashan.programmes.guarantees.holding import note, person, refuse_nothing, said
from tashan.programmes.guarantees.limits import exposure_part
from tashan.programmes.guarantees.shareholders import refuse_shareholder
from tashan.programmes.offers import of_adoption
from tashan.programmes.prospects import Prospect, prospects
from tashan.programmes.words import condition_words
from tashan.registry.following import survivor
from tashan.registry.kinds import Kind, Scale
from tashan.registry.models import EnterpriseFacts, Entity

FOUR = ("guarantor", "bank", "reguarantee", "treasury")
_SMALL_SCALES = (Scale.SMALL, Scale.MICRO)


@dataclass(frozen=True, slots=True)
class NewGuarantee:
    """What is asked for, in fen and months; ``is_farm`` where the loan serves farming."""

    firm: Entity
    bank: Entity
    asked: int
    months: int
    purpose: str
    is_farm: bool = False


@transaction.atomic
def apply(fund: Fund, new: NewGuarantee, *, by: By) -> Guarantee:
    """The application, with its eligibility as of the day and the shares of a loss as they hold.

    Raises UserError where the programme says no, with the conditions that are missed; for a
    controlling shareholder; and where the shares do not sum to 100 %.
    """
    firm, bank = survivor(new.firm), survivor(new.bank)
    _refuse_unfit(fund, new)
    terms = terms_of(fund, by.on)
    refuse_shareholder(fund, firm, by.on)
    reasons = eligible(terms, firm, by.on)
    shares = shares_of(terms)
    row = Guarantee.objects.create(
        fund=fund, version=terms.held.version, firm=firm, bank=bank, purpose=said(new.purpose),
        lending=lending_of(firm, by.on, is_farm=new.is_farm), asked=new.asked, months=new.months,
        applied_on=by.on, reasons=reasons,
        **{f"{code}_share": shares[code] for code in FOUR},
    )  # fmt: skip
    told = {"fund": fund.pk, "firm": firm.pk, "bank": bank.pk, "asked": new.asked,
            "months": new.months, "by": person(by).username}  # fmt: skip
    note(row, "applied", told, by)
    return row


def _refuse_unfit(fund: Fund, new: NewGuarantee) -> None:
    refuse_nothing(new.asked)
    if fund.sort != FundSort.GUARANTEE:
        raise UserError(_("This fund grants no guarantees."), hint=_("Choose a guarantee fund."))
    if not 1 <= new.months <= 120:
        raise UserError(_("A term has 1 to 120 months."), hint=_("Give that of the loan."))
    if new.firm.kind != Kind.ENTERPRISE or new.bank.kind != Kind.ENTERPRISE:
        raise UserError(_("An enterprise is guaranteed towards a bank."), hint=_("Choose both."))
    if survivor(new.firm).pk == survivor(new.bank).pk:
        raise UserError(_("A bank is not guaranteed towards itself."), hint=_("Choose another."))


def shares_of(terms: FundTerms) -> dict[str, int]:
    """Who bears how much of a loss, in ten-thousandths. Raises UserError unless it is 100 %."""
    rules = exposure_part(terms).shares
    if unknown := sorted(set(rules) - set(FOUR)):
        raise UserError(
            _("Nobody is called “%s” among those who share a loss.") % unknown[0],
            hint=_("They are: %s.") % ", ".join(FOUR),
        )
    found = ten_thousandths({code: terms.rate(rule) for code, rule in rules.items()})
    return {code: found.get(code, 0) for code in FOUR}


def lending_of(firm: Entity, on: date, *, is_farm: bool) -> Lending:
    """Whom the loan serves, by what is said and by the firm's scale in the register."""
    if is_farm:
        return Lending.FARM
    rows = EnterpriseFacts.objects.filter(entity=firm, replaced=None, since__lte=on)
    newest = rows.order_by("-since").first()
    is_small = newest is not None and newest.scale in _SMALL_SCALES
    return Lending.SMALL if is_small else Lending.OTHER


def eligible(terms: FundTerms, firm: Entity, on: date) -> list[dict[str, Any]]:
    """Each condition with how it stands. Raises UserError with those that are missed."""
    offered = [
        one for one in of_adoption(terms.held) if one.programme.subject is Subject.ENTERPRISE
    ]
    found = prospects(firm, offered[:1], on)
    if not found:
        return []
    missed = [one for one in _told(found[0]) if one["met"] is False]
    if found[0].answer.verdict is Verdict.NO:
        named = "；".join(str(one["says"]["zh"]) for one in missed)
        raise UserError(
            _("The conditions of the guarantee are not met: %s.") % named,
            hint=_("Look at “what can I get” for what is missing by how much."),
        )
    return _told(found[0])


def _told(one: Prospect) -> list[dict[str, Any]]:
    words = condition_words(one.settlement)
    return [
        {
            "code": reason.code,
            "says": {"zh": words[reason.code].says.zh, "en": words[reason.code].says.en},
            "is_exclusion": reason.is_exclusion,
            "met": reason.met,
        }
        for reason in one.answer.reasons
    ]
