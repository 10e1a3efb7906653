"""Who answers for what on a day: by duty, by office, and what nobody answers for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tashan.adoption.models import Adoption
from tashan.base.pinyin import sort_key
from tashan.duties.holding import Holder, Holders, holders
from tashan.duties.models import Duty, Holding, JointMember
from tashan.duties.named import Named, holes, named
from tashan.registry.dated import as_of
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.answering.words import text, told


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with who answers for it; ``office`` is empty where nobody does."""

    duty: Duty
    title: str
    place: str
    holding: Holding | None
    office_id: int | None
    office: str
    officer_id: int | None
    officer: str
    post: str
    before: str  # the office that had it, where another followed it
    is_unclear: bool
    steps: int

    @property
    def key(self) -> str:
        return sort_key(self.title)

    @property
    def office_key(self) -> str:
        return sort_key(self.office)

    def matches(self, words: str) -> bool:
        said = (self.title, self.duty.code, self.office, self.officer, self.post, self.place)
        return any(words in one for one in said)


@dataclass(frozen=True, slots=True)
class Hole:
    """A duty that adopted mechanisms name and nobody holds."""

    named: Named
    title: str
    adoptions: tuple[Adoption, ...]


@dataclass(slots=True)
class OfficeLine:
    """An office with the duties it answers for, and the offices that make it up."""

    office_id: int
    office: str
    lines: list[DutyLine] = field(default_factory=list)
    members: list[tuple[JointMember, str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        return sort_key(self.office)

    @property
    def count(self) -> int:
        return len(self.lines)


class DutyList:
    """All duties as of a day; eight queries."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.held: Holders = holders(on)
        self.named = named(on)
        self.duties = list(Duty.objects.select_related("place"))
        self.joint = list(as_of(JointMember.objects.select_related("member"), on))

    @cached_property
    def holes(self) -> list[Hole]:
        """What is named and held by nobody, what most steps need first."""
        found = []
        for one in holes(self.named, self.held):
            title = self._titles.get(one.code) or text(one.title, one.code)
            found.append(Hole(one, title, tuple(one.adoptions.values())))
        return found

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {d.code: told(d.title, d.code) for d in self.duties if d.place_id is None}

    @cached_property
    def lines(self) -> list[DutyLine]:
        return [self._line(duty) for duty in self.duties]

    @cached_property
    def _names(self) -> dict[int, str]:
        mentioned: set[int | None] = set()
        for duty in self.duties:
            mentioned.add(duty.place_id)
            mentioned |= _mentioned(self._of(duty))
        mentioned |= {row.member_id for row in self.joint} | {row.joint_id for row in self.joint}
        mentioned |= {row.office_id for row in self.held.unclear.values()}
        return names_on(mentioned, self.on)

    def _of(self, duty: Duty) -> Holder | None:
        return self.held.by_duty.get((duty.code, duty.place_id))

    def _line(self, duty: Duty) -> DutyLine:
        holder, unclear = self._of(duty), self.held.unclear.get((duty.code, duty.place_id))
        named = self.named.get(duty.code)
        officer = holder.officer if holder else None
        before = holder.holding.office_id if holder and holder.is_successor else None
        if unclear:
            before = unclear.office_id
        return DutyLine(
            duty=duty,
            title=told(duty.title, duty.code),
            place=self._name(duty.place_id),
            holding=holder.holding if holder else unclear,
            office_id=holder.office.pk if holder else None,
            office=self._name(holder.office.pk if holder else None),
            officer_id=officer.pk if officer else None,
            officer=self._name(officer.pk if officer else None),
            post=holder.post if holder else "",
            before=self._name(before),
            is_unclear=unclear is not None,
            steps=named.steps if named and duty.place_id is None else 0,
        )

    def _name(self, pk: int | None) -> str:
        return self._names.get(pk, "") if pk else ""

    def by_office(self, lines: Iterable[DutyLine]) -> list[OfficeLine]:
        """The offices that answer for one of the lines; joint offices with who makes them up."""
        found: dict[int, OfficeLine] = {}
        for line in lines:
            if line.office_id:
                one = found.setdefault(line.office_id, OfficeLine(line.office_id, line.office))
                one.lines.append(line)
        for row in sorted(self.joint, key=lambda row: (not row.is_lead, row.pk)):
            if row.joint_id in found:
                found[row.joint_id].members.append((row, self._name(row.member_id)))
        return list(found.values())


def _mentioned(holder: Holder | None) -> set[int | None]:
    if holder is None:
        return set()
    officer: Entity | None = holder.officer
    return {holder.office.pk, holder.holding.office_id, officer.pk if officer else None}
