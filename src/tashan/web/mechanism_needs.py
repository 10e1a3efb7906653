"""What a mechanism needs before it can be adopted, as its file says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.mechanisms.head import Authority
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.words.amounts import amount
from tashan.mechanisms.words.spans import Tongue
from tashan.web import mechanism_words as words


@dataclass(frozen=True, slots=True)
class NeedWords:
    """One need: what it is about, and how much or whose."""

    title: str
    note: str


def needs(found: Mechanism, tongue: Tongue) -> list[NeedWords]:
    """Money, people, authority, and the systems it builds on."""
    return list(_needs(found, tongue))


def _needs(found: Mechanism, tongue: Tongue) -> Iterator[NeedWords]:
    needed = found.needs
    if needed is None:
        return
    if needed.money is not None:
        yield NeedWords(_("Money"), amount(Decimal(needed.money), "元", tongue))
    if needed.people is not None:
        people = ngettext("%d person", "%d people", needed.people) % needed.people
        yield NeedWords(_("People"), people)
    if needed.authority is not None:
        level = {
            Authority.COUNTY: _("The county may decide it."),
            Authority.PREFECTURE: _("The prefecture decides it."),
            Authority.PROVINCE: _("The province decides it."),
            Authority.NATION: _("The nation decides it."),
        }[needed.authority]
        yield NeedWords(_("Authority"), level)
    if needed.systems:
        names = [str(words.SYSTEMS.get(code, code)) for code in needed.systems]
        yield NeedWords(_("Built on"), _(", ").join(names))
