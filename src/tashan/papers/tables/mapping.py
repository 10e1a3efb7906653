"""Which column of a sheet holds which field: proposed, remembered, and what is still missing.

``propose(header, fields, remembered=…)`` looks first at what an officer once chose for a sheet with
the same head, then at equal names, then at names of which one contains the other. What is
remembered is a plain dict, from ``fingerprint(header)`` to column name to field code, that may be
kept as JSON; ``remember`` gives it with a mapping added. ``chosen`` is the officer's own choice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tashan.base.errors import UserError
from tashan.papers.tables.cells import NUMERIC
from tashan.papers.tables.fields import Field, by_code
from tashan.papers.tables.header import Header, HeaderColumn
from tashan.papers.tables.heading import matching_form
from tashan.papers.tables.units import convertible

Remembered = Mapping[str, Mapping[str, str]]
_SHORTEST_CONTAINED = 2


class How(StrEnum):
    """Why a column is taken to hold a field."""

    REMEMBERED = "remembered"
    EXACT = "exact"
    CONTAINED = "contained"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """``unit`` is what the sheet says that figures in this column count in, or ""."""

    column: HeaderColumn
    field: Field
    how: How
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """``unmapped`` columns hold no field; ``missing`` fields are required and have no column."""

    mapped: tuple[MappedColumn, ...]
    unmapped: tuple[HeaderColumn, ...]
    missing: tuple[Field, ...]

    def refuse_missing(self) -> None:
        """Raise UserError where a required field has no column."""
        if self.missing:
            names = "、".join(entry.label for entry in self.missing)
            raise UserError(
                f"No column holds {names}.",
                hint="Say which columns hold them, or take the template.",
            )


def fingerprint(header: Header) -> str:
    """The same for every sheet whose columns have the same names in the same order."""
    names = "\n".join(matching_form(column.name) for column in header.columns)
    return hashlib.sha256(names.encode()).hexdigest()[:32]


def propose(
    header: Header, fields: Sequence[Field], *, remembered: Remembered | None = None
) -> ColumnMapping:
    """Each field to one column at most, the surest first."""
    kept = (remembered or {}).get(fingerprint(header))
    if kept is not None:
        known = by_code(fields)
        pairs = {c: known[code] for c, code in _by_column(header, kept) if code in known}
        return _mapping(header, fields, {c: (f, How.REMEMBERED) for c, f in pairs.items()})
    found: dict[HeaderColumn, tuple[Field, How]] = {}
    for how, score in ((How.EXACT, _exact), (How.CONTAINED, _contained)):
        taken = {entry.code for entry, _ in found.values()}
        scored = [
            (-score(column, entry), column.index, at)
            for column in header.columns
            if column not in found
            for at, entry in enumerate(fields)
            if entry.code not in taken and score(column, entry)
        ]
        _take_best(header, fields, sorted(scored), how, found)
    return _mapping(header, fields, found)


def chosen(header: Header, fields: Sequence[Field], choice: Mapping[str, str]) -> ColumnMapping:
    """The officer's choice: the letter of a column to a field's code ("" for none).

    Raises UserError where a code is unknown, or a field has two columns.
    """
    known = by_code(fields)
    found: dict[HeaderColumn, tuple[Field, How]] = {}
    for column in header.columns:
        code = choice.get(column.letter, "")
        if code and code not in known:
            raise UserError(f"Column {column.letter}: there is no field {code!r}.")
        if code and code in {entry.code for entry, _ in found.values()}:
            raise UserError(
                f"Two columns are chosen for {known[code].label}.", hint="Choose one of them."
            )
        if code:
            found[column] = (known[code], How.CHOSEN)
    return _mapping(header, fields, found)


def remember(remembered: Remembered, header: Header, mapping: ColumnMapping) -> Remembered:
    """What was remembered, with this mapping for every sheet of the same head."""
    codes = {_key(entry.column): entry.field.code for entry in mapping.mapped}
    return {**remembered, fingerprint(header): codes}


def _key(column: HeaderColumn) -> str:
    """The letter and the name: two columns may have one name."""
    return f"{column.letter} {column.name}"


def _by_column(header: Header, kept: Mapping[str, str]) -> Iterator[tuple[HeaderColumn, str]]:
    at_place = {key.partition(" ")[0]: code for key, code in kept.items()}
    for column in header.columns:
        code = at_place.get(column.letter)
        if code:
            yield column, code


def _take_best(
    header: Header,
    fields: Sequence[Field],
    scored: Sequence[tuple[int, int, int]],
    how: How,
    found: dict[HeaderColumn, tuple[Field, How]],
) -> None:
    columns = {column.index: column for column in header.columns}
    taken: set[str] = set()
    for _, index, at in scored:
        column, entry = columns[index], fields[at]
        if column not in found and entry.code not in taken:
            found[column] = (entry, how)
            taken.add(entry.code)


def _names(column: HeaderColumn) -> tuple[str, str]:
    return matching_form(column.name), matching_form(column.parts[-1])


def _exact(column: HeaderColumn, entry: Field) -> int:
    """3 for the whole name, 2 for an alias, 1 for the lowest part of a joined name alone."""
    whole, lowest = _names(column)
    labels = [matching_form(label) for label in (*entry.labels, entry.code)]
    if whole == labels[0]:
        return 3
    return 2 if whole in labels else int(lowest in labels)


def _contained(column: HeaderColumn, entry: Field) -> int:
    """How many characters the two names share, where one contains the other."""
    whole = _names(column)[0]
    shared = 0
    for label in map(matching_form, entry.labels):
        shorter, longer = sorted((whole, label), key=len)
        if len(shorter) >= _SHORTEST_CONTAINED and shorter in longer:
            shared = max(shared, 100 * len(shorter) // len(longer))
    return shared


def _mapping(
    header: Header, fields: Sequence[Field], found: Mapping[HeaderColumn, tuple[Field, How]]
) -> ColumnMapping:
    mapped = tuple(
        MappedColumn(column, *found[column], _unit(column, found[column][0], header))
        for column in header.columns
        if column in found
    )
    have = {entry.field.code for entry in mapped}
    return ColumnMapping(
        mapped,
        tuple(column for column in header.columns if column not in found),
        tuple(entry for entry in fields if entry.required and entry.code not in have),
    )


def _unit(column: HeaderColumn, entry: Field, header: Header) -> str:
    """The unit in the head of the column, else the one of the sheet that can be meant."""
    if entry.type not in NUMERIC:
        return ""
    if column.unit:
        return column.unit
    fitting = [unit for unit in header.units if convertible(unit, into=entry.counts_in)]
    return fitting[0] if fitting and entry.counts_in else ""
