"""Forms of promotion: a new lead, an event, and one form for each act on a lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.adoption.models import Adoption
from tashan.casework.promotion.acting import ACTS, LeadAct, LeadSaid
from tashan.casework.promotion.reporting import NewLead
from tashan.casework.promotion.terms import PipelineTerms, pipelines, terms_of
from tashan.casework.promotion_models import (
    Currency,
    Direction,
    EvidenceKind,
    FairConclusion,
    Lead,
    PromiseKind,
    PromotionEvent,
)
from tashan.mechanisms.pipeline import OVER
from tashan.record import files
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.web.figure_words import in_tongue
from tashan.web.forms.entries import DayField, EntityField
from tashan.web.promotion.words import amount, stage_word

UNITS = {"wan": 1_000_000, "yi": 10_000_000_000}  # hundredths in 万 and in 亿
LONGEST = 2000


def amount_field(label: str, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=required, min_value=Decimal("0.01"), max_digits=14,
        decimal_places=2, help_text=_("In ten thousands (万) of the currency"),
    )  # fmt: skip


def hundredths(ten_thousands: Decimal | None, unit: str = "wan") -> int | None:
    """1.5 万 is 1,500,000 hundredths; None where nothing was typed."""
    return None if ten_thousands is None else int(ten_thousands * UNITS[unit])


def text_field(label: str, *, required: bool = True, long: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
    most = LONGEST if long else 200
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)


def choice_field(
    label: str, choices: list[tuple[str, str]], *, required: bool = True
) -> forms.ChoiceField:
    given = choices if required else [("", "—"), *choices]
    return forms.ChoiceField(label=label, choices=given, required=required)


def _members(kind: Any) -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in kind]


def _events(*, required: bool = False) -> forms.ChoiceField:
    rows = PromotionEvent.objects.order_by("-began_on")
    choices = [(str(one.pk), f"{one.title} {one.began_on}") for one in rows]
    return choice_field(_("Promotion event"), choices, required=required)


class NewLeadForm(forms.Form):
    """What is known of an investment when it is first reported."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found: list[PipelineTerms] = pipelines(on)
        rules = [(f"{one.adoption.pk}.{one.name}", one.adoption.title) for one in self.found]
        self.fields["rules"] = choice_field(_("Rules"), rules)
        self.fields["title"] = text_field(_("What would be invested in"))
        self.fields["source"] = choice_field(_("Where the lead is from"), self._sources())
        self.fields["investor"] = EntityField(
            Kind.ENTERPRISE, label=_("Investor, of the register"), required=False,
            help_text=_("Its name or its credit code."),
        )  # fmt: skip
        self.fields["investor_name"] = text_field(_("Investor, from outside"), required=False)
        self.fields["investor_home"] = text_field(_("Where it is from"), required=False)
        self.fields["industry"] = forms.CharField(
            label=_("Industry, by its code"), max_length=5, required=False,
            help_text=_("GB/T 4754, for instance C3812"),
        )  # fmt: skip
        self.fields["currency"] = choice_field(_("Currency"), _members(Currency))
        self.fields["wanted"] = amount_field(_("Investment wanted"))
        unit = [("wan", _("ten thousand (万)")), ("yi", _("hundred million (亿)"))]
        self.fields["unit"] = choice_field(_("Unit of the investment"), unit)
        self.fields["registered_capital"] = amount_field(_("Registered capital"), required=False)
        for name, label in (("land_mu", _("Land wanted, mu")),
                            ("factory_area", _("Factory wanted, ㎡"))):  # fmt: skip
            self.fields[name] = forms.DecimalField(
                label=label, required=False, min_value=0, max_digits=12, decimal_places=2
            )
        self.fields["park"] = EntityField(Kind.PARK, label=_("Park wanted"), required=False)
        self.fields["event"] = _events()
        self.fields["on"] = DayField(label=_("First reported on"), initial=on)

    def _sources(self) -> list[tuple[str, str]]:
        found = {c: t for one in self.found for c, t in one.part.sources.items()}
        return [(code, in_tongue(title)) for code, title in found.items()]

    @property
    def new(self) -> NewLead:
        """What was filled in, amounts in hundredths."""
        said = self.cleaned_data
        key, _dot, part = said["rules"].partition(".")
        event = PromotionEvent.objects.filter(pk=int(said["event"] or 0)).first()
        return NewLead(
            Adoption.objects.get(pk=int(key)), part, said["title"], said["source"],
            hundredths(said["wanted"], said["unit"]) or 0, Currency(said["currency"]),
            said["investor"], said["investor_name"], said["investor_home"], said["industry"],
            hundredths(said["registered_capital"]), said["land_mu"], said["factory_area"],
            said["park"], event,
        )  # fmt: skip


