"""Our place beside its peers: what is asked for, what it comes to, and where every figure is from.

Everything is worked out from a handful of queries over all places and indicators at once. What is
not asked for is settled by what our place has figures of, so that the first look shows something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.base.periods import FigurePeriod
from tashan.indicators import peers as standing
from tashan.indicators.choices import Choice, Definitions
from tashan.indicators.gathering import Offered, changed_definitions, gathered, indicator_ids
from tashan.indicators.held import Figures, Wanted, measured
from tashan.indicators.likeness import Likened
from tashan.indicators.lines import Line, Span, line_of
from tashan.indicators.models import Holder, Measure
from tashan.indicators.peers import Alike, NamedPlace
from tashan.indicators.traits import Traits, crowd_of, level_of
from tashan.mechanisms.library import library

LIKE, LEVEL, CHOSEN = "like", "level", "chosen"  # how the peers came to be peers
HOLDERS = (Holder.STATISTICS, Holder.OFFICE, Holder.STATED)
USUAL_PEERS, USUAL_LINES, USUAL_YEARS = 12, 6, 3
MOST_LINES = 20
FURTHEST_BACK = 30  # years that growth is taken over
# what a county looks at first, as far as it has figures of it
_FIRST = (
    Choice("factory_area_built"), Choice("above_scale_firms"), Choice("general_budget_revenue"),
    Choice("tax_per_mu"), Choice("same_day_share"), Choice("occupancy_rate"), Choice("grp"),
    Choice("grp", Measure.GROWTH), Choice("industrial_value_added", Measure.GROWTH),
    Choice("retail_sales", Measure.GROWTH), Choice("fixed_asset_investment", Measure.GROWTH),
    Choice("general_budget_revenue", Measure.GROWTH), Choice("urbanisation_rate"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page or a program asks for; what is left out is settled by what there is."""

    of: int
    choices: tuple[Choice, ...] = ()
    period: FigurePeriod | None = None
    since: int | None = None  # the year that growth is taken from; 0 for none
    peers: tuple[int, ...] = ()  # chosen; none: by ``by``
    by: str = LIKE
    count: int = USUAL_PEERS
    weights: Mapping[str, int] = field(default_factory=lambda: dict(standing.DEFAULT_WEIGHTS))
    reference: int | None = None
    holder: str = ""  # none: for each indicator the one that knows most places


@dataclass(frozen=True)
class Benchmark:
    """The answer. ``alike`` tells how alike the peers are, as far as is known."""

    asked: Asked
    on: date
    by: str
    ours: NamedPlace
    peers: tuple[NamedPlace, ...]
    reference: NamedPlace | None
    span: Span
    lines: tuple[Line, ...]
    alike: Mapping[int, Alike]
    traits: Likened | None
    periods: tuple[FigurePeriod, ...]
    offered: tuple[Choice, ...]

    @property
    def places(self) -> tuple[NamedPlace, ...]:
        return (self.ours, *self.peers)

    @property
    def figures(self) -> int:
        """How many figures of the period are known; each has its source."""
        return sum(line.known for line in self.lines)

    @property
    def not_comparable(self) -> int:
        """How many pairs of our figure and another's may not be compared."""
        return sum(len(line.not_comparable) for line in self.lines)

    def name_of(self, place: int) -> str:
        return next(p.name for p in self.places if p.pk == place)

    def line_of(self, choice: Choice | None) -> Line | None:
        """The line of a choice, else the first."""
        return next((x for x in self.lines if x.choice == choice), next(iter(self.lines), None))

    @property
    def stream(self) -> str:
        """The stream of events about this place's benchmarks."""
        return f"benchmark:{self.ours.pk}"


def benchmark(asked: Asked, *, on: date) -> Benchmark:
    """Work out what was asked for. Raises UserError where the place is not known."""
    definitions, ids = library().indicators, indicator_ids()
    offered = Offered(asked.of, definitions=definitions, ids=ids)
    span = _span(asked, offered, on)
    choices = _choices(asked, offered, span)
    circle = _circle(asked, Traits(standing.year_of_likeness(span.period), definitions, ids), on)
    names = standing.named([asked.of, *circle.peers], on)
    if asked.of not in names:
        raise UserError(
            _("There is no place of this number."), hint=_("Choose the place from the search.")
        )
    peers = tuple(pk for pk in circle.peers if pk in names)
    figures = gathered(
        [asked.of, *peers],
        [choice.code for choice in choices],
        span.each,
        definitions=definitions,
        ids=ids,
    )
    work = _Work(asked, (asked.of, *peers), figures, span, definitions)
    if not asked.choices:
        choices = work.best_known(choices)
    changed = changed_definitions(span, ids=ids)
    reference = _reference(asked, peers, circle, work, choices)
    lines = [work.line(c, reference=reference, is_changed=c.code in changed) for c in choices]
    return Benchmark(
        asked=asked,
        on=on,
        by=circle.by,
        ours=names[asked.of],
        peers=tuple(names[pk] for pk in peers),
        reference=names[reference] if reference else None,
        span=span,
        lines=tuple(lines),
        alike={pk: circle.alike[pk] for pk in peers if pk in circle.alike},
        traits=circle.traits,
        periods=tuple(offered.periods),
        offered=tuple(offered.choices(span.period)),
    )


