"""Why cards are issued: a confirmed list of a programme, or a published ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.base.errors import UserError
from tashan.indicators.ranking.running import ranking_of
from tashan.indicators.ranking_models import Publication
from tashan.indicators.snapshots.stored import table_of
from tashan.indicators.snapshots.taking import taken
from tashan.mechanisms.ground import Ground as Tie
from tashan.mechanisms.library import library
from tashan.mechanisms.mentions import FIELDS, Names
from tashan.mechanisms.rules.answers import Verdict
from tashan.programmes.binding import columns_in, settled
from tashan.programmes.cards.terms import refuse_no_card
from tashan.programmes.lists import refuse_unreviewed
from tashan.programmes.models import Award, AwardList, AwardState, ListState
from tashan.programmes.offers import Offer
from tashan.programmes.run_offers import offer_of_row
from tashan.programmes.values import answer
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who would get a card by a ground: by which award or at which rank."""

    holder: Entity
    award: Award | None = None
    rank: int | None = None
    is_declined: bool = False
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """``held_on`` is the day from which the ground stands: no card begins before it."""

    offer: Offer
    held_on: date
    candidates: tuple[Candidate, ...]
    award_list: AwardList | None = None
    publication: Publication | None = None

    @property
    def stream(self) -> str:
        """Where it is noted that cards were issued by it."""
        if self.award_list is not None:
            return self.award_list.stream
        assert self.publication is not None
        return self.publication.run.stream


def by_list(award_list: AwardList) -> Ground:
    """All that stand on a confirmed list. Raises UserError for a draft, and where no card is
    given by its programme."""
    offer = offer_of_row(award_list.programme, award_list.programme.run)
    refuse_no_card(offer)
    if award_list.state != ListState.CONFIRMED or award_list.confirmed_at is None:
        raise UserError(
            _("Cards are issued on a confirmed list; this one is: %s.")
            % ListState(award_list.state).label,
            hint=_("Confirm the list first."),
        )
    rows = award_list.awards.select_related("entity").order_by("place", "entity")
    found = tuple(
        Candidate(row.entity, row, row.place, is_declined=row.state == AwardState.DECLINED)
        for row in rows
    )
    return Ground(offer, timezone.localdate(award_list.confirmed_at), found, award_list=award_list)


def by_publication(publication: Publication, offer: Offer, *, first: int, on: date) -> Ground:
    """The first so many of a published ranking, but those whom the programme excludes.

    Raises UserError for a version that a later one corrects, for a ranking by the tax paid, for a
    programme that gives no card and for one whose fair competition review is missing.
    """
    refuse_no_card(offer)
    refuse_unreviewed(offer)
    if follows_tax(publication):
        raise UserError(
            _("No card is given for the tax paid (fair competition review regulations, 10)."),
            hint=_("Take a ranking by output, research or another figure of the work done."),
        )
    later = Publication.objects.filter(first=publication.list_id, number__gt=publication.number)
    if later.exists():
        raise UserError(
            _("This version of the ranking was corrected."), hint=_("Take its newest version.")
        )
    rows = publication.run.rows.filter(rank__isnull=False, rank__lte=first)
    ranked = list(rows.select_related("entity").order_by("position"))
    out = excluded(offer, [row.entity_id for row in ranked], on)
    found = tuple(
        Candidate(row.entity, rank=row.rank, is_excluded=row.entity_id in out) for row in ranked
    )
    return Ground(offer, publication.published_on, found, publication=publication)


def follows_tax(publication: Publication) -> bool:
    """Whether a measure of the ranking is tax paid, or is computed from it."""
    held = current.of_version(publication.run.version)
    names = Names(FIELDS, library().indicators, {})
    return any(
        mention.ground is Tie.TAX
        for measure in ranking_of(held, publication.run.part).measures
        for mention in names.mentions(measure.figure)
    )


def excluded(offer: Offer, entities: Iterable[int], on: date) -> frozenset[int]:
    """Whom the programme excludes on a day: a rank alone gives no card to the dishonest."""
    one = settled(offer, on)
    wanted = sorted(set(entities))
    rules = [condition.rule for condition in one.programme.excluded]
    if not wanted or not rules:
        return frozenset()
    columns = sorted(columns_in(rules).values(), key=lambda column: column.key)
    frame = taken(offer.programme.subject, columns, on=on, only=wanted)
    table = table_of(frame, columns)
    alone = replace(one.programme, eligible=())
    return frozenset(
        subject
        for row, subject in enumerate(frame["subject"].to_list())
        if answer(table, row, alone).verdict is Verdict.NO
    )
