"""Names and codes in the cells of a column, to entities: exact ones in two queries for all rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tashan.base.script import simplified
from tashan.exchange.words import EXACT, ONLY_LIKE, SEVERAL, THE_CODE, UNKNOWN_NAME, Words, words
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName
from tashan.registry.resolve import Resolution, resolve

_MOST_RESOLVED = 300  # names that are not exact are looked into one by one
_MOST_NAMED = 5
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why a text is no entity, and what would be."""

    reason: Words
    expected: Words


class Lookup:
    """What the texts of a column mean on a day; ``kinds`` are looked through in their order."""

    def __init__(
        self,
        kinds: Iterable[Kind],
        texts: Iterable[str],
        *,
        on: date,
        context: Entity | None = None,
    ) -> None:
        self._kinds, self._on, self._context = tuple(kinds), on, context
        self._found: dict[str, Entity | NotFound] = {}
        self._left = _MOST_RESOLVED
        wanted = sorted({text.strip() for text in texts if text.strip()})
        for at in range(0, len(wanted), _AT_ONCE):
            self._look(wanted[at : at + _AT_ONCE])

    def __getitem__(self, text: str) -> Entity | NotFound:
        wanted = text.strip()
        found = self._found.get(wanted)
        if found is None:
            found = self._found[wanted] = self._resolved(wanted)
        return found

    def _look(self, texts: list[str]) -> None:
        for kind in self._kinds:
            left = [text for text in texts if text not in self._found]
            self._take(left, _by_code(kind, left))
            left = [text for text in left if text not in self._found]
            self._take(left, _by_name(kind, left, self._on))

    def _take(self, texts: Iterable[str], found: dict[str, list[Entity]]) -> None:
        for text in texts:
            entities = found.get(text, [])
            if len(entities) == 1:
                self._found[text] = entities[0]
            elif entities:
                codes = "、".join(str(entity.code or entity.pk) for entity in entities)
                self._found[text] = NotFound(words(SEVERAL, names=codes), words(THE_CODE))

    def _resolved(self, text: str) -> Entity | NotFound:
        """Not exact: what the resolver is sure of, else its candidates."""
        self._left -= 1
        if self._left < 0 or not text:
            return NotFound(words(UNKNOWN_NAME), words(EXACT))
        candidates: list[str] = []
        for kind in self._kinds:
            resolution = resolve(text, kind=kind, on=self._on, context=self._context)
            if resolution.entity is not None:
                return resolution.entity
            candidates += _told(resolution)
        if not candidates:
            return NotFound(words(UNKNOWN_NAME), words(EXACT))
        names = "、".join(candidates[:_MOST_NAMED])
        return NotFound(words(ONLY_LIKE, names=names), words(EXACT))


def _told(resolution: Resolution) -> list[str]:
    return [
        f"{one.name}（{one.why.label}{'，' if one.entity.code else ''}{one.entity.code}）"
        for one in resolution.candidates
    ]


def _by_code(kind: Kind, texts: list[str]) -> dict[str, list[Entity]]:
    folded = {text: text.upper() for text in texts}
    rows = Entity.objects.filter(kind=kind, code__in=set(folded.values()) - {""})
    known = {row.code: row for row in survivors(rows.select_related("merged_into"))}
    return {text: [known[code]] for text, code in folded.items() if code in known}


def survivors(rows: Iterable[Entity]) -> list[Entity]:
    """Each row with its own code; a duplicate leads to what it was merged into."""
    found = []
    for row in rows:
        if row.merged_into is not None:
            kept = row.merged_into
            row = Entity(pk=kept.pk, kind=kept.kind, code=row.code, entered_id=kept.entered_id)
        found.append(row)
    return found


def _by_name(kind: Kind, texts: list[str], on: date) -> dict[str, list[Entity]]:
    plain = {text: simplified(text) for text in texts}
    rows = EntityName.objects.filter(
        kind=kind, sort=NameSort.OFFICIAL, name__in={*plain, *plain.values()}
    )
    known: dict[str, dict[int, Entity]] = {}
    for row in as_of(rows, on).select_related("entity"):
        if row.entity.merged_into_id is None:
            known.setdefault(row.name, {})[row.entity_id] = row.entity
    return {
        text: list((known.get(text) or known.get(other, {})).values())
        for text, other in plain.items()
    }