def _span(asked: Asked, offered: Offered, on: date) -> Span:
    """The period asked for, else the newest whole year; growth over three years, or fewer."""
    periods = offered.periods
    years = [p for p in periods if p.months == 12]
    period = asked.period or next(iter(years or periods), FigurePeriod.parse(str(on.year - 1)))
    known = sorted(p.year for p in periods if p.year < period.year and p.part == period.part
                   and p.kind == period.kind)  # fmt: skip
    if asked.since is not None:
        is_before = period.year - FURTHEST_BACK <= asked.since < period.year
        since = asked.since if is_before else None
    else:
        since = next((y for y in known if y >= period.year - USUAL_YEARS), None)
    span = Span(period)
    return span if since is None else Span(period, span.at(since))


def _choices(asked: Asked, offered: Offered, span: Span) -> tuple[Choice, ...]:
    if asked.choices:
        return tuple(dict.fromkeys(asked.choices))[:MOST_LINES]
    known = offered.choices(span.period)
    first = [choice for choice in _FIRST if choice in known]
    return tuple(dict.fromkeys([*first, *known]))[: 2 * USUAL_LINES]


@dataclass(frozen=True, slots=True)
class _Circle:
    """The peers in their order, and how they came to be so."""

    by: str
    peers: tuple[int, ...]
    alike: Mapping[int, Alike]
    traits: Likened | None


def _circle(asked: Asked, traits: Traits, on: date) -> _Circle:
    """Those chosen, else those like ours; where too little is known for that, all of our level."""
    of, wanted = asked.of, standing.features(asked.weights)
    if asked.peers:
        peers = tuple(dict.fromkeys(p for p in asked.peers if p != of))[: standing.MOST_PEERS]
        found = traits.of([of, *peers])
        alike = standing.likenesses(of, found, wanted, peers)
        return _Circle(CHOSEN, peers, alike, found.get(of))
    level = level_of(of, on)
    if asked.by == LIKE:
        crowd = crowd_of(level, traits)
        like = standing.places_like(of, crowd, wanted, among=level.places, count=asked.count)
        if like:
            alike = {int(place.code): Alike(place, crowd.traits[int(place.code)]) for place in like}
            return _Circle(LIKE, tuple(alike), alike, crowd.traits.get(of))
    return _Circle(LEVEL, tuple(standing.all_of_level(of, level.places)), {}, None)


@dataclass(frozen=True, slots=True)
class _Work:
    asked: Asked
    places: tuple[int, ...]
    figures: Mapping[int, Figures]
    span: Span
    definitions: Definitions
    counted: dict[tuple[Choice, str], tuple[bool, int]] = field(default_factory=dict)

    def line(self, choice: Choice, *, reference: int | None, is_changed: bool = False) -> Line:
        return line_of(
            choice,
            self.places,
            self.figures,
            span=self.span,
            definitions=self.definitions,
            holders=self.holders(choice),
            reference=reference,
            is_changed=is_changed,
        )

    def best_known(self, choices: Sequence[Choice]) -> tuple[Choice, ...]:
        """Those known of most places go first; else the order stays."""
        sparse = {c: self._is_sparse(c) for c in choices}
        return tuple(sorted(choices, key=sparse.__getitem__)[:USUAL_LINES])

    def _is_sparse(self, choice: Choice) -> bool:
        best = self.holders(choice)[0]
        return self._knowledge(choice, best)[1] * 2 < len(self.places)

    def holders(self, choice: Choice) -> Sequence[str]:
        """The one asked for, else the one that knows us and most places; the others behind it."""
        order = list(HOLDERS)
        if self.asked.holder in order:
            best = Holder(self.asked.holder)
        else:
            best = max(order, key=lambda holder: self._knowledge(choice, holder))
        return [best, *(holder for holder in order if holder != best)]

    def _knowledge(self, choice: Choice, holder: str) -> tuple[bool, int]:
        """Whether our figure of a holder is known, and of how many places; counted once."""
        if (choice, holder) in self.counted:
            return self.counted[choice, holder]
        wanted = Wanted(self.span.period, (holder,))
        known = [
            measured(choice, wanted, self.figures.get(place, {}), self.definitions) is not None
            for place in self.places
        ]
        self.counted[choice, holder] = known[0], sum(known)
        return self.counted[choice, holder]


def _reference(
    asked: Asked, peers: Sequence[int], circle: _Circle, work: _Work, choices: Sequence[Choice]
) -> int | None:
    """The peer asked for, else the likest of those ahead of us in the first indicator.

    Who is behind teaches little; where nobody is ahead it is the likest. Of all of a level it is
    the first of the first indicator.
    """
    if asked.reference in peers:
        return asked.reference
    likest = next(iter(peers), None)
    if not choices:
        return likest
    ranking = work.line(choices[0], reference=None).ranking
    ranks = {int(standing.code): standing.rank for standing in ranking.standings}
    if circle.by == LIKE:
        ours = ranks.get(asked.of)
        ahead = (pk for pk in peers if ours is not None and ranks.get(pk, ours) < ours)
        return next(ahead, likest)
    return next((pk for pk in ranks if pk != asked.of), likest)
