"""The table of states: every state with every move, legal or refused, and no state beyond them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.casework import making

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import Act, By
from tashan.casework.legal import LEADS, STAYS, is_possible
from tashan.casework.models import Case, Matter, Prerequisite, Stop
from tashan.casework.moving.expiry import escalate
from tashan.casework.states import ENDS, MOVES, PASSES, State
from tashan.record import files
from tashan.record.events import hash_of
from tashan.record.models import Event

DAY = date(2026, 11, 2)


def test_the_acts_lead_along_the_moves_of_the_standard_and_cover_them() -> None:
    led = {
        (state, then) for ways in LEADS.values() for state, found in ways.items() for then in found
    }
    assert led == {(state, then) for state, found in MOVES.items() for then in found}


def test_every_act_on_a_matter_is_in_the_table() -> None:
    assert set(LEADS) | set(STAYS) == set(Act) - {Act.HAND_IN}


def who() -> By:
    roles = ("window", "handler", "chief")
    return By(making.officer("all", *roles, at=making.office()), making.moment(DAY), DAY)


def do(act: Act, pk: int, by: By) -> None:
    """The act with what it asks for."""
    file = files.store(b"signed", name="promise.txt", at=making.moment(DAY))
    works = {
        Act.RECEIVE: lambda: acts.receive(pk, by=by),
        Act.ACCEPT: lambda: acts.accept(pk, by=by),
        Act.REFUSE: lambda: acts.refuse(pk, "理由", by=by),
        Act.NOT_OURS: lambda: acts.not_ours(pk, "理由", by=by),
        Act.ASK_SUPPLEMENT: lambda: acts.ask_supplement(pk, ["form"], "补正", by=by),
        Act.SUPPLEMENT: lambda: acts.supplement(pk, by=by),
        Act.TAKE_UP: lambda: acts.take_up(pk, by=by),
        Act.BEGIN_SPECIAL: lambda: acts.begin_special(
            pk, "expert_review", "评审", by=by, expected_days=3
        ),
        Act.END_SPECIAL: lambda: acts.end_special(pk, by=by),
        Act.EXTEND: lambda: acts.extend(pk, 3, "working", "复杂", by=by),
        Act.REMOVE_EXTENSION: lambda: acts.remove_extension(pk, "不需要", by=by),
        Act.DECIDE: lambda: acts.decide(pk, "pass", by=by),
        Act.DELIVER: lambda: acts.deliver(pk, by=by),
        Act.ASK_WITHDRAWAL: lambda: acts.ask_withdrawal(pk, "不建了", by=by),
        Act.SETTLE_WITHDRAWAL: lambda: acts.settle_withdrawal(pk, granted=True, by=by),
        Act.CANCEL: lambda: acts.cancel(pk, "不建了", by=by),
        Act.RECALL: lambda: acts.recall(pk, "依据废止", "撤1号", by=by),
        Act.REVOKE: lambda: acts.revoke(pk, "错误", "撤2号", by=by),
        Act.COMMIT: lambda: acts.commit(pk, file, by=by),
        Act.TOLERATE: lambda: acts.tolerate(pk, ["plan"], by=by),
        Act.COMPLETE_TOLERATED: lambda: acts.complete_tolerated(pk, materials=["plan"], by=by),
        Act.ASK_OPINIONS: lambda: acts.ask_opinions(pk, ["one"], by=by),
        Act.GIVE_OPINION: lambda: acts.give_opinion(pk, "agrees", by=by),
        Act.OBJECT_TO: lambda: acts.object_to(pk, "张某", "噪声", by=by),
    }
    works[act]()


DONE_WITHOUT_MORE = sorted(set(LEADS) | {Act.EXTEND, Act.DELIVER, Act.ASK_OPINIONS, Act.OBJECT_TO})


def placed(state: State) -> Matter:
    """A matter put into a state by hand, with the rows that the state asks for."""
    matter = making.matter(making.make_case())
    fields: dict[str, object] = {"state": state}
    if state != State.NOT_BEGUN:
        fields["received_on"] = DAY
    if state not in (State.NOT_BEGUN, State.RECEIVED, State.NOT_OURS, State.REFUSED):
        fields["accepted_on"] = DAY
    if state in ENDS:
        fields["ended_on"] = DAY
    Matter.objects.filter(pk=matter.pk).update(**fields)
    if state in (State.SUPPLEMENT_ASKED, State.SPECIAL_BEGUN, State.WITHDRAWAL_ASKED):
        Stop.objects.create(matter=matter, reason="supplement", says="补正", stopped_on=DAY)
    return matter


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_each_act_is_done_where_it_is_possible_and_refused_elsewhere(state: State) -> None:
    by = who()
    for act in DONE_WITHOUT_MORE:
        matter = placed(state)
        is_accepted = Matter.objects.get(pk=matter.pk).accepted_on is not None
        if is_possible(act, state, is_accepted=is_accepted):
            do(act, matter.pk, by)
            then = State(Matter.objects.get(pk=matter.pk).state)
            assert then == state or then in MOVES[state]
        else:
            with pytest.raises(UserError, match="is not possible"):
                do(act, matter.pk, by)
            assert Matter.objects.get(pk=matter.pk).state == state


SHAPE = {"two": ["one"], "three": ["one", ("two", "soft")], "four": ["two", "three"]}
CODES = ["one", "two", "three", "four"]
WALKED = sorted(set(LEADS) | set(STAYS) - {Act.ANSWER_OBJECTION, Act.ESCALATE, Act.OBJECT_TO})
steps = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(WALKED)), max_size=60)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=steps, forward=st.integers(0, 30))
def test_every_reachable_state_is_legal_and_counters_follow_from_rows(
    steps: list[tuple[str, Act]], forward: int
) -> None:
    by = who()
    case = making.make_case(CODES, SHAPE)
    usual = [Act.RECEIVE, Act.ACCEPT, Act.TAKE_UP, Act.DECIDE]
    walk = [(code, act) for code in CODES for act in usual][: forward % 17] + steps
    for code, act in walk:
        before = making.matter(case, code)
        try:
            do(act, before.pk, by)
        except UserError:
            assert making.matter(case, code).state == before.state
            continue
        after = State(making.matter(case, code).state)
        assert after == before.state or after in MOVES[State(before.state)]
    is_sound(case)


def is_sound(case: Case) -> None:
    case.refresh_from_db()
    rows = list(Matter.objects.filter(case=case))
    assert case.unfinished == sum(row.state not in ENDS for row in rows)
    for row in rows:
        hard = Prerequisite.objects.filter(after=row, need="hard")
        assert row.waits == hard.exclude(before__state__in=PASSES).count()
        assert row.stops.filter(resumed_on=None).exists() == row.is_stopped
    alive = any(row.is_open or (row.state == State.NOT_BEGUN and not row.waits) for row in rows)
    assert case.state != "running" or alive
    events = list(Event.objects.filter(stream=case.stream).order_by("sequence"))
    assert [event.hash for event in events] == [hash_of(event) for event in events]
    assert len(events) == case.moves


@pytest.mark.django_db
def test_telling_the_chief_is_no_persons_act() -> None:
    by = who()
    matter = placed(State.IN_HAND)
    with pytest.raises(UserError, match="not yours"):
        escalate(matter.pk, by=by)
