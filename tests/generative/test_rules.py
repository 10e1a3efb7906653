"""Rules and tables at random: all engines give what the reference engine gives, to the fen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.mechanisms.rules.meaning import Meaning
from tests.mechanisms.rules.random_rules import programmes, tables
from tests.spec.engines import ENGINES, REFERENCE

from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.reference.explaining import Explainer
from tashan.mechanisms.rules.engines.reference.values import Row
from tashan.mechanisms.rules.tables import Table
from tashan.mechanisms.working_days import calendar


@settings(max_examples=300, deadline=None)
@given(table=tables(), programme=programmes())
def test_the_reference_engine_gives_what_rules_mean(
    table: Table, programme: BoundProgramme
) -> None:
    [matched] = REFERENCE.match(table, [programme])
    assert matched.plain() == Meaning(table).matched(programme).plain()


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "reference"])
def test_every_engine_gives_what_the_reference_engine_gives(engine: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(table=tables(), programme=programmes())
    def equal(table: Table, programme: BoundProgramme) -> None:
        [matched] = ENGINES[engine].match(table, [programme])
        [expected] = REFERENCE.match(table, [programme])
        assert matched.plain() == expected.plain()

    equal()


@settings(max_examples=400, deadline=None)
@given(table=tables(), programme=programmes())
def test_one_row_at_a_time_gives_what_the_table_gives(
    table: Table, programme: BoundProgramme
) -> None:
    [matched] = REFERENCE.match(table, [programme])
    paid = dict(zip(matched.eligible, matched.fen, strict=True))
    for number in range(len(table)):
        over = REFERENCE.over(table, [programme], number)
        answer = REFERENCE.answer(table.row(number), programme, over=over)
        verdict = "yes" if number in paid else "unknown" if number in matched.unknown else "no"
        assert (answer.verdict, answer.fen) == (verdict, paid.get(number))
        row = table.row(number)
        slowly = Explainer(programme).reasons(Row(row, calendar(), over), row)
        assert list(answer.reasons) == list(slowly)
        assert list(answer.met) == [reason.met for reason in answer.reasons]
