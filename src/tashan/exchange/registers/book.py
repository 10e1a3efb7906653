"""A register whose things have a name, a code and facts: what a row says becomes what holds.

A row is about the thing with its code, else about the one with its exact name; a thing that is new
is entered, of one that is known the facts are stated from the day on. An empty cell states nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tashan.base.errors import UserError
from tashan.exchange.lookup import Lookup, NotFound
from tashan.exchange.problems import Problem
from tashan.exchange.registers.bounds import Bounds
from tashan.exchange.registers.known import Known
from tashan.exchange.target import Counts, Loading, Setting, Tell
from tashan.exchange.words import A_VALUE, NEEDED, ONE_ROW, TAKEN, THE_CODE, TWICE, of_error, words
from tashan.papers.tables.fields import Field
from tashan.papers.tables.rows import Row
from tashan.record.models import Source
from tashan.registry.keeping import FACTS, New, enter_many, name_row
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.many import rename_many, state_many
from tashan.registry.models import Entity, EntityName

_AT_ONCE = 5_000
Mend = Callable[[Mapping[str, Any]], Iterator[tuple[str, UserError]]]


def nothing_to_mend(values: Mapping[str, Any]) -> Iterator[tuple[str, UserError]]:
    """For a register whose facts need no look beyond their cells."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Book:
    """``facts`` lead from a field to the attribute of the kind's table, ``references`` also to the
    kinds that its text may name; ``needed`` is what a new thing must say."""

    kind: Kind
    fields: tuple[Field, ...]
    facts: Mapping[str, str]
    references: Mapping[str, tuple[Kind, ...]] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    has_namesakes: bool = False
    refused: Mend = nothing_to_mend
    derived: Callable[[dict[str, Any]], dict[str, Any]] = dict


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says of one thing; ``entity`` is None for a new one."""

    entity: Entity | None
    name: str
    code: str
    short: str
    facts: dict[str, Any]


class BookLoading(Loading):
    """The rows of a sheet about the things of one book."""

    checks_bad_rows = True

    def __init__(self, book: Book, setting: Setting) -> None:
        super().__init__(setting)
        self._book, self._said = book, dict[int, Said]()
        self._bounds = Bounds(FACTS[book.kind], {**book.facts})

    def check(self, rows: Sequence[Row]) -> Iterator[Problem]:
        book, since = self._book, self.setting.options.since
        codes, names = ([row.values.get(field) for row in rows] for field in ("code", "name"))
        self._known = Known(book.kind, codes, names, on=since)
        self._lookups = {
            code: Lookup(kinds, [str(row.values.get(code) or "") for row in rows], on=since)
            for code, kinds in book.references.items()
        }
        seen: dict[object, int] = {}
        for row in rows:
            problems = list(self._row(row, seen))
            yield from problems
            if problems:
                self._said.pop(row.number, None)

    def _row(self, row: Row, seen: dict[object, int]) -> Iterator[Problem]:
        code, name = str(row.values.get("code") or ""), str(row.values.get("name") or "")
        blamed = "code" if code else "name"
        entity = self._known.find(code, name)
        if isinstance(entity, NotFound):
            yield self.setting.problem(row, blamed, entity.reason, entity.expected)
            return
        earlier = seen.setdefault(entity.pk if entity else code or name, row.number)
        if earlier != row.number:
            yield self.setting.problem(row, blamed, words(TWICE, row=earlier), words(ONE_ROW))
        if entity is None:
            yield from self._taken(row, code, name)
        if entity is None or entity.pk not in self._known.names:
            yield from self._needed(row)
        yield from self._bounds.problems(row, self.setting)
        facts, troubles = self._facts(row)
        yield from troubles
        for column, error in self._book.refused(row.values):
            yield self.setting.problem(row, column, *of_error(error))
        renamed = name if entity is None or self._known.names.get(entity.pk) != name else ""
        short = str(row.values.get("short") or "")
        self._said[row.number] = Said(entity, renamed, code, short, facts)

    def _taken(self, row: Row, code: str, name: str) -> Iterator[Problem]:
        """A new code with a name that another has: one of the two is mistyped."""
        other = self._known.other_code(name)
        if code and other is not None and not self._book.has_namesakes:
            yield self.setting.problem(row, "name", words(TAKEN, code=other), words(THE_CODE))

    def _facts(self, row: Row) -> tuple[dict[str, Any], list[Problem]]:
        """What the row states, names of other things resolved."""
        facts: dict[str, Any] = {}
        problems: list[Problem] = []
        for code, attribute in self._book.facts.items():
            value = row.values.get(code)
            if value is None:
                continue
            if code not in self._lookups:
                facts[attribute] = value
                continue
            found = self._lookups[code][str(value)]
            if isinstance(found, NotFound):
                problems.append(self.setting.problem(row, code, found.reason, found.expected))
            else:
                facts[f"{attribute}_id"] = found.pk
        return facts, problems

    def _needed(self, row: Row) -> Iterator[Problem]:
        for code in ("name", *self._book.needed):
            if row.values.get(code) is None:
                yield self.setting.problem(row, code, words(NEEDED), words(A_VALUE))

    def load(self, numbers: Iterable[int], source: Source, tell: Tell) -> Counts:
        said = [self._said[number] for number in numbers]
        new = [one for one in said if one.entity is None]
        counts = Counts(entered=len(new))
        for at in range(0, len(new), _AT_ONCE):
            self._enter(new[at : at + _AT_ONCE], source)
            tell(min(at + _AT_ONCE, len(new)))
        old = [one for one in said if one.entity is not None]
        for at in range(0, len(old), _AT_ONCE):
            some = old[at : at + _AT_ONCE]
            changed = self._state(some, source)
            counts.changed += changed
            counts.unchanged += len(some) - changed
            tell(len(new) + at + len(some))
        return counts

    def _enter(self, new: Sequence[Said], source: Source) -> None:
        since = self.setting.options.since
        news = [
            New(one.name, since, code=one.code, facts=self._book.derived(one.facts)) for one in new
        ]
        entities = enter_many(self._book.kind, news, source=source)
        self._call(zip(entities, new, strict=True), source)

    def _state(self, old: Sequence[Said], source: Source) -> int:
        """How many of them changed."""
        since = self.setting.options.since
        named = {one.entity: one.name for one in old if one.entity and one.name}
        changed = rename_many(named, since=since, source=source)
        facts = {
            one.entity.pk: self._book.derived(one.facts) for one in old if one.entity and one.facts
        }
        changed |= state_many(FACTS[self._book.kind], facts, since=since, source=source)
        pairs = ((one.entity, one) for one in old if one.entity)
        return len(changed | self._call(pairs, source))

    def _call(self, pairs: Iterable[tuple[Entity, Said]], source: Source) -> set[int]:
        """Short names that they have not yet."""
        short = {entity: one.short for entity, one in pairs if one.short}
        rows = EntityName.objects.filter(
            entity__in=short, sort=NameSort.SHORT, replaced__isnull=True
        )
        known = set(rows.values_list("entity", "name"))
        since = self.setting.options.since
        made = [
            name_row(entity, name, since=since, source=source, sort=NameSort.SHORT)
            for entity, name in short.items()
            if (entity.pk, name) not in known
        ]
        for row in made:
            row.save(force_insert=True)
        return {row.entity_id for row in made}
