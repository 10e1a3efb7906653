"""The open catalogue of items as anyone may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.base.pinyin import sort_key
from tashan.casework.kinds import Sort
from tashan.duties.acting import Acting, Actors, actors
from tashan.duties.items import Difference, OpenItem
from tashan.duties.models import Form
from tashan.registry.naming import names_on
from tashan.web.answering.words import limit, text

SAME_DAY = {"n": 0, "unit": "working"}  # what an item that is decided the same day promises
LONGEST = 10**6  # of days: no limit sorts last


@dataclass(frozen=True, slots=True)
class Handled:
    """Where somebody else handles the item: who, whose seal, and in which form."""

    place: str
    office: str
    seal: str
    form: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with who acts now; ``office`` is empty where nobody holds its duty."""

    item: OpenItem
    title: str
    sort: str
    duty: str
    office: str
    seal: str
    elsewhere: tuple[Handled, ...]
    promised: str
    statutory: str
    materials: tuple[str, ...]
    stages: Mapping[str, str]

    @property
    def key(self) -> str:
        return sort_key(self.title)

    @property
    def office_key(self) -> str:
        return sort_key(self.office)

    @property
    def days(self) -> int:
        """To sort by: months and calendar days as they are."""
        if self.item.is_same_day:
            return 0
        said = self.item.promised or self.item.statutory
        return LONGEST if said is None else int(said["n"]) * (30 if said["unit"] == "month" else 1)

    def matches(self, words: str) -> bool:
        return any(words in one for one in (self.title, self.item.code, self.office, self.duty))


class ItemList:
    """The lines of a catalogue as of a day, with who acts then."""

    def __init__(self, items: Iterable[OpenItem], on: date) -> None:
        self.on = on
        self.items = list(items)
        self.actors: Actors = actors(on)
        self._acting = [self.actors.of(one.duty, one.code) for one in self.items]
        self._there = [self._elsewhere(one) for one in self.items]
        mentioned: set[int | None] = set()
        for acting in [*self._acting, *(found for there in self._there for found in there)]:
            if acting:
                place = acting.delegation.place_id if acting.delegation else None
                mentioned |= {acting.office.pk, acting.seal.pk, place}
                mentioned |= {acting.host.pk} if acting.host else set()
        self._names = names_on(mentioned, on)

    def _elsewhere(self, item: OpenItem) -> list[Acting]:
        """Who acts in each place for which the item is delegated."""
        rows = [
            row
            for (code, place), rows in self.actors.delegated.items()
            if code == item.code and place
            for row in rows
        ]
        found = (self.actors.of(item.duty, item.code, row.place) for row in rows)
        return [acting for acting in found if acting and acting.delegation]

    def lines(self) -> list[ItemLine]:
        trios = zip(self.items, self._acting, self._there, strict=True)
        return [self._line(*trio) for trio in trios]

    def _line(self, item: OpenItem, acting: Acting | None, there: list[Acting]) -> ItemLine:
        return ItemLine(
            item=item,
            title=text(item.title),
            sort=str(Sort(item.sort.value).label),
            duty=text(item.duty_title, item.duty),
            office=self._name(acting.office.pk) if acting else "",
            seal=self._name(acting.seal.pk) if acting else "",
            elsewhere=tuple(self._handled(one) for one in there),
            promised=limit(item.promised or (SAME_DAY if item.is_same_day else None)),
            statutory=limit(item.statutory),
            materials=tuple(text(one) for one in item.materials),
            stages={code: text(title) for code, title in item.stages.items()},
        )

    def _handled(self, acting: Acting) -> Handled:
        row = acting.delegation
        place = self._name(row.place_id) if row and row.place_id else ""
        office = self._name(acting.host.pk if acting.host else acting.office.pk)
        label = str(Form(row.form).label) if row else ""
        return Handled(place, office, self._name(acting.seal.pk), label)

    def _name(self, pk: int) -> str:
        return self._names.get(pk, "")


@dataclass(frozen=True, slots=True)
class Change:
    """What a later version of the catalogue says otherwise of one item."""

    code: str
    title: str
    kind: str  # came, went, changed
    fields: tuple[tuple[str, str, str], ...]  # what, before, after


def change(one: Difference, labels: Mapping[str, str], yes: str, no: str) -> Change:
    """A difference in words; ``labels`` name the fields."""
    item = one.after or one.before
    assert item is not None  # a difference has one of them
    kind = "came" if one.before is None else "went" if one.after is None else "changed"
    if kind != "changed" or one.before is None or one.after is None:
        return Change(one.code, text(item.title), kind, ())
    pairs = zip(_said(one.before, yes, no).items(), _said(one.after, yes, no).values(), strict=True)
    fields = tuple((labels[name], old, new) for (name, old), new in pairs if old != new)
    return Change(one.code, text(item.title), kind, fields)


def _said(item: OpenItem, yes: str, no: str) -> dict[str, str]:
    return {
        "title": text(item.title),
        "duty": text(item.duty_title, item.duty),
        "sort": str(Sort(item.sort.value).label),
        "same_day": yes if item.is_same_day else no,
        "promised": limit(item.promised),
        "statutory": limit(item.statutory),
        "materials": "、".join(text(one) for one in item.materials) or "—",
        "basis": "；".join(item.basis) or "—",
    }
