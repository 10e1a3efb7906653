"""What the law asks of a mechanism and what it needs, as its file says, for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.mechanisms.head import Authority, Law, LawfulBasis, Review
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.words.amounts import amount
from tashan.mechanisms.words.spans import Tongue
from tashan.web import mechanism_words as words


@dataclass(frozen=True, slots=True)
class Check:
    """One point: a light, its word, what it is about and what stands of it."""

    light: str
    word: str
    title: str
    note: str


def law_checks(found: Mechanism) -> list[Check]:
    """Fair competition, favours to some firms, and confidential tax figures."""
    return list(_law(found))


def _law(found: Mechanism) -> Iterator[Check]:
    law = found.law
    if law is None:
        yield Check(
            "idle", _("nothing to check"), _("Fair competition review"), _("It favours nobody.")
        )
        return
    if law.fair_competition_review is Review.REQUIRED:
        note = _("To be reviewed before anything is published under it.")
        yield Check("yellow", _("to do"), _("Fair competition review"), note)
    else:
        note = _("Not needed: it gives no firm an advantage.")
        yield Check("green", _("in order"), _("Fair competition review"), note)
    yield _selective(law)


def _selective(law: Law) -> Check:
    title = _("Favour by place, ownership or tax")
    if law.selective is None:
        return Check("green", _("in order"), title, _("The file names none."))
    grounds = {
        LawfulBasis.LAW: _("by a law"),
        LawfulBasis.STATE_COUNCIL: _("by the State Council"),
        LawfulBasis.EXCEPTION: _("as an exception of the regulations"),
    }[law.selective.basis]
    pieces = [grounds, law.selective.document, law.selective.article or ""]
    return Check("yellow", _("with a basis"), title, " ".join(filter(None, pieces)))


def need_checks(found: Mechanism, tongue: Tongue) -> list[Check]:
    """Money, people, authority, and the systems it builds on."""
    return list(_needs(found, tongue))


def _needs(found: Mechanism, tongue: Tongue) -> Iterator[Check]:
    needs = found.needs
    if needs is None:
        return
    word = _("needed")
    if needs.money is not None:
        yield Check("idle", word, _("Money"), amount(Decimal(needs.money), "元", tongue))
    if needs.people is not None:
        yield Check("idle", word, _("People"), str(needs.people))
    if needs.authority is not None:
        level = {
            Authority.COUNTY: _("The county may decide it."),
            Authority.PREFECTURE: _("The prefecture decides it."),
            Authority.PROVINCE: _("The province decides it."),
            Authority.NATION: _("The nation decides it."),
        }[needs.authority]
        yield Check("idle", word, _("Authority"), level)
    if needs.systems:
        names = [str(words.SYSTEMS.get(code, code)) for code in needs.systems]
        yield Check("idle", word, _("Built on"), _(", ").join(names))
