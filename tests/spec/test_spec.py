"""The language of rules, row by row of its specification, on every engine."""

from __future__ import annotations

import pytest
from tests.spec.chapter import CHAPTERS, Refused, Row, programme, refusals, rows, table
from tests.spec.engines import ENGINES, REFERENCE
from tests.spec.world import DAY, scope

from tashan.mechanisms.rules.binding import bind_amount, bind_condition
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.tables import Matched

ROWS = [row for path in CHAPTERS for row in rows(path)]
REFUSED = [refused for path in CHAPTERS for refused in refusals(path)]


def given(matched: Matched, number: int, *, is_money: bool) -> object:
    """What the engine says of one row, in the words of the specification."""
    if is_money:
        fen = matched.fen[list(matched.eligible).index(number)]
        return "unknown" if fen is None else fen
    if number in matched.eligible:
        return True
    return "unknown" if number in matched.unknown else False


def expected(gives: object, *, is_money: bool) -> object:
    return gives if isinstance(gives, str) or not is_money else int(gives * 100)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_rule_gives_what_the_specification_says(row: Row, engine: str) -> None:
    bound = programme(row)
    [matched] = ENGINES[engine].match(table(row, bound), [bound])
    for number, gives in enumerate(row.gives):
        said = given(matched, number, is_money=row.is_money)
        assert said == expected(gives, is_money=row.is_money)


@pytest.mark.parametrize("row", [row for row in ROWS if not row.is_money], ids=str)
def test_the_answer_names_what_is_missing(row: Row) -> None:
    bound = programme(row)
    cells = table(row, bound)
    for number, gives in enumerate(row.gives):
        over = REFERENCE.over(cells, [bound], number)
        answer = REFERENCE.answer(cells.row(number), bound, over=over)
        assert answer.verdict == {True: "yes", False: "no"}.get(gives, "unknown")
        if row.missing:
            assert answer.reasons[0].missing == row.missing


@pytest.mark.parametrize("refused", REFUSED, ids=str)
def test_what_is_refused_is_told_at_its_character(refused: Refused) -> None:
    binding = bind_amount if refused.is_amount else bind_condition
    with pytest.raises(RuleError) as error:
        binding(parse(refused.rule), scope=scope(), on=DAY)
    assert refused.told in error.value.message
    at = refused.rule.index(refused.at) if refused.at else len(refused.rule)
    assert error.value.offset == at
