"""Mechanisms, needs and values in the tongue of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.mechanisms.head import Authority, Parameter, ParameterValue
from tashan.mechanisms.naming import Candidate, Reason
from tashan.mechanisms.schema import Mechanism
from tashan.web.figure_words import in_tongue
from tashan.web.industry_words import industry_name

WHY: dict[Reason, str | Promise] = {
    Reason.TITLE: gettext_lazy("the same name"),
    Reason.ALIAS: gettext_lazy("a name that reports use for it"),
    Reason.CONTAINS: gettext_lazy("the name holds its name"),
    Reason.PART: gettext_lazy("part of its name"),
    Reason.ALIKE: gettext_lazy("most characters are the same"),
    Reason.HEAD: gettext_lazy("it ends in the same word"),
}
AUTHORITIES: dict[Authority, str | Promise] = {
    Authority.COUNTY: gettext_lazy("County"),
    Authority.PREFECTURE: gettext_lazy("Prefecture"),
    Authority.PROVINCE: gettext_lazy("Province"),
    Authority.NATION: pgettext_lazy("authority", "Nation"),
}


@dataclass(frozen=True, slots=True)
class CandidateWords:
    """A mechanism that a practice may be, and what speaks for it."""

    code: str
    title: str
    why: str
    compared_with: str
    percent: int


def candidate_words(found: Candidate, mechanisms: Mapping[str, Mechanism]) -> CandidateWords:
    title = in_tongue(mechanisms[found.code].title)
    return CandidateWords(
        found.code, title, str(WHY[found.reason]), found.name, round(100 * found.score)
    )


def value_words(value: ParameterValue | None, unit: str = "") -> str:
    """A parameter's value as a page shows it; a dash where it is not known."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return f"{plain_number(value)} {unit}".strip()
    if isinstance(value, str):
        return value
    return "、".join(_item(item) for item in value)


def _item(item: object) -> str:
    if isinstance(item, tuple):
        upto, held = item
        bound = _("beyond") if upto is None else _("up to %s") % plain_number(upto)
        return f"{bound}: {plain_number(held)}"
    name = industry_name(str(item))
    return f"{item} {name}" if name else str(item)


def plain_number(value: Decimal) -> str:
    """1,234.5 without zeros at its end."""
    whole = value.normalize()
    return f"{whole:,f}"


def title_of(code: str, parameter: Parameter) -> str:
    return in_tongue(parameter.title) if parameter.title else code


def since_words(parameter: Parameter, day: date) -> date | None:
    """From which day the value of a day has held."""
    return parameter.since(day)
