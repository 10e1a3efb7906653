"""A lead is reported; who reports it first owns it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.base.industries import industry as industry_of
from tashan.casework.acts import By
from tashan.casework.promotion.holding import not_longer, note, office_of, person, worded
from tashan.casework.promotion.terms import PipelineTerms, terms_in
from tashan.casework.promotion_models import Currency, Lead, LeadStep, PromotionEvent
from tashan.mechanisms.pipeline import OVER, LeadStage
from tashan.record import events
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewLead:
    """What is known of an investment: amounts in hundredths of ``currency``.

    The investor is of the register, or a name and where it is at home.
    """

    adoption: Adoption
    part: str
    title: str
    source: str
    wanted: int
    currency: Currency = Currency.CNY
    investor: Entity | None = None
    investor_name: str = ""
    investor_home: str = ""
    industry: str = ""
    registered_capital: int | None = None
    land_mu: Decimal | None = None
    factory_area: Decimal | None = None
    park: Entity | None = None
    event: PromotionEvent | None = None


@transaction.atomic
def report(new: NewLead, *, by: By) -> Lead:
    """Enter a lead. Raises UserError for one that another reported: that is claimed instead."""
    user = person(by)
    office = office_of(user, by.on)
    rules = terms_in(current.of(new.adoption, by.on), new.part, by.on)
    _refuse_unfit(new, rules)
    _refuse_known(new)
    made = Lead.objects.create(
        adoption=new.adoption, part=new.part, title=worded(new.title, most=200), source=new.source,
        investor=new.investor,
        investor_name="" if new.investor else not_longer(new.investor_name.strip(), 200),
        investor_home=not_longer(new.investor_home.strip(), 100), industry=_industry(new.industry),
        currency=new.currency, wanted=new.wanted, registered_capital=new.registered_capital,
        land_mu=new.land_mu, factory_area=new.factory_area, park=new.park, event=new.event,
        reported_on=by.on, reporter=user, reporter_office=office, owner=user,
        owner_office=office,
    )  # fmt: skip
    LeadStep.objects.create(lead=made, stage=LeadStage.LEAD, on=by.on, actor=user, at=by.at)
    said = {"title": made.title, "wanted": made.wanted, "currency": made.currency}
    note(made, "lead.reported", said | {"office": office.pk}, by)
    return made


def _refuse_unfit(new: NewLead, rules: PipelineTerms) -> None:
    if new.source not in rules.part.sources:
        raise UserError(
            _("There is no such source of leads: %s.") % new.source,
            hint=_("Give one of: %s.") % ", ".join(rules.part.sources),
        )
    if new.wanted <= 0 or (new.registered_capital is not None and new.registered_capital <= 0):
        raise UserError(_("The amount is above nothing."), hint=_("Leave out what is not known."))
    if new.investor is None and not (new.investor_name.strip() and new.investor_home.strip()):
        raise UserError(
            _("Who would invest?"),
            hint=_("Choose an enterprise of the register, or give a name and where it is from."),
        )
    if new.investor is not None and new.investor.kind != Kind.ENTERPRISE:
        raise UserError(_("An investor is an enterprise."), hint=_("Choose an enterprise."))
    if new.park is not None and new.park.kind != Kind.PARK:
        raise UserError(_("This is no park."), hint=_("Choose a park of the register."))


def _industry(code: str) -> str:
    return industry_of(code.strip()).full_code if code.strip() else ""


def _refuse_known(new: NewLead) -> None:
    """The same investor with an open lead of the same title, or any by a name from outside."""
    rows = Lead.objects.exclude(stage__in=OVER).filter(project=None)
    if new.investor is not None:
        same = rows.filter(investor=new.investor, title=new.title.strip()).first()
    else:
        same = rows.filter(investor=None, investor_name=new.investor_name.strip()).first()
    if same is not None:
        raise UserError(
            _("This was reported on %(day)s: “%(title)s”.")
            % {"day": same.reported_on.isoformat(), "title": same.title},
            hint=_("Open lead %d and claim it; the promotion office decides.") % same.pk,
        )


@transaction.atomic
def enter_event(new: PromotionEvent, *, by: By) -> PromotionEvent:
    """A promotion event with its days and who holds it."""
    new.title, new.place = worded(new.title, most=200), worded(new.place, most=200)
    if new.ended_on < new.began_on:
        raise UserError(_("It ends before it begins."), hint=_("Give a later last day."))
    if PromotionEvent.objects.filter(title=new.title, began_on=new.began_on).exists():
        raise UserError(_("This event is entered already."), hint=_("Go on with that one."))
    new.save(force_insert=True)
    said = {"title": new.title}
    events.append(
        new.stream, "fair.entered", said, actor=by.user, at=by.at, occurred_on=by.on
    )  # fmt: skip
    return new
