"""What each move asks for and leaves behind, subject by subject."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import By
from tashan.casework.models import Case, Extension, Material, Matter, Objection, Opinion, Stop
from tashan.casework.states import State
from tashan.record import files
from tashan.record.models import Event, StoredFile, User
from tashan.registry.models import CreditEvent

pytestmark = pytest.mark.django_db
MON, TUE, WED, FRI = (date(2026, 11, day) for day in (2, 3, 4, 6))


@pytest.fixture
def handler() -> User:
    return making.officer("handler", "handler", at=making.office())


@pytest.fixture
def chief() -> User:
    return making.officer("chief", "chief", at=making.office())


@pytest.fixture
def window() -> User:
    return making.person("window", "window")


def by(user: User | None, on: date = MON) -> By:
    return By(user, making.moment(on), on)


def received(user: User, case: Case | None = None, **said: object) -> Matter:
    matter = making.matter(case or making.make_case({"one": said}))
    acts.receive(matter.pk, by=by(user))
    return matter


def in_hand(user: User, case: Case | None = None, **said: object) -> Matter:
    matter = received(user, case, **said)
    acts.accept(matter.pk, by=by(user))
    acts.take_up(matter.pk, by=by(user))
    return now(matter)


def now(matter: Matter) -> Matter:
    return Matter.objects.select_related("case").get(pk=matter.pk)


def last_event() -> Event:
    event = Event.objects.filter(stream__startswith="case:").order_by("pk").last()
    assert event is not None
    return event


def signed() -> StoredFile:
    return files.store(b"signed", name="promise.txt", at=making.moment(MON))


# intake


def test_the_window_takes_in_for_every_office(window: User) -> None:
    matter = received(window)
    acts.accept(matter.pk, by=by(window))
    with pytest.raises(UserError, match="not yours"):
        acts.take_up(matter.pk, by=by(window))


def test_without_a_project_code_nothing_is_accepted(handler: User) -> None:
    matter = received(handler, making.make_case(subject=making.uncoded_project()))
    with pytest.raises(UserError, match="Without a project code"):
        acts.accept(matter.pk, by=by(handler))


def test_a_failed_check_digit_needs_its_recorded_reason(handler: User) -> None:
    code = making.project_code()
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    matter = received(handler, making.make_case(project_code=wrong))
    with pytest.raises(UserError, match="check digit"):
        acts.accept(matter.pk, by=by(handler))


def test_an_enterprise_needs_no_project_code(handler: User) -> None:
    matter = received(handler, making.make_case(subject=making.enterprise()))
    acts.accept(matter.pk, by=by(handler))
    assert now(matter).state == State.ACCEPTED


def test_missing_materials_stand_against_acceptance(handler: User) -> None:
    matter = received(handler, making.make_case(given=["form"]))
    with pytest.raises(UserError, match="Materials are missing: plan"):
        acts.accept(matter.pk, by=by(handler))


def test_what_is_refused_is_told_why(handler: User) -> None:
    matter = received(handler)
    with pytest.raises(UserError, match="the reason"):
        acts.not_ours(matter.pk, " ", by=by(handler))
    acts.not_ours(matter.pk, "不属于本机关职权", by=by(handler))
    assert now(matter).outcome["reasons"] == "不属于本机关职权"


# supplements


def test_a_supplement_before_acceptance_is_asked_for_and_comes_in(handler: User) -> None:
    case = making.make_case(given=["form"])
    matter = received(handler, case)
    acts.ask_supplement(matter.pk, ["plan"], "缺总平面图", by=by(handler))
    acts.hand_in(case.pk, "plan", by=by(handler, TUE))
    acts.supplement(matter.pk, by=by(handler, WED))
    acts.accept(matter.pk, by=by(handler, WED))
    stop = Stop.objects.get()
    assert (stop.stopped_on, stop.resumed_on, stop.materials) == (MON, WED, ["plan"])
    assert now(matter).accepted_on == WED


def test_what_comes_on_paper_counts_as_handed_in(window: User) -> None:
    matter = received(window, making.make_case(given=["form"]))
    acts.ask_supplement(matter.pk, ["plan"], "缺总平面图", by=by(window))
    acts.supplement(matter.pk, by=by(window, TUE))
    assert Material.objects.get(code="plan").given_on == TUE


def test_the_applicant_must_hand_in_all_that_was_asked_for(window: User) -> None:
    firm = making.enterprise()
    agent = making.agent("agent", firm)
    case = making.make_case(given=["form"], applicant=firm)
    matter = received(window, case)
    acts.ask_supplement(matter.pk, ["plan"], "缺总平面图", by=by(window))
    with pytest.raises(UserError, match="Not handed in yet: plan"):
        acts.supplement(matter.pk, by=by(agent))
    acts.hand_in(case.pk, "plan", signed(), by=by(agent))
    acts.supplement(matter.pk, by=by(agent))
    assert now(matter).state == State.SUPPLEMENTED


def test_another_firms_agent_hands_nothing_in() -> None:
    case = making.make_case(applicant=making.enterprise())
    stranger = making.agent("stranger", making.enterprise("别的公司", 8))
    with pytest.raises(UserError, match="not yours"):
        acts.hand_in(case.pk, "plan", by=by(stranger))


def test_a_supplement_in_hand_stops_the_clock(handler: User) -> None:
    matter = in_hand(handler)
    acts.ask_supplement(matter.pk, ["plan"], "补正图纸", by=by(handler, TUE))
    assert now(matter).promised_on is None
    acts.supplement(matter.pk, by=by(handler, FRI))
    acts.take_up(matter.pk, by=by(handler, FRI))
    assert now(matter).promised_on == date(2026, 11, 16)  # three working days later


# special procedures and extensions


def test_a_special_procedure_stops_the_clock_with_a_chief(handler: User, chief: User) -> None:
    matter = in_hand(handler)
    with pytest.raises(UserError, match="approved by a chief"):
        acts.begin_special(matter.pk, "expert_review", "专家评审", by=by(handler), expected_days=9)
    acts.begin_special(matter.pk, "expert_review", "专家评审", by=by(handler), expected_days=9,
                       approved_by=chief)  # fmt: skip
    assert now(matter).promised_on is None
    acts.end_special(matter.pk, by=by(handler, WED))
    acts.take_up(matter.pk, by=by(handler, WED))
    assert now(matter).promised_on == date(2026, 11, 12)


def test_the_clock_stops_for_listed_reasons_alone(chief: User) -> None:
    matter = in_hand(chief)
    with pytest.raises(UserError, match="do not let “hearing”"):
        acts.begin_special(matter.pk, "hearing", "听证", by=by(chief), expected_days=9)


def test_the_applicant_is_told_the_days_of_a_special_procedure(chief: User) -> None:
    matter = in_hand(chief)
    with pytest.raises(UserError, match="how many days"):
        acts.begin_special(matter.pk, "expert_review", "评审", by=by(chief))


def test_a_chief_extends_once_within_the_cap(handler: User, chief: User) -> None:
    matter = in_hand(handler)
    with pytest.raises(UserError, match="not yours"):
        acts.extend(matter.pk, 5, "working", "案情复杂", by=by(handler))
    with pytest.raises(UserError, match="At most 10"):
        acts.extend(matter.pk, 11, "working", "案情复杂", by=by(chief))
    acts.extend(matter.pk, 5, "working", "案情复杂", by=by(chief))
    assert now(matter).promised_on == date(2026, 11, 18)
    with pytest.raises(UserError, match="extended on"):
        acts.extend(matter.pk, 5, "working", "案情复杂", by=by(chief))


def test_an_extension_removed_restores_the_day(chief: User) -> None:
    matter = in_hand(chief)
    acts.extend(matter.pk, 5, "working", "案情复杂", by=by(chief))
    acts.remove_extension(matter.pk, "已办结论证", by=by(chief, TUE))
    assert now(matter).promised_on == matter.promised_on
    assert Extension.objects.get().removed_on == TUE


# commitment and tolerance


def test_a_commitment_is_decided_at_once_and_checked_afterwards(handler: User) -> None:
    matter = in_hand(handler)
    with pytest.raises(UserError, match="signed commitment is missing"):
        acts.commit(matter.pk, None, by=by(handler))
    acts.commit(matter.pk, signed(), by=by(handler))
    check = Matter.objects.get(code="one_check")
    assert (now(matter).state, now(matter).mode) == (State.PASSED, "p")
    assert (check.state, check.sort, check.check_of_id) == (State.IN_HAND, "check", matter.pk)
    assert check.promised_on is not None
    assert check.office_id == matter.office_id
    case = now(matter).case
    assert (case.state, case.unfinished) == ("running", 1)


def test_a_false_commitment_is_revoked_and_stands_on_the_record(handler: User, chief: User) -> None:
    firm = making.enterprise()
    matter = in_hand(handler, making.make_case(applicant=firm))
    acts.commit(matter.pk, signed(), by=by(handler))
    check = Matter.objects.get(code="one_check")
    acts.decide(check.pk, "not_pass", "与承诺不符", by=by(handler))
    kind = making.credit_kind()
    acts.revoke(matter.pk, "承诺不实", "撤〔2026〕1号", by=by(chief), credit=kind)
    assert now(matter).state == State.REVOKED
    assert CreditEvent.objects.get().entity_id == firm.pk


def test_materials_that_follow_let_it_pass_tolerantly(handler: User) -> None:
    case = making.make_case(given=["form"])
    matter = received(handler, case)
    with pytest.raises(UserError, match="may not follow: form"):
        acts.tolerate(matter.pk, ["form"], by=by(handler))
    acts.tolerate(matter.pk, ["plan"], by=by(handler))
    acts.accept(matter.pk, by=by(handler))
    acts.take_up(matter.pk, by=by(handler))
    assert now(matter).promised_on is not None  # the clock does not stop
    assert now(matter).tolerated_until == date(2026, 11, 9)
    acts.decide(matter.pk, "pass", by=by(handler))
    assert now(matter).state == State.PASSED_TOLERANTLY
    acts.complete_tolerated(matter.pk, materials=["plan"], by=by(handler, TUE))
    assert now(matter).tolerated_until is None
    assert last_event().payload["in_time"] is True


def test_materials_followed_before_the_decision_leave_a_plain_pass(handler: User) -> None:
    case = making.make_case(given=["form"])
    matter = received(handler, case)
    acts.tolerate(matter.pk, ["plan"], by=by(handler))
    acts.accept(matter.pk, by=by(handler))
    acts.take_up(matter.pk, by=by(handler))
    acts.complete_tolerated(matter.pk, materials=["plan"], by=by(handler))
    acts.decide(matter.pk, "pass", by=by(handler))
    assert now(matter).state == State.PASSED


# joint matters


@pytest.fixture
def joint(handler: User) -> Matter:
    for duty in ("water", "fire", "roads"):
        making.holds(duty, making.office(f"{duty}局"))
    terms = {"asks": ["water", "fire", "roads"]}
    matter = in_hand(handler, terms=terms)
    acts.ask_opinions(matter.pk, by=by(handler))
    return matter


def colleague(duty: str) -> User:
    return making.officer(duty, "handler", at=making.office(f"{duty}局"))


def test_a_joint_matter_waits_for_every_office(joint: Matter, handler: User) -> None:
    acts.give_opinion(joint.pk, "agrees", by=by(colleague("water")))
    acts.give_opinion(joint.pk, "not_concerned", by=by(colleague("fire")))
    with pytest.raises(UserError, match="3 asked, 2 given"):
        acts.decide(joint.pk, "pass", by=by(handler))
    acts.give_opinion(joint.pk, "agrees", by=by(colleague("roads")))
    acts.decide(joint.pk, "pass", by=by(handler))
    assert now(joint).state == State.PASSED


def test_an_objection_of_an_office_is_answered_in_the_decision(
    joint: Matter, handler: User
) -> None:
    acts.give_opinion(joint.pk, "objects", "占压河道", by=by(colleague("water")))
    for duty in ("fire", "roads"):
        acts.give_opinion(joint.pk, "agrees", by=by(colleague(duty)))
    with pytest.raises(UserError, match="asked office objects"):
        acts.decide(joint.pk, "pass", by=by(handler))
    acts.decide(joint.pk, "pass", answers="已改线避让", by=by(handler))
    assert now(joint).outcome["answers"] == "已改线避让"


def test_nobody_gives_the_opinion_of_another_office(joint: Matter, handler: User) -> None:
    with pytest.raises(UserError, match="not yours"):
        acts.give_opinion(joint.pk, "agrees", by=by(handler))
    acts.give_opinion(joint.pk, "agrees", by=by(colleague("water")))
    with pytest.raises(UserError, match="took its position"):
        acts.give_opinion(joint.pk, "agrees", by=by(colleague("water")))
    assert Opinion.objects.exclude(given_on=None).count() == 1


# public notice


def test_an_objection_to_a_notice_is_answered_before_the_decision(handler: User) -> None:
    matter = in_hand(handler)
    acts.object_to(matter.pk, "张某", "噪声扰民", by=by(handler))
    with pytest.raises(UserError, match="not answered"):
        acts.decide(matter.pk, "pass", by=by(handler))
    objection = Objection.objects.get()
    acts.answer_objection(objection.pk, "已加隔声屏", is_upheld=False, by=by(handler))
    with pytest.raises(UserError, match="It was answered"):
        acts.answer_objection(objection.pk, "再答", is_upheld=True, by=by(handler))
    acts.decide(matter.pk, "pass", by=by(handler))


# withdrawal, recall, revocation


def test_a_withdrawal_is_settled_by_the_office(handler: User) -> None:
    firm = making.enterprise()
    agent = making.agent("agent", firm)
    matter = in_hand(handler, making.make_case(applicant=firm))
    acts.ask_withdrawal(matter.pk, "不建了", by=by(agent))
    assert now(matter).promised_on is None
    acts.settle_withdrawal(matter.pk, granted=False, by=by(handler, TUE))
    assert now(matter).state == State.IN_HAND
    acts.ask_withdrawal(matter.pk, "不建了", by=by(agent, TUE))
    acts.settle_withdrawal(matter.pk, granted=True, by=by(handler, TUE))
    case = now(matter).case
    assert (now(matter).state, case.state) == (State.CANCELLED, "ended")
    assert not Stop.objects.filter(resumed_on=None).exists()


def test_what_was_to_be_supplemented_may_be_withdrawn(window: User) -> None:
    matter = received(window)
    acts.ask_supplement(matter.pk, ["plan"], "缺图", by=by(window))
    acts.cancel(matter.pk, "不建了", by=by(window, TUE))
    assert Stop.objects.get().resumed_on == TUE


@pytest.mark.parametrize(("undo", "state"), [("revoke", 15), ("recall", 14)])
def test_a_pass_that_is_gone_blocks_what_was_not_received(
    undo: str, state: int, handler: User, chief: User
) -> None:
    case = making.make_case(["one", "two", "three"], {"two": ["one"], "three": ["one"]})
    matter = in_hand(handler, case)
    acts.decide(matter.pk, "pass", by=by(handler))
    acts.receive(making.matter(case, "three").pk, by=by(handler))
    getattr(acts, undo)(matter.pk, "依据错误", "撤〔2026〕2号", by=by(chief))
    assert now(matter).state == state
    assert making.matter(case, "two").waits == 1
    with pytest.raises(UserError, match="must wait for “one” \\(Re"):
        acts.receive(making.matter(case, "two").pk, by=by(handler))
    acts.accept(making.matter(case, "three").pk, by=by(handler))


def test_a_revocation_is_the_chiefs_with_reason_and_document(handler: User, chief: User) -> None:
    matter = in_hand(handler)
    acts.decide(matter.pk, "pass", by=by(handler))
    with pytest.raises(UserError, match="not yours"):
        acts.revoke(matter.pk, "错误", "撤1号", by=by(handler))
    with pytest.raises(UserError, match="the document"):
        acts.revoke(matter.pk, "错误", "", by=by(chief))


# days


def test_a_soft_prerequisite_never_blocks(handler: User) -> None:
    case = making.make_case(["one", "two"], {"two": [("one", "soft")]})
    acts.receive(making.matter(case, "two").pk, by=by(handler))
    assert making.matter(case, "two").state == State.RECEIVED


def test_delivery_after_ten_working_days_is_late(handler: User) -> None:
    matter = in_hand(handler)
    acts.decide(matter.pk, "pass", by=by(handler))
    acts.deliver(matter.pk, by=by(handler, date(2026, 11, 17)))
    assert last_event().payload["in_time"] is False
    with pytest.raises(UserError, match="delivered on"):
        acts.deliver(matter.pk, by=by(handler, date(2026, 11, 17)))


def test_what_is_to_come_cannot_be_entered(handler: User) -> None:
    with pytest.raises(UserError, match="has not come yet"):
        By(handler, making.moment(MON), TUE)


def test_days_do_not_run_backwards(handler: User) -> None:
    case = making.make_case()
    acts.receive(making.matter(case).pk, by=by(handler, WED))
    with pytest.raises(UserError, match="was before that"):
        acts.accept(making.matter(case).pk, by=By(handler, making.moment(WED), TUE))


def test_a_limit_runs_from_the_pass_of_another_matter(handler: User) -> None:
    limit = making.PROMISED | {"base": "step:one", "n": 3}
    case = making.make_case({"one": {}, "two": {"terms": {"limits": [limit]}}})
    acts.receive(making.matter(case, "two").pk, by=by(handler))
    acts.accept(making.matter(case, "two").pk, by=by(handler))
    assert making.matter(case, "two").promised_on is None
    matter = in_hand(handler, case)
    acts.decide(matter.pk, "pass", by=by(handler, TUE))
    assert making.matter(case, "two").promised_on == FRI
