"""How much one table may cost: what is larger is refused before it is unpacked."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class TableLimits:
    """``cells`` bounds rows times columns up to the last filled cell, whatever lies between."""

    max_bytes: int = 60 * MEGABYTE
    max_unpacked: int = 800 * MEGABYTE
    max_parts: int = 2_000
    max_rows: int = 300_000
    max_columns: int = 300
    max_cells: int = 12_000_000
    max_sheets: int = 100


DEFAULT_LIMITS = TableLimits()
