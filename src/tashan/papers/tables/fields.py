"""What a register or a set of observations asks of a table: one ``Field`` for each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tashan.papers.tables.cells import NUMERIC, CellType, Choices, Form


@dataclass(frozen=True, slots=True)
class Field:
    """``labels``: the first is printed, the others are names that offices use for the same.

    ``unit`` is what a bare figure counts in and, but for money (fen) and shares (of one), what
    it comes out in. ``on`` is the day as of which names of divisions are looked up.
    """

    code: str
    labels: tuple[str, ...]
    type: CellType = CellType.TEXT
    unit: str = ""
    required: bool = False
    choices: Choices = field(default_factory=dict)
    help: str = ""
    on: date | None = None

    def __post_init__(self) -> None:
        if not self.labels:
            raise ValueError(f"field {self.code!r} has no label")
        if self.type is CellType.CHOICE and not self.choices:
            raise ValueError(f"field {self.code!r} has no choices")

    @property
    def label(self) -> str:
        return self.labels[0]

    @property
    def counts_in(self) -> str:
        """The unit of a bare figure, with those that the type has of itself."""
        if self.type is CellType.MONEY:
            return self.unit or "元"
        return self.unit or ("%" if self.type is CellType.SHARE else "")

    @property
    def heading(self) -> str:
        """As a template prints it: 投资额（万元）*."""
        unit = f"（{self.counts_in}）" if self.counts_in and self.type in NUMERIC else ""
        return f"{self.label}{unit}{'*' if self.required else ''}"

    def form(self, shown_in: str = "") -> Form:
        """What a cell should hold, in a column that is headed with the unit ``shown_in``."""
        return Form(self.type, self.counts_in, shown_in, self.choices, self.on)


def by_code(fields: Sequence[Field]) -> Mapping[str, Field]:
    """Raises ValueError where two fields share a code."""
    found = {entry.code: entry for entry in fields}
    if len(found) < len(fields):
        raise ValueError("two fields have the same code")
    return found
