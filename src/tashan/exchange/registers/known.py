"""Which things of a register the rows of a sheet are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tashan.exchange.lookup import NotFound, survivors
from tashan.exchange.words import SEVERAL, THE_CODE, words
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName
from tashan.registry.naming import names_on

_AT_ONCE = 10_000


class Known:
    """The things of a kind with these codes and names; ``names`` are their official ones."""

    def __init__(
        self, kind: Kind, codes: Iterable[object], names: Iterable[object], *, on: date
    ) -> None:
        self._codes = self._with_codes(kind, sorted({str(code) for code in codes if code}))
        self._named = self._with_names(kind, sorted({str(name) for name in names if name}), on)
        found = {entity.pk for entity in self._codes.values()}
        found |= {entity.pk for entities in self._named.values() for entity in entities}
        self.names: dict[int, str] = {}
        pks = sorted(found)
        for at in range(0, len(pks), _AT_ONCE):
            self.names |= names_on(pks[at : at + _AT_ONCE], on)

    @staticmethod
    def _with_codes(kind: Kind, codes: list[str]) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for at in range(0, len(codes), _AT_ONCE):
            rows = Entity.objects.filter(kind=kind, code__in=codes[at : at + _AT_ONCE])
            found |= {row.code: row for row in survivors(rows.select_related("merged_into"))}
        return found

    @staticmethod
    def _with_names(kind: Kind, names: list[str], on: date) -> dict[str, list[Entity]]:
        """Those called so on the day, else those ever called so."""
        today: dict[str, dict[int, Entity]] = {}
        ever: dict[str, dict[int, Entity]] = {}
        for at in range(0, len(names), _AT_ONCE):
            rows = EntityName.objects.filter(
                kind=kind,
                sort=NameSort.OFFICIAL,
                replaced__isnull=True,
                name__in=names[at : at + _AT_ONCE],
                entity__merged_into__isnull=True,
            ).select_related("entity")
            for row in rows:
                ever.setdefault(row.name, {})[row.entity_id] = row.entity
                if row.since <= on and (row.until is None or on < row.until):
                    today.setdefault(row.name, {})[row.entity_id] = row.entity
        return {name: list((today.get(name) or found).values()) for name, found in ever.items()}

    def find(self, code: str, name: str) -> Entity | NotFound | None:
        """The thing that a row is about; None where it is new."""
        if code:
            return self._codes.get(code)
        found = self._named.get(name, [])
        if len(found) > 1:
            codes = "、".join(entity.code or f"#{entity.pk}" for entity in found)
            return NotFound(words(SEVERAL, names=codes), words(THE_CODE))
        return found[0] if found else None

    def other_code(self, name: str) -> str | None:
        """The code of what the register has under this name already."""
        found = self._named.get(name)
        return (found[0].code or f"#{found[0].pk}") if found else None
