"""Industrial chains (S20): who stands in which link, which links are missing, what is under way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import polars as pl

from tashan.adoption.current import InForce
from tashan.indicators.newest import Newest, newest
from tashan.indicators.snapshots.keys import FigureKey
from tashan.indicators.snapshots.taking import taken
from tashan.mechanisms.chain import Chain, Link
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.mechanisms.rules.units import measure, number_column
from tashan.mechanisms.rules.vocabulary import fields_of
from tashan.programmes.models import RunProgramme
from tashan.programmes.offers import Offer, of_adoption, offers
from tashan.programmes.results import newest as newest_run
from tashan.record.perms import Visitor
from tashan.registry.home import home

UNDER_WAY = ("planned", "reserved", "preparatory", "started", "building")


@dataclass(frozen=True, slots=True)
class LinkHeld:
    """One link with the numbers of the enterprises in it; none: promotion looks for it."""

    code: str
    link: Link
    enterprises: tuple[int, ...]

    @property
    def is_missing(self) -> bool:
        return not self.enterprises


@dataclass(frozen=True, slots=True)
class ChainSum:
    """A figure of last year added up over those ``known``, of ``members`` in all.

    ``value`` is in the indicator's unit; None where nobody's is known.
    """

    key: FigureKey
    value: Fraction | None
    known: int
    members: int


@dataclass(frozen=True, slots=True)
class ChainHeld:
    """A chain as adopted, on a day. ``unplaced`` are in its industries and in none of its links.

    ``sums`` are of figures that its enterprises have, ``figures`` the newest of our own place.
    """

    held: InForce
    part: str
    chain: Chain
    industries: tuple[str, ...]
    links: tuple[LinkHeld, ...]
    unplaced: tuple[int, ...]
    projects: tuple[int, ...]
    sums: tuple[ChainSum, ...]
    figures: dict[str, Newest]
    policies: tuple[tuple[Offer, RunProgramme | None], ...]

    @property
    def missing(self) -> list[LinkHeld]:
        """The missing links, the key ones first."""
        return sorted((one for one in self.links if one.is_missing), key=lambda x: not x.link.key)

    @property
    def enterprises(self) -> set[int]:
        return {number for one in self.links for number in one.enterprises} | set(self.unplaced)


def chains_of(held: InForce) -> list[tuple[str, Chain]]:
    """The chains among the parts of an adoption, with their names."""
    return [(name, p) for name, p in held.mechanism.parts.items() if isinstance(p, Chain)]


def chain(held: InForce, part: str, on: date, *, user: Visitor) -> ChainHeld:
    """One chain on a day: its links filled from the register, its figures as the user may see."""
    found = held.part(part)
    assert isinstance(found, Chain), f"{part} is no chain"
    industries = found.industries_on(held.mechanism.parameters, on)
    members = _members(industries, on)
    links = tuple(
        LinkHeld(code, link, _inside(members, link.industries))
        for code, link in found.links_on(held.mechanism.parameters, on).items()
    )
    placed = {number for one in links for number in one.enterprises}
    known = newest([home()], found.indicators, on=on, user=user)
    everybody = sorted({*placed, *members["subject"]})
    return ChainHeld(
        held=held,
        part=part,
        chain=found,
        industries=industries,
        links=links,
        unplaced=tuple(n for n in members["subject"] if n not in placed),
        projects=_projects(industries, on),
        sums=tuple(_sums(found.indicators, everybody, on)),
        figures={code: figure for (_subject, code), figure in known.items()},
        policies=tuple(_policies(held, found.policies, on)),
    )


def _members(industries: Sequence[str], on: date) -> pl.DataFrame:
    """The enterprises that operate here in one of the industries; an unknown place is not here."""
    fields = fields_of(Subject.ENTERPRISE)
    columns = [fields["industry"].column, fields["operates_here"].column]
    frame = taken(Subject.ENTERPRISE, columns, on=on)
    return frame.filter(pl.col("operates_here").fill_null(False) & _lies_in(industries))


def _lies_in(industries: Sequence[str]) -> pl.Expr:
    found = pl.lit(False)
    for code in industries:
        found = found | pl.col("industry").str.starts_with(code)
    return found.fill_null(False)


def _inside(members: pl.DataFrame, industries: Sequence[str]) -> tuple[int, ...]:
    return tuple(members.filter(_lies_in(industries))["subject"])


def _projects(industries: Sequence[str], on: date) -> tuple[int, ...]:
    fields = fields_of(Subject.PROJECT)
    columns = [fields["industry"].column, fields["stage"].column]
    frame = taken(Subject.PROJECT, columns, on=on)
    under_way = pl.col("stage").is_in(UNDER_WAY)
    return tuple(frame.filter(under_way & _lies_in(industries))["subject"])


def _sums(codes: Sequence[str], members: Sequence[int], on: date) -> Iterator[ChainSum]:
    """Of the indicators that single enterprises have; a return for statistics alone is left out."""
    first, last = date(on.year - 1, 1, 1), date(on.year - 1, 12, 31)
    known = library().indicators
    mine = [code for code in codes if _is_of_enterprises(known.get(code))]
    keys = {code: FigureKey(code, first, last) for code in mine}
    columns = [number_column(str(key), measure(known[code].unit)) for code, key in keys.items()]
    columns.sort(key=lambda column: column.key)
    frame = taken(Subject.ENTERPRISE, columns, on=on, only=list(members))
    factors = {column.key: column.factor for column in columns}
    for code, key in keys.items():
        cells = frame[str(key)].drop_nulls()
        unit = measure(known[code].unit).factor
        total = int(cells.sum()) * factors[str(key)] / unit if len(cells) else None
        yield ChainSum(key, total, len(cells), len(members))


def _is_of_enterprises(found: IndicatorDefinition | None) -> bool:
    return found is not None and Subject.ENTERPRISE in found.subjects and found.tree is None


def _policies(
    held: InForce, codes: Sequence[str], on: date
) -> list[tuple[Offer, RunProgramme | None]]:
    """Those that it names and that are in force here, its own first, each with its newest run.

    What it has itself is its own: another chain's programme of the same code is no policy of it.
    """
    own = of_adoption(held)
    have = {offer.code for offer in own}
    others = [offer for offer in offers(on) if offer.held and offer.code not in have]
    named = [offer for offer in (*own, *others) if offer.code in codes] if codes else own
    return [
        (offer, newest_run(offer.held.adoption.pk, offer.part)) for offer in named if offer.held
    ]
