"""What a rule says, before names are looked up: the nodes that its text is read into.

``offset`` is the character of the rule's text at which a node begins, for errors and for reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class PeriodWord(StrEnum):
    """Periods that a rule may name; each is counted back from the day that the rule is run for."""

    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    YEAR_BEFORE_LAST = "year_before_last"
    LAST_QUARTER = "last_quarter"
    LAST_MONTH = "last_month"


class Function(StrEnum):
    MIN = "min"
    MAX = "max"
    ABS = "abs"
    ROUND = "round"  # round(x, places): half up
    BETWEEN = "between"  # between(x, low, high): both included
    RANK = "rank"  # rank(x): 1 is the highest of the population; ties share the better rank
    RANK_LOW = "rank_low"  # rank_low(x): 1 is the lowest
    SHARE = "share"  # share(x): this subject's part in the population's sum
    COUNT = "count"  # count(a, b, c): how many of the conditions hold; unknown if one is
    AT_LEAST = "at_least"  # at_least(2, a, b, c)
    DAYS = "days"  # days(a, b): calendar days from a to b
    WORKING_DAYS = "working_days"
    YEARS = "years"  # years(a, b): whole years from a to b
    STEP = "step"  # step(x, tiers): the value of the tier that x falls in
    TIERED = "tiered"  # tiered(x, tiers): each tier's value on the part of x within it


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; ``unit`` where one stands behind it: 1000 万元 is (1000, 万元)."""

    value: Decimal
    unit: str | None
    offset: int


@dataclass(frozen=True, slots=True)
class Words:
    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Name:
    """A field of the subject, a parameter, something asked of the applicant, or ``as_of``."""

    code: str
    offset: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of the subject in a period: tax_paid[last_year], output[2025].

    ``period`` is a word, a year, or ``last_6_months`` as its number of months (``months``).
    """

    code: str
    period: PeriodWord | int
    months: bool  # ``period`` counts months up to the last whole month
    offset: int


@dataclass(frozen=True, slots=True)
class Growth:
    """growth(tax_paid, last_year): a share of one; unknown where the base is not above zero."""

    of: Figure
    offset: int


@dataclass(frozen=True, slots=True)
class Negative:
    of: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Operation:
    sign: str  # one of + - * /
    left: Node
    right: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Comparison:
    sign: str  # one of == != < <= > >=
    left: Node
    right: Node
    offset: int


@dataclass(frozen=True, slots=True)
class In:
    """code in 'C39' (a tree of codes), scale in ['small', 'micro'], 'srdi' in labels."""

    left: Node
    right: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Not:
    of: Node
    offset: int


@dataclass(frozen=True, slots=True)
class All:
    """a and b, and each chain: a < b < c is (a < b, b < c)."""

    items: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class AnyOf:
    items: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Conditional:
    """then if when else otherwise"""

    when: Node
    then: Node
    otherwise: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    function: Function
    arguments: tuple[Node, ...]
    offset: int


Node = (
    Number | Words | Truth | Listing | Name | Figure | Growth | Negative | Operation | Comparison
    | In | Not | All | AnyOf | Conditional | Call
)  # fmt: skip


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly within a node, in the order of the text."""
    match node:
        case Listing() | All() | AnyOf():
            return node.items
        case Growth() | Negative() | Not():
            return (node.of,)
        case Operation() | Comparison() | In():
            return (node.left, node.right)
        case Conditional():
            return (node.when, node.then, node.otherwise)
        case Call():
            return node.arguments
    return ()


def figures(node: Node) -> list[Figure]:
    """Every figure that the rule names."""
    own = [node] if isinstance(node, Figure) else []
    return [*own, *(found for part in parts(node) for found in figures(part))]
