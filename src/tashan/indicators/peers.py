"""Whom we stand beside: places like ours by stated features, all of our level, or those chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from tashan.base.periods import FigurePeriod, PeriodKind
from tashan.indicators.choices import Choice, Definitions
from tashan.indicators.gathering import gathered
from tashan.indicators.growth import HUNDRED
from tashan.indicators.held import Figures, Wanted, measured
from tashan.indicators.likeness import Feature, Likened, Likeness, Nearest, likeness, nearest
from tashan.indicators.models import Holder, Observation
from tashan.registry.dated import held_on
from tashan.registry.kinds import Kind, NameSort, PlaceLevel
from tashan.registry.models import Entity, EntityName, PlaceFacts
from tashan.registry.search import matching

POPULATION, PER_HEAD, MIX = "population", "grp_per_head", "industry_mix"
SECTORS = ("primary", "secondary", "tertiary")
DEFAULT_WEIGHTS = {POPULATION: 40, PER_HEAD: 30, MIX: 30}
HEAVIEST = 100
MOST_PEERS = 40
_CODES = (
    "resident_population", "grp_per_head", "grp",
    *(f"{sector}_share" for sector in SECTORS),
)  # fmt: skip
_YUAN_PER_HEAD = Decimal(10_000)  # 亿元 over 万人
_HOLDERS = (Holder.STATISTICS, Holder.OFFICE, Holder.STATED)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """``name`` is told apart by the code where two places have one name."""

    pk: int
    name: str
    code: str
    level: str


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike a peer is, by which features: population in 万人, yuan a head, shares."""

    likeness: Likeness
    traits: Likened


def features(weights: Mapping[str, int]) -> tuple[Feature, ...]:
    """The features with a weight above nought; the usual weights where none has one."""
    kept = {name: weights.get(name, 0) for name in DEFAULT_WEIGHTS}
    if not any(weight > 0 for weight in kept.values()):
        kept = dict(DEFAULT_WEIGHTS)
    return tuple(Feature(name, Decimal(weight)) for name, weight in kept.items() if weight > 0)


def year_of_likeness(period: FigurePeriod) -> FigurePeriod:
    """The newest whole year at the end of the period: population comes out once a year."""
    is_whole = period.last.month == 12
    return FigurePeriod(PeriodKind.YEAR, period.year if is_whole else period.year - 1)


@dataclass(frozen=True, slots=True)
class Traits:
    """Reads the features of places out of their figures, those of one holder for each."""

    period: FigurePeriod
    definitions: Definitions
    ids: Mapping[str, int]

    def of(self, places: Iterable[int] | QuerySet[Entity]) -> dict[int, Likened]:
        shelves = gathered(
            places, _CODES, [self.period], definitions=self.definitions, ids=self.ids
        )
        return {place: self._likened(place, figures) for place, figures in shelves.items()}

    def _likened(self, place: int, figures: Figures) -> Likened:
        sizes = {
            POPULATION: self._value("resident_population", figures),
            PER_HEAD: self._per_head(figures),
        }
        mix = {sector: self._value(f"{sector}_share", figures) for sector in SECTORS}
        is_known = any(share is not None for share in mix.values())
        return Likened(str(place), sizes, {MIX: mix} if is_known else {})

    def _per_head(self, figures: Figures) -> Decimal | None:
        stated = self._value("grp_per_head", figures)
        if stated is not None:
            return stated
        product, people = (self._value(c, figures) for c in ("grp", "resident_population"))
        return product / people * _YUAN_PER_HEAD if product and people else None

    def _value(self, code: str, figures: Figures) -> Decimal | None:
        if code not in self.definitions:
            return None
        wanted = Wanted(self.period, tuple(_HOLDERS))
        found = measured(Choice(code), wanted, figures, self.definitions)
        return found.value if found else None


def places_like(
    ours: int, traits: Mapping[int, Likened], asked: Sequence[Feature], *, count: int
) -> Nearest:
    """The likest of the places whose traits are known, ours left out."""
    if ours not in traits:
        return Nearest((), ())
    return nearest(traits[ours], traits.values(), asked, count=count)


