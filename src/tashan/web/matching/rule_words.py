"""A programme in words: who qualifies, what is given, and the parameters that hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.indicators.figure_text import number_text
from tashan.mechanisms.fields import Basis
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.mechanisms.programme import Giving, Programme, Shortage, Together
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.spans import Phrase, Tongue
from tashan.mechanisms.words.speaking import credit_titles
from tashan.programmes.binding import scope_of
from tashan.programmes.offers import Offer
from tashan.programmes.words import ConditionWords
from tashan.web.figure_words import in_script, in_tongue
from tashan.web.matching.quantities import is_english, told_in, unit_word

SUBJECTS = {
    Subject.ENTERPRISE: gettext_lazy("Enterprises"),
    Subject.PROJECT: gettext_lazy("Projects"),
    Subject.PLACE: gettext_lazy("Places"),
    Subject.OFFICE: gettext_lazy("Offices"),
    Subject.PARK: gettext_lazy("Parks"),
}
GIVINGS = {
    Giving.GRANT: pgettext_lazy("giving", "Grant"),
    Giving.SUBSIDY: pgettext_lazy("giving", "Subsidy"),
    Giving.INTEREST_SUBSIDY: pgettext_lazy("giving", "Interest subsidy"),
    Giving.LOAN: pgettext_lazy("giving", "Loan"),
    Giving.GUARANTEE: pgettext_lazy("giving", "Guarantee"),
    Giving.CARD: pgettext_lazy("giving", "Card"),
    Giving.TITLE: pgettext_lazy("giving", "Title"),
    Giving.SERVICE: pgettext_lazy("giving", "Service"),
    Giving.PERMIT: pgettext_lazy("giving", "Permit"),
}
SHORTAGES = {
    Shortage.IN_ORDER: gettext_lazy(
        "When it runs short: in order, while whole amounts can be paid."
    ),
    Shortage.PART: gettext_lazy("When it runs short: in order; the last one gets what is left."),
    Shortage.EVENLY: gettext_lazy("When it runs short: every amount is reduced in proportion."),
}
TOGETHER = {
    Together.ADD: gettext_lazy("Given besides others of its group."),
    Together.HIGHER: gettext_lazy("Of its group only the higher one is given."),
}


NAME = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition in words beside its rule."""

    code: str
    says: str
    rule: str
    is_exclusion: bool
    words: Phrase = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What those who qualify get."""

    title: str
    rule: str
    words: Phrase
    benefits: tuple[str, ...]
    overlap: str


@dataclass(frozen=True, slots=True)
class ShownParameter:
    """A parameter as it holds; tiers are a line each."""

    code: str
    title: str
    value: str
    since: date | None
    basis: str

    @property
    def lines(self) -> list[str]:
        return self.value.split("; ")


def speaker_of(offer: Offer, on: date) -> Speaker:
    """Who puts the rules of a programme into words of the page's tongue, as of a day."""
    tongue = Tongue.EN if is_english() else Tongue.ZH
    return Speaker(scope_of(offer), on, tongue, credit_titles(library()))


def clauses_of(conditions: Mapping[str, ConditionWords], by: Speaker) -> list[Clause]:
    """In the order of the file."""
    return [
        Clause(
            each.code,
            in_tongue(each.says),
            each.rule,
            each.is_exclusion,
            in_words(each.rule, by),
            basis_text(each.basis),
        )
        for each in conditions.values()
    ]


def given_by(programme: Programme, by: Speaker) -> Given:
    gives = programme.gives
    title = str(GIVINGS[gives.kind])
    if gives.label:
        title += f" · {gives.label}"
    if gives.term_months:
        title += " · " + _("%d months") % gives.term_months
    overlap = str(TOGETHER[programme.overlap.rule]) if programme.overlap else ""
    benefits = tuple(in_tongue(each) for each in gives.benefits)
    words = in_words(gives.amount, by) if gives.amount else ()
    return Given(title, gives.amount or "", words, benefits, overlap)


def basis_text(basis: Sequence[Basis]) -> str:
    """The documents and articles; an example says whose."""
    told = (" ".join(filter(None, (b.document or b.example_of, b.article))) for b in basis)
    return in_script("; ".join(told))


def used_by(programme: Programme, parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """Of a mechanism's parameters those that the rules of this programme name."""
    rules = [each.rule for each in (*programme.eligible, *programme.excluded)]
    rules.append(programme.gives.amount or "")
    if programme.places:
        rules += [programme.places.first, *(key.by for key in programme.places.order)]
    if programme.budget:
        rules += [programme.budget.total, *(key.by for key in programme.budget.order)]
    named = {name for rule in rules for name in NAME.findall(rule)}
    return {code: each for code, each in parameters.items() if code in named}


def parameters_of(parameters: Mapping[str, Parameter], on: date) -> list[ShownParameter]:
    """What holds on the day, with its unit, since when and on what it rests."""
    return [
        ShownParameter(
            code, parameter_title(code, each), parameter_text(each, on), each.since(on),
            basis_text(each.basis),
        )
        for code, each in parameters.items()
    ]  # fmt: skip


def parameter_title(code: str, parameter: Parameter) -> str:
    return in_tongue(parameter.title) if parameter.title else code


def parameter_text(parameter: Parameter, on: date) -> str:
    """1,500 万元; 10%; up to 5: 0.02%, above: 0.04%."""
    return value_text(parameter.on(on), parameter.unit or "")


def value_text(value: object, unit: str) -> str:
    match value:
        case None:
            return _("not yet known")
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return _with_unit(value, unit)
        case tuple():
            return "; ".join(_item_text(item, unit) for item in value)
    return in_script(str(value))


def _item_text(item: object, unit: str) -> str:
    """A tier, or a word of a list."""
    if not isinstance(item, tuple):
        return in_script(str(item))
    upto, held = item
    if upto is None:
        return _("above: %s") % _with_unit(held, unit)
    told = {"upto": number_text(upto), "held": _with_unit(held, unit)}
    return _("up to %(upto)s: %(held)s") % told


def _with_unit(value: Decimal, unit: str) -> str:
    if is_english():
        return told_in(value, unit)
    return f"{number_text(value)}{'' if unit == '%' else ' '}{unit_word(unit)}".strip()
