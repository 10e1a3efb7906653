"""Rules as text at random: each is refused with its place, or all engines give the same."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.engines import ENGINES, REFERENCE
from tests.spec.random_texts import amounts, conditions
from tests.spec.world import DAY, scope

from tashan.mechanisms.rules.binding import bind_amount, bind_condition
from tashan.mechanisms.rules.bound import Bound, BoundCondition, BoundProgramme, Sort
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.tables import Cell, Table
from tashan.mechanisms.rules.walking import columns

SEEN: Counter[str] = Counter()
CELLS: dict[Sort, st.SearchStrategy[Cell]] = {
    Sort.TRUTH: st.none() | st.booleans(),
    Sort.CODE: st.sampled_from((None, "C3981", "C38", "D44", "999901102")),
    Sort.WORDS: st.sampled_from((None, "small", "micro", "large", "north")),
    Sort.DATE: st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    Sort.NUMBER: st.none() | st.integers(-5, 5) | st.integers(-(10**12), 10**12),
}


def bound(text: str, *, is_amount: bool) -> Bound | None:
    """None where the rule is refused, and then with a place within it."""
    try:
        node = parse(text)
        binding = bind_amount if is_amount else bind_condition
        return binding(node, scope=scope(), on=DAY)
    except RuleError as error:
        place = error.offset
    assert 0 <= place <= len(text)
    return None


@settings(max_examples=400, deadline=None)
@given(st.data(), conditions(), conditions(), amounts())
def test_engines_agree_on_every_rule_that_is_not_refused(
    data: st.DataObject, text: str, other: str, paid: str
) -> None:
    rule, out = bound(text, is_amount=False), bound(other, is_amount=False)
    amount = bound(paid, is_amount=True)
    SEEN.update([f"rule {rule is not None}", f"amount {amount is not None}"])
    if rule is None:
        return
    excluded = () if out is None else (BoundCondition("out", other, out),)
    programme = BoundProgramme("p", (BoundCondition("in", text, rule),), excluded, amount)
    found = {column.key: column for column in columns(programme)}
    size = data.draw(st.integers(1, 4))
    cells = {
        key: data.draw(st.lists(CELLS[column.sort], min_size=size, max_size=size))
        for key, column in found.items()
    }
    table = Table(range(size), found, cells)
    answers = {name: engine.match(table, [programme])[0] for name, engine in ENGINES.items()}
    for answer in answers.values():
        assert answer.plain() == answers["reference"].plain()
    for number in range(size):
        over = REFERENCE.over(table, [programme], number)
        verdict = REFERENCE.answer(table.row(number), programme, over=over).verdict
        assert (verdict == "yes") is (number in answers["reference"].eligible)


def test_most_random_rules_are_right() -> None:
    assert SEEN["rule True"] > SEEN["rule False"] / 3
    assert SEEN["amount True"] > 0