def likenesses(
    ours: int, traits: Mapping[int, Likened], asked: Sequence[Feature], peers: Iterable[int]
) -> dict[int, Alike]:
    """How alike chosen peers are; what nothing is known of is left out."""
    if ours not in traits:
        return {}
    found = {p: likeness(traits[ours], traits[p], asked) for p in peers if p in traits}
    return {p: Alike(like, traits[p]) for p, like in found.items() if like.total.is_known}


def same_level(place: int, on: date) -> QuerySet[Entity]:
    """Our place and all of its level on a day."""
    facts = PlaceFacts.objects.filter(held_on(on))
    level = facts.filter(entity=place).values("level")[:1]
    return Entity.objects.filter(
        pk__in=facts.filter(level=level).values("entity"), merged_into__isnull=True
    )


def all_of_level(place: int, on: date) -> list[int]:
    """Those of our level that have figures, by their codes."""
    measured_places = same_level(place, on).exclude(pk=place).filter(_has_figures())
    return list(measured_places.order_by("code", "pk").values_list("pk", flat=True)[:MOST_PEERS])


def province_with_figures(code: str, on: date) -> int | None:
    """A province to compare instead: the one that the code lies in, else the first with figures."""
    provinces = PlaceFacts.objects.filter(held_on(on), level=PlaceLevel.PROVINCE)
    found = Entity.objects.filter(_has_figures(), pk__in=provinces.values("entity"))
    own = f"{code[:2]}0000"
    by_nearness = sorted(found.values_list("code", "pk"), key=lambda row: (row[0] != own, row[0]))
    return by_nearness[0][1] if by_nearness else None


def _has_figures() -> Exists:
    return Exists(Observation.objects.filter(subject=OuterRef("pk")))


def named(places: Sequence[int], on: date) -> dict[int, NamedPlace]:
    """The places with their names and levels of a day; what is no place is left out."""
    level = PlaceFacts.objects.filter(held_on(on), entity=OuterRef("entity")).values("level")[:1]
    names = EntityName.objects.filter(
        held_on(on), entity__in=places, entity__kind=Kind.PLACE, sort=NameSort.OFFICIAL
    )
    rows = list(
        names.annotate(level=level).values_list("entity_id", "name", "entity__code", "level")
    )
    seen = Counter(name for _, name, _, _ in rows)
    told = {
        pk: name if seen[name] == 1 else f"{name}（{code or pk}）" for pk, name, code, _ in rows
    }
    return {pk: NamedPlace(pk, told[pk], code, level or "") for pk, _, code, level in rows}


def found_places(words: str, on: date, *, most: int = 8) -> list[NamedPlace]:
    """Places that the words name, by name or by their first letters in pinyin."""
    names = matching(words).filter(held_on(on), kind=Kind.PLACE, entity__merged_into__isnull=True)
    entities = list(names.order_by("key", "entity").values_list("entity_id", flat=True)[: most * 2])
    known = named(list(dict.fromkeys(entities))[:most], on)
    return list(known.values())


def furthest(ours: Likened, peers: Iterable[Likened]) -> dict[str, tuple[Decimal, ...]]:
    """What the peers have in common: the least and the most population, the largest distance
    of product per head in per cent and of the secondary sector in points. Only what is known."""
    others = list(peers)
    told: dict[str, tuple[Decimal, ...]] = {}
    people = [p for other in others if (p := other.sizes.get(POPULATION)) is not None]
    if people:
        told[POPULATION] = (min(people), max(people))
    own = ours.sizes.get(PER_HEAD)
    heads = [p for other in others if (p := other.sizes.get(PER_HEAD)) is not None]
    if own and heads:
        told[PER_HEAD] = (max(abs(p - own) / own * HUNDRED for p in heads),)
    share = ours.mixes.get(MIX, {}).get("secondary")
    shares = [s for o in others if (s := o.mixes.get(MIX, {}).get("secondary")) is not None]
    if share is not None and shares:
        told[MIX] = (max(abs(s - share) for s in shares),)
    return told