class NewPromotionEventForm(forms.Form):
    """A fair or another occasion."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"] = text_field(_("Title"))
        self.fields["place"] = text_field(_("Where"))
        self.fields["began_on"] = DayField(label=_("First day"), initial=on)
        self.fields["ended_on"] = DayField(label=_("Last day"), initial=on)
        self.fields["organiser"] = EntityField(Kind.OFFICE, label=_("Held by"))


class LeadActForm(forms.Form):
    """The fields of an act, and on which day it happened."""

    def __init__(
        self, *args: Any, act: LeadAct, lead: Lead, on: date, at: datetime, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.lead, self.act, self.on_day, self.at = lead, act, on, at
        for name in (*ACTS[act].needs, *ACTS[act].takes):
            required = name in ACTS[act].needs
            if name in ("points", "vetoes"):
                self._sheet(name)
            else:
                self.fields[name] = _FIELDS[name](self, required)
        if act is LeadAct.FAIR_REVIEW:
            self.fields["says"].label = _("Basis of the exception")
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)
        self.has_file = "file" in self.fields

    def _sheet(self, name: str) -> None:
        """A field for each item, up to its weight; for each veto its document."""
        review = terms_of(self.lead, self.on_day).part.review
        if name == "points":
            for code, item in review.items.items():
                self.fields[f"points_{code}"] = forms.DecimalField(
                    label=f"{in_tongue(item.title)} (0–{item.weight})", min_value=0,
                    max_value=item.weight, max_digits=5, decimal_places=2,
                )  # fmt: skip
            return
        for code, veto in review.vetoes.items():
            label = _("Veto: %s") % in_tongue(veto.title)
            field = text_field(label, required=False)
            field.help_text = _("Only where it is found: the document that says so.")
            self.fields[f"vetoes_{code}"] = field

    @property
    def said(self) -> LeadSaid:
        """What was filled in; a file is kept as an original."""
        given: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name == "on" or value in (None, ""):
                continue
            if "_" in name and (kind := name.partition("_"))[0] in ("points", "vetoes"):
                given.setdefault(kind[0], {})[kind[2]] = value
            else:
                given[name] = _READ.get(name, _as_it_is)(value)
        if "file" in given:
            upload = given["file"]
            given["file"] = files.store(upload.read(), name=upload.name or "", at=self.at)
        return LeadSaid(**given)


def _as_it_is(value: Any) -> Any:
    return value


def _yes(value: Any) -> bool:
    return value in (True, "yes")


_READ: Mapping[str, Callable[[Any], Any]] = {
    "amount": hundredths,
    "direction": Direction,
    "kind": PromiseKind,
    "currency": Currency,
    "evidence": EvidenceKind,
    "conclusion": FairConclusion,
    "event": int,
    "which": int,
    "holds": _yes,
    "by_us": _yes,
    "incentives": tuple,
}


def _which(form: LeadActForm, _required: bool) -> forms.Field:
    lead, act = form.lead, form.act
    choices: list[tuple[str, str]] = []
    label = _("Which")
    if act is LeadAct.CHECK_ARRIVAL:
        rows = lead.arrivals.filter(accepted=None).order_by("pk")
        choices = [(str(one.pk), f"{one.on} {amount(one.amount, one.currency)} {one.document}")
                   for one in rows]  # fmt: skip
    elif act is LeadAct.KEEP_PROMISE:
        promises = lead.promises.filter(kind=PromiseKind.OTHER, kept_on=None).order_by("due_on")
        choices = [(str(one.pk), f"{one.due_on} {one.says}") for one in promises]
    elif act is LeadAct.DECIDE_CLAIM:
        claims = lead.claims.filter(decided_on=None).select_related("claimant")
        choices = [(str(one.pk), f"{one.on} {one.claimant.display_name}：{one.says}")
                   for one in claims]  # fmt: skip
    elif act is LeadAct.CORRECT:
        steps = lead.steps.filter(corrected=None).order_by("-on", "-pk")
        choices = [(str(one.pk), f"{one.on} {stage_word(one.stage)}") for one in steps]
    elif act is LeadAct.MERGE:
        label = _("Merge into")
        others = Lead.objects.exclude(pk=lead.pk).exclude(stage__in=OVER).order_by("-pk")
        choices = [(str(one.pk), one.title) for one in others[:200]]
    return choice_field(label, choices)


def _incentives(form: LeadActForm, required: bool) -> forms.Field:
    known = terms_of(form.lead, form.on_day).part.incentives
    return forms.MultipleChoiceField(
        label=_("What the agreement offers, the same for everybody"), required=required,
        choices=[(code, in_tongue(one.title)) for code, one in known.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A refund of tax or any favour to one firm cannot be offered."),
    )  # fmt: skip


def _takers(form: LeadActForm, required: bool) -> forms.Field:
    rows = User.objects.filter(is_active=True, belongings__until=None,
                               belongings__capacity="officer").distinct()  # fmt: skip
    known = rows.exclude(pk=form.lead.owner_id).order_by("username")
    choices = [(one.username, f"{one.display_name} ({one.username})") for one in known]
    return choice_field(_("Who takes it over"), choices, required=required)


def _day_label(form: LeadActForm) -> str:
    words = {
        LeadAct.SIGN: _("Capital is to arrive by"),
        LeadAct.FAIR_REVIEW: _("The exception ends on"),
        LeadAct.VISIT: _("Promised until"),
    }
    return words.get(form.act, _("Until"))


def _amount_label(form: LeadActForm) -> str:
    word = _("Capital promised") if form.act is LeadAct.SIGN else _("Amount")
    return word if form.act is LeadAct.ARRIVE else f"{word} ({form.lead.currency})"


def _yes_no(label: str, yes: str, no: str, required: bool) -> forms.Field:
    return choice_field(label, [("yes", yes), ("no", no)], required=required)


Maker = Callable[[LeadActForm, bool], forms.Field]
_FIELDS: Mapping[str, Maker] = {
    "says": lambda f, r: text_field(_("What is to be said of it"), required=r, long=True),
    "document": lambda f, r: text_field(_("Document with its number"), required=r),
    "direction": lambda f, r: choice_field(_("Which way"), _members(Direction), required=r),
    "place": lambda f, r: text_field(_("Where"), required=r),
    "people": lambda f, r: text_field(_("Who was there"), required=r),
    "promise": lambda f, r: text_field(_("What was promised"), required=r),
    "due": lambda f, r: DayField(label=_day_label(f), required=r),
    "kind": lambda f, r: choice_field(_("Kind of promise"), _members(PromiseKind), required=r),
    "by_us": lambda f, r: _yes_no(_("Who promises"), _("We"), _("The investor"), False),
    "amount": lambda f, r: amount_field(_amount_label(f), required=r),
    "currency": lambda f, r: choice_field(_("Currency"), _members(Currency), required=r),
    "start_due": lambda f, r: DayField(label=_("Works begin by"), required=r),
    "production_due": lambda f, r: DayField(label=_("Production begins by"), required=r),
    "event": lambda f, r: _events(required=r),
    "evidence": lambda f, r: choice_field(_("Evidence"), _members(EvidenceKind), required=r),
    "file": lambda f, r: forms.FileField(label=_("File of the evidence"), required=r),
    "which": _which,
    "holds": lambda f, r: _yes_no(
        _("Decision"), pgettext("decision", "Accepted"), pgettext("decision", "Refused"), r
    ),
    "taker": _takers,
    "day": lambda f, r: DayField(label=_("It was in truth on"), required=r),
    "conclusion": lambda f, r: choice_field(_("Conclusion"), _members(FairConclusion), required=r),
    "incentives": _incentives,
    "code": lambda f, r: text_field(_("National code of the project, if there is one"), required=r),
}
