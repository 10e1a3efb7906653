"""Every engine gives exactly what rules mean, whatever the rules and the table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.mechanisms.rules.meaning import Meaning
from tests.mechanisms.rules.random_rules import programmes, tables

from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.columnar.engine import ColumnarEngine
from tashan.mechanisms.rules.tables import Table
from tashan.mechanisms.working_days import calendar


@settings(max_examples=150, deadline=None)
@given(table=tables(), programme=programmes())
def test_the_columnar_engine_gives_what_rules_mean(table: Table, programme: BoundProgramme) -> None:
    (matched,) = ColumnarEngine(calendar()).match(table, [programme])
    assert matched.plain() == Meaning(table).matched(programme).plain()


@settings(max_examples=150, deadline=None)
@given(table=tables(), programme=programmes())
def test_the_compiled_engine_gives_what_rules_mean(table: Table, programme: BoundProgramme) -> None:
    kernel = pytest.importorskip("tashan.mechanisms.rules.engines.kernel.engine")
    (matched,) = kernel.KernelEngine(calendar()).match(table, [programme])
    assert matched.plain() == Meaning(table).matched(programme).plain()
