"""What is in force here on a day: the one door for those who run mechanisms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from tashan.adoption import files
from tashan.adoption.adopting import newest
from tashan.adoption.models import Adoption, AdoptionVersion, Conclusion, Review
from tashan.base.errors import UserError
from tashan.mechanisms.definitions import Origin, origin_of
from tashan.mechanisms.head import Review as ReviewNeed
from tashan.mechanisms.problems import Mark
from tashan.mechanisms.schema import Mechanism, Part


@dataclass(frozen=True, slots=True)
class InForce:
    """An adoption, the version of it that holds, and the local file as a mechanism."""

    adoption: Adoption
    version: AdoptionVersion
    mechanism: Mechanism

    def part(self, code: str) -> Part:
        """The part of this name. Raises UserError where the local file has none."""
        found = self.mechanism.parts.get(code)
        if found is None:
            raise UserError(
                _("“%(title)s” has no part “%(code)s”.")
                % {"title": self.adoption.title, "code": code},
                hint=_("Its parts are: %s.") % ", ".join(self.mechanism.parts),
            )
        return found

    def origin(self, code: str) -> Origin:
        """The mechanism, its parameters and its basis, as definitions of a part need them."""
        mark = Mark(f"{self.adoption.title} {self.version.number}")
        return origin_of(self.mechanism, code, mark)


def in_force(on: date, *, place: str = "") -> list[InForce]:
    """What holds on a day, by mechanism; with ``place`` of that division code alone."""
    rows = Adoption.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), since__lte=on)
    if place:
        rows = rows.filter(place=place)
    held = rows.prefetch_related(Prefetch("versions", AdoptionVersion.objects.order_by("number")))
    return [found for row in held if (found := _held(row, on))]


def of(adoption: Adoption, on: date) -> InForce:
    """The adoption as it holds on a day. Raises UserError where it does not."""
    ended = adoption.ended_on is not None and on >= adoption.ended_on
    found = None if ended else _held(adoption, on)
    if found is None:
        raise UserError(
            _("“%(title)s” is not in force on %(day)s.")
            % {"title": adoption.title, "day": on.isoformat()},
            hint=_("Choose a day on which it holds, or adopt the mechanism anew."),
        )
    return found


def of_version(version: AdoptionVersion) -> InForce:
    """The adoption as one version says it, whatever holds today: a run is repeated with this."""
    return InForce(version.adoption, version, files.mechanism_of(version))


def _held(adoption: Adoption, on: date) -> InForce | None:
    version = newest(list(adoption.versions.all()), on)
    if version is None:
        return None
    return InForce(adoption, version, files.mechanism_of(version))


def needs_review(mechanism: Mechanism) -> bool:
    """Whether its file says that a fair competition review is required."""
    law = mechanism.law
    return law is not None and law.fair_competition_review == ReviewNeed.REQUIRED


def newest_review(adoption: Adoption) -> Review | None:
    return newest_reviews([adoption.pk]).get(adoption.pk)


def newest_reviews(adoptions: Iterable[int]) -> dict[int, Review]:
    """The review that counts, of each adoption that has one."""
    rows = Review.objects.filter(version__adoption__in=list(adoptions)).select_related("version")
    return {row.version.adoption_id: row for row in rows.order_by("pk")}


def is_reviewed(adoption: Adoption) -> bool:
    """Whether the newest review lets it be issued, and reviewed the rules as they stand.

    A review holds for later versions that set parameters, not for those that change rules.
    """
    return review_holds(newest_review(adoption), adoption.versions.latest("number"))


def review_holds(review: Review | None, version: AdoptionVersion) -> bool:
    """Whether a review lets a version be issued."""
    if review is None or review.conclusion == Conclusion.FAILS:
        return False
    return _rules(review.version) == _rules(version)


def _rules(version: AdoptionVersion) -> files.File:
    own = files.of_version(version)
    return {key: own[key] for key in own if key in ("parts", "law")}
