"""A programme in words: who qualifies, what is given, and the parameters that hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.mechanisms.fields import Basis
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.mechanisms.programme import Giving, Programme, Shortage, Together
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.parameters import parameters as parameters_in_words
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.spans import Phrase
from tashan.mechanisms.words.speaking import credit_titles
from tashan.programmes.binding import scope_of
from tashan.programmes.offers import Offer
from tashan.programmes.words import ConditionWords
from tashan.web.figure_words import in_script, in_tongue
from tashan.web.mechanism_words import tongue

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
BETWEEN_TIERS = re.compile("；|; ")


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
        return BETWEEN_TIERS.split(self.value)


def speaker_of(offer: Offer, on: date) -> Speaker:
    """Who puts the rules of a programme into words of the page's tongue, as of a day."""
    return Speaker(scope_of(offer), on, tongue(), credit_titles(library()))


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
    words = in_words(gives.rule, by) if gives.rule else ()
    return Given(title, gives.rule or "", words, benefits, overlap)


def basis_text(basis: Sequence[Basis]) -> str:
    """The documents and articles; an example says whose."""
    told = (" ".join(filter(None, (b.document or b.example_of, b.article))) for b in basis)
    return in_script("; ".join(told))


def used_by(programme: Programme, parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """Of a mechanism's parameters those that the rules of this programme name."""
    rules = [each.rule for each in (*programme.eligible, *programme.excluded)]
    rules.append(programme.gives.rule or "")
    if programme.places:
        rules += [programme.places.first, *(key.by for key in programme.places.order)]
    if programme.budget:
        rules += [programme.budget.total, *(key.by for key in programme.budget.order)]
    named = {name for rule in rules for name in NAME.findall(rule)}
    return {code: each for code, each in parameters.items() if code in named}


def parameters_of(parameters: Mapping[str, Parameter], by: Speaker) -> list[ShownParameter]:
    """What holds on the day, with its unit, since when and on what it rests."""
    return [
        ShownParameter(
            told.code, in_script(told.title), in_script(told.value) or _("not yet known"),
            told.since, basis_text(told.basis),
        )
        for told in parameters_in_words(parameters, by)
    ]  # fmt: skip
