"""What engines run: names looked up, parameters settled, periods dated, units in their base.

Every value is in base units: yuan, shares of one, square metres, days. Numbers are exact
(``Fraction``); a table holds them as whole numbers of a column's ``factor``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Sort(StrEnum):
    """What a value is."""

    NUMBER = "number"
    TRUTH = "truth"
    CODE = "code"  # of a tree: industry, place; a longer code lies in a shorter
    WORDS = "words"  # a choice of a closed list, or text
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. A number's cell is a whole number of ``factor`` (fen: 1/100).

    ``key`` is the field's code (``industry``), ``tax_paid@2025-01-01/2025-12-31``,
    ``labels:srdi``, ``credit:serious_dishonesty`` or ``asked:amount``. An empty cell is unknown.
    """

    key: str
    sort: Sort
    unit: str = ""  # of a number: its base unit; "1" is a plain number or a share
    factor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Constant:
    """A settled value; None is unknown: ``missing`` is the parameter that is not in force yet."""

    value: Fraction | bool | str | date | None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """+ - * / of two numbers; unknown where one is, or where the divisor is zero."""

    sign: str
    left: Bound
    right: Bound


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest; unknown where one is."""

    is_greatest: bool
    items: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Absolute:
    of: Bound


@dataclass(frozen=True, slots=True)
class Rounded:
    """Half up, away from zero, to so many places of the base unit."""

    of: Bound
    places: int


@dataclass(frozen=True, slots=True)
class Growing:
    """now / base − 1; unknown where either is, or where the base is not above zero."""

    now: Bound
    base: Bound


@dataclass(frozen=True, slots=True)
class Stepped:
    """The value of the first tier whose end is at or above ``of``; the last end is None.

    Unknown above a last end that is a number.
    """

    of: Bound
    tiers: tuple[tuple[Fraction | None, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Tiered:
    """The sum over tiers of value × the part of ``of`` within the tier; below zero it is zero."""

    of: Bound
    tiers: tuple[tuple[Fraction | None, Fraction], ...]


class Span(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working_days"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Between:
    """Days, working days or whole years from one date to another; negative the other way."""

    span: Span
    start: Bound
    end: Bound


class Population(StrEnum):
    RANK = "rank"  # 1 is the highest
    RANK_LOW = "rank_low"  # 1 is the lowest
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class OverPopulation:
    """A number that depends on all rows of the table: computed once for the table, then a column.

    Only known values count and are ranked; ties share the better rank, the next is skipped.
    """

    what: Population
    of: Bound


@dataclass(frozen=True, slots=True)
class Compared:
    """== != < <= > >= of two values of one sort; unknown where one is."""

    sign: str
    left: Bound
    right: Bound
    offset: int = 0  # where the comparison stands in its rule


@dataclass(frozen=True, slots=True)
class Within:
    """A code that lies in one of the trees (by prefix), or words that are one of these."""

    of: Bound
    among: frozenset[str]
    is_tree: bool
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Negated:
    of: Bound


@dataclass(frozen=True, slots=True)
class Both:
    """All hold. False where one is false, else unknown where one is unknown (Kleene)."""

    items: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Either:
    items: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many hold; unknown where one is unknown."""

    items: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many hold: true as soon as so many do, false as soon as so many cannot."""

    number: int
    items: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Unknown where ``when`` is, even if both ways give the same."""

    when: Bound
    then: Bound
    otherwise: Bound


Bound = (
    Column | Constant | Arithmetic | Extreme | Absolute | Rounded | Growing | Stepped | Tiered
    | Between | OverPopulation | Compared | Within | Negated | Both | Either | Counted | AtLeast
    | Chosen
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoundCondition:
    """One condition of a programme; ``text`` as the file has it, ``says`` in words (zh)."""

    code: str
    text: str
    rule: Bound


@dataclass(frozen=True, slots=True)
class BoundProgramme:
    """Who qualifies and for how much, settled for one day.

    ``eligible`` must all hold and no ``excluded`` may: the verdict is Kleene's "and" over both.
    ``amount`` is in yuan; engines give whole fen, half up. None where nothing is paid.
    """

    code: str
    eligible: tuple[BoundCondition, ...]
    excluded: tuple[BoundCondition, ...] = ()
    amount: Bound | None = None
