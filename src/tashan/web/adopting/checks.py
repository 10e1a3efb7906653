"""Fitness and legality as a list of lights: met, to be mended, not known, not allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.learning.fitness import Checked, Lack, Need
from tashan.mechanisms.ground import Ground
from tashan.mechanisms.head import Authority, Law, Review
from tashan.mechanisms.law import Standing, legality
from tashan.mechanisms.library import library
from tashan.mechanisms.mechanism_names import only_defines
from tashan.mechanisms.schema import Mechanism
from tashan.web.adopting.words import AUTHORITIES, plain_number
from tashan.web.figure_words import in_tongue
from tashan.web.mechanism_words import SYSTEMS

MET, LACKING, UNKNOWN, FORBIDDEN = "green", "yellow", "idle", "red"
WORDS: dict[str, str | Promise] = {
    MET: pgettext_lazy("check", "Met"),
    LACKING: pgettext_lazy("check", "To do"),
    UNKNOWN: pgettext_lazy("check", "Not known"),
    FORBIDDEN: pgettext_lazy("check", "Not allowed"),
}
NEEDS: dict[Need, str | Promise] = {
    Need.MONEY: pgettext_lazy("need", "Money"),
    Need.PEOPLE: pgettext_lazy("need", "People"),
    Need.AUTHORITY: pgettext_lazy("need", "Authority"),
    Need.SYSTEMS: gettext_lazy("What it builds on"),
    Need.DATA: pgettext_lazy("need", "Data"),
}
GROUNDS = {ground.value for ground in Ground}
MOST_LACKS = 3
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Check:
    """One line: a light, what was looked at, and what was found."""

    light: str
    title: str
    detail: str

    @property
    def word(self) -> str | Promise:
        return WORDS[self.light]


def fitness_checks(found: Iterable[Checked]) -> list[Check]:
    return [_fitness(one) for one in found]


def _fitness(one: Checked) -> Check:
    light = UNKNOWN if one.met is None else MET if one.met else LACKING
    return Check(light, str(NEEDS[one.need]), _TOLD[one.need](one))


def _money(one: Checked) -> str:
    wanted = _yuan(one.wanted)
    if one.have is None:
        return _("%s needed; say below how much is there") % wanted
    told = {"wanted": wanted, "have": _yuan(one.have)}
    return _("%(wanted)s needed, %(have)s there") % told


def _yuan(amount: Decimal | int | Authority | None) -> str:
    assert isinstance(amount, Decimal | int)
    return _("%s ten thousand yuan") % plain_number(Decimal(amount) / TEN_THOUSAND)


def _people(one: Checked) -> str:
    if one.have is None:
        return _("%s needed; say below how many are there") % one.wanted
    told = {"wanted": one.wanted, "have": one.have}
    return _("%(wanted)s needed, %(have)s there") % told


def _authority(one: Checked) -> str:
    assert isinstance(one.wanted, Authority)
    if one.met is None or not isinstance(one.have, Authority):
        return _("The register does not say of which level our place is.")
    wanted = AUTHORITIES[one.wanted]
    if one.met:
        return _("%s decides; nothing to hand up") % AUTHORITIES[one.have]
    return _("%s decides: ask there first") % wanted


def _systems(one: Checked) -> str:
    lacking = [_mechanisms_for(code) for code in one.lacking]
    if lacking:
        return _("Not running here yet: %s") % "；".join(lacking)
    return _("All that it builds on runs here.")


def _mechanisms_for(system: str) -> str:
    """The system by its name, and the mechanisms of the library that could be adopted for it."""
    name = str(SYSTEMS.get(system, system))
    rows = [one for one in library().mechanisms.values() if not only_defines(one)]
    titles = [in_tongue(one.title) for one in rows if system in one.systems]
    if not titles:
        return _("%s, for which the library has no file") % name
    return _("%(system)s (adopt %(mechanisms)s)") % {
        "system": name,
        "mechanisms": "、".join(titles[:MOST_LACKS]),
    }


def _data(one: Checked) -> str:
    if one.met is None:
        return _("No preview could be made, so it is not known.")
    if one.met:
        return _("Every figure that the rules ask for is there.")
    told = [_lack(lack) for lack in one.lacks[:MOST_LACKS]]
    more = len(one.lacks) - len(told)
    return "；".join(told) + (_(" and %d more") % more if more else "")


def _lack(lack: Lack) -> str:
    code = lack.key.split("@")[0].split("#")[0]
    known = library().indicators.get(code)
    name = in_tongue(known.title) if known else code
    return _("%(n)d of %(of)d have no %(name)s") % {
        "n": lack.missing,
        "of": lack.of,
        "name": name,
    }


_TOLD = {
    Need.MONEY: _money,
    Need.PEOPLE: _people,
    Need.AUTHORITY: _authority,
    Need.SYSTEMS: _systems,
    Need.DATA: _data,
}


STANDINGS = {Standing.MET: MET, Standing.TO_DO: LACKING, Standing.DELETE: FORBIDDEN}


def law_checks(mechanism: Mechanism, *, on: date) -> list[Check]:
    """What the law asks before it is issued."""
    return [_review(mechanism.law), *_points(mechanism, on), *_basis(mechanism)]


def _review(law: Law | None) -> Check:
    title = _("Fair competition review")
    if law is None:
        return Check(UNKNOWN, title, _("The file does not say whether it needs one."))
    if law.fair_competition_review == Review.REQUIRED:
        return Check(
            LACKING, title, _("Required: no list is confirmed before its conclusion is recorded.")
        )
    return Check(MET, title, _("Not required."))


def _points(mechanism: Mechanism, on: date) -> Iterator[Check]:
    """Conditions that depend on registration, ownership or tax paid, and what is published."""
    points = legality(mechanism, on=on)
    told: dict[tuple[str, str], Check] = {}
    for point in points:
        check = Check(STANDINGS[point.standing], in_tongue(point.article), in_tongue(point.says))
        told.setdefault((check.light, check.detail), check)
    if not any(point.code in GROUNDS for point in points):
        yield Check(
            MET,
            _("Conditions that favour some"),
            _("None that depends on registration, ownership or tax paid."),
        )
    yield from told.values()


def _basis(mechanism: Mechanism) -> Iterator[Check]:
    title = _("Basis")
    documents = [basis.document for basis in mechanism.basis if basis.document]
    if documents:
        yield Check(MET, title, "、".join(documents))
    else:
        yield Check(
            LACKING, title, _("An example of another place so far: issue a document of your own.")
        )
