"""Two clients at one case, and clients that die: nothing lost, nothing done twice, nothing half."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import OperationalError, connection, connections, transaction
from tests.casework import making

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import Act, By
from tashan.casework.models import Case, Matter, Prerequisite
from tashan.casework.moving import situation, writing
from tashan.casework.states import ENDS, PASSES, State
from tashan.record.events import hash_of
from tashan.record.models import Event, StreamHead, User

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 11, 2)
Work = Callable[[], None]


@pytest.fixture
def who() -> By:
    user = making.officer("handler", "handler", "chief", at=making.office())
    return By(user, making.moment(DAY), DAY)


def at_once(*works: Work) -> list[Exception | None]:
    """All begin together, each with a connection of its own; what each raised."""
    gate = threading.Barrier(len(works))
    raised: list[Exception | None] = [None] * len(works)

    def run(number: int, work: Work) -> None:
        try:
            gate.wait()
            work()
        except Exception as error:
            raised[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def is_sound(case: Case) -> None:
    """Counters follow from rows, and the chain from its events."""
    case.refresh_from_db()
    rows = list(Matter.objects.filter(case=case))
    assert case.unfinished == sum(row.state not in ENDS for row in rows)
    for row in rows:
        hard = Prerequisite.objects.filter(after=row, need="hard").exclude(before__state__in=PASSES)
        assert row.waits == hard.count()
    events = list(Event.objects.filter(stream=case.stream).order_by("sequence"))
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert all(event.hash == hash_of(event) for event in events)
    assert [e.previous for e in events[1:]] == [e.hash for e in events[:-1]]
    head = StreamHead.objects.filter(stream=case.stream).first()
    assert (head.length if head else 0) == len(events) == case.moves


def test_of_two_at_one_matter_one_moves_and_the_other_is_told(who: By) -> None:
    for _round in range(5):
        case = making.make_case()
        pk = making.matter(case).pk
        raised = at_once(*[lambda pk=pk: acts.receive(pk, by=who)] * 2)
        told = [error for error in raised if error]
        assert len(told) == 1
        assert isinstance(told[0], UserError)
        assert "handler" in str(told[0])  # who was faster
        is_sound(case)


def test_two_at_one_case_both_move(who: By) -> None:
    for _round in range(5):
        case = making.make_case(["one", "two", "three", "four"])
        pks = [matter.pk for matter in case.matters.all()]
        assert at_once(*[lambda pk=pk: acts.receive(pk, by=who) for pk in pks]) == [None] * 4
        assert set(case.matters.values_list("state", flat=True)) == {State.RECEIVED}
        is_sound(case)


def through(pk: int, who: By) -> None:
    for move in (acts.receive, acts.accept, acts.take_up):
        move(pk, by=who)
    acts.decide(pk, "pass", by=who)


def test_crossing_prerequisites_open_each_follower_once(who: By) -> None:
    steps = ["a", "b", "c", "d"]
    case = making.make_case(steps, {"c": ["a", "b"], "d": ["b", "a"]})
    first = [making.matter(case, code).pk for code in ("a", "b")]
    assert at_once(*[lambda pk=pk: through(pk, who) for pk in first]) == [None, None]
    is_sound(case)
    then = [making.matter(case, code).pk for code in ("c", "d")]
    assert at_once(*[lambda pk=pk: through(pk, who) for pk in then]) == [None, None]
    is_sound(case)
    assert case.state == "finished"


def test_a_pass_and_its_revocation_leave_the_counters_right(who: By) -> None:
    case = making.make_case(["a", "b", "c"], {"c": ["a", "b"]})
    a, b = (making.matter(case, code).pk for code in ("a", "b"))
    through(a, who)
    raised = at_once(lambda: acts.revoke(a, "错误", "撤1号", by=who), lambda: through(b, who))
    assert raised == [None, None]
    assert making.matter(case, "c").waits == 1
    is_sound(case)


def test_a_killed_client_leaves_nothing_half_done(who: By, monkeypatch: pytest.MonkeyPatch) -> None:
    case = making.make_case(["one", "two"], {"two": ["one"]})
    pk = making.matter(case).pk
    for move in (acts.receive, acts.accept, acts.take_up):
        move(pk, by=who)
    pids: list[int] = []
    found = situation.read

    def read(matter_id: int, act: Act, by: By) -> situation.Situation:
        now = found(matter_id, act, by)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pids.append(cursor.fetchone()[0])
        return now

    monkeypatch.setattr(situation, "read", read)
    with transaction.atomic():  # hold the case, so that the client waits within its statement
        Case.objects.select_for_update().get(pk=case.pk)
        raised: list[list[Exception | None]] = []
        thread = threading.Thread(
            target=lambda: raised.append(at_once(lambda: acts.decide(pk, "pass", by=who)))
        )
        thread.start()
        end_when_waiting(pids)
        thread.join(60)
    monkeypatch.undo()
    assert isinstance(raised[0][0], OperationalError)
    assert making.matter(case).state == State.IN_HAND
    is_sound(case)
    acts.decide(pk, "pass", by=who)
    is_sound(case)


def end_when_waiting(pids: list[int]) -> None:
    """End the client's connection once it waits for the row that this one holds."""
    for _attempt in range(200):
        time.sleep(0.05)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid = ANY(%s) AND wait_event_type = 'Lock'",
                [pids],
            )
            if cursor.fetchone():
                return
    raise AssertionError("the client never waited")


def test_a_lost_race_is_decided_anew(who: By, monkeypatch: pytest.MonkeyPatch) -> None:
    case = making.make_case(["one", "two"])
    one, two = (making.matter(case, code).pk for code in ("one", "two"))
    written = writing.write
    meanwhile = [two]

    def write(now: situation.Situation, then: writing.Decision, by: By) -> bool:
        if meanwhile:
            acts.receive(meanwhile.pop(), by=who)
        return written(now, then, by)

    monkeypatch.setattr(writing, "write", write)
    acts.receive(one, by=who)
    is_sound(case)
    assert case.moves == 2


def test_moves_within_a_transaction_wait_for_each_other(who: By) -> None:
    case = making.make_case(["one", "two"])
    one, two = (making.matter(case, code).pk for code in ("one", "two"))

    def within(pk: int) -> Work:
        def work() -> None:
            with transaction.atomic():
                acts.receive(pk, by=who)
                acts.accept(pk, by=who)

        return work

    assert at_once(within(one), within(two)) == [None, None]
    is_sound(case)


def test_a_user_without_an_account_any_more_moves_nothing(who: By) -> None:
    case = making.make_case()
    User.objects.update(is_active=False)
    with pytest.raises(UserError, match="not yours"):
        acts.receive(making.matter(case).pk, by=who)
