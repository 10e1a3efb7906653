"""What comes between receipt and decision in the demo's cases: stops, extensions, promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from tashan.casework.models import Opinion
from tashan.casework.moving.committing import CHECK, commit
from tashan.casework.moving.consulting import ask_opinions, give_opinion
from tashan.casework.moving.extending import extend
from tashan.casework.moving.handing_in import hand_in
from tashan.casework.moving.handling import decide, take_up
from tashan.casework.moving.stopping import begin_special, end_special
from tashan.casework.moving.supplementing import ask_supplement, supplement
from tashan.casework.moving.tolerating import complete_tolerated, tolerate
from tashan.casework.moving.undoing import revoke
from tashan.casework.moving.withdrawing import ask_withdrawal, settle_withdrawal
from tashan.demo.invented.happenings import Twist
from tashan.demo.running_cases import Course, Happens
from tashan.mechanisms.procedure import StopsClock
from tashan.record import files

Happening = Callable[[Course, str, Twist], None]
WHY = "总平面图与红线图坐标不一致，请一并更正后重新提交。"
LAW = "行政许可法第四十五条"
NEED = {
    StopsClock.EXPERT_REVIEW: ("组织专家评审", 10),
    StopsClock.PUBLIC_NOTICE: ("方案批前公示", 7),
    StopsClock.SITE_INSPECTION: ("现场勘察", 3),
    StopsClock.TESTING: ("委托检测", 8),
    StopsClock.HEARING: ("组织听证", 20),
}
AGREES = "原则同意，请按规范落实。"


def _material(course: Course, code: str) -> str:
    """One that the matter needs, the last it names."""
    needed = course.matters[code].terms.get("materials") or ["form"]
    return str(needed[-1])


def supplemented(course: Course, code: str, twist: Twist) -> None:
    """On the second day the window tells all that is missing; it comes, or it has not yet."""

    def ask() -> None:
        ask_supplement(course.matters[code].pk, [_material(course, code)], WHY, by=course.window())
        if twist.days is not None:
            course.later(course.after(twist.days), come)

    def come() -> None:
        hand_in(course.case.pk, _material(course, code), by=course.window())
        supplement(course.matters[code].pk, by=course.window())
        course.later(course.after(1), lambda: course.accept(code))

    course.later(course.after(2), ask)


def refused(course: Course, code: str, twist: Twist) -> None:
    says = "项目不符合国土空间规划的用途管制要求，依法不予受理。"
    course.later(course.after(2), lambda: course.refuse(code, says))


def tolerated(course: Course, code: str, twist: Twist) -> None:
    """Accepted while a material may follow; it came later, or it is still to come."""
    may = course.matters[code].terms.get("tolerable") or []

    def accepts() -> None:
        if may:
            tolerate(course.matters[code].pk, may[:1], by=course.window())
        course.accept(code)

    def comes() -> None:
        hand_in(course.case.pk, may[0], by=course.window())
        complete_tolerated(course.matters[code].pk, by=course.window(), materials=may[:1])

    course.later(course.after(1), accepts)
    if twist.days is not None and may:
        course.later(course.after(1 + twist.days), comes)


def again(course: Course, code: str, twist: Twist) -> None:
    """The office asks in the middle of its work, and once more for the same material."""
    wanted = [_material(course, code)]

    def ask(then: Callable[[], None]) -> None:
        ask_supplement(course.matters[code].pk, wanted, WHY, by=course.handler(code))
        course.later(course.after(twist.days or 3), lambda: come(then))

    def come(then: Callable[[], None]) -> None:
        hand_in(course.case.pk, wanted[0], by=course.window())
        supplement(course.matters[code].pk, by=course.window())
        take_up(course.matters[code].pk, by=course.handler(code))
        course.later(course.after(1), then)

    course.later(
        course.after(1),
        lambda: ask(lambda: ask(lambda: course.decide_in(course.usual(code), code))),
    )


def special(course: Course, code: str, twist: Twist) -> None:
    """Days that do not count: a review, a notice, a test; approved by the chief."""
    may = course.matters[code].terms.get("stops", ())
    reason = next((one for one in NEED if one.value in may), None)
    if reason is None:
        course.decide_in(course.usual(code), code)
        return
    says, expected = NEED[reason]

    def begin() -> None:
        begin_special(
            course.matters[code].pk, reason.value, says, by=course.handler(code), basis=LAW,
            document=f"他审告〔{course.day.year}〕{course.matters[code].pk}号",
            approved_by=course.chief(code), expected_days=expected,
        )  # fmt: skip
        if twist.days is not None:
            course.later(course.after(twist.days), end)

    def end() -> None:
        end_special(course.matters[code].pk, by=course.handler(code))
        take_up(course.matters[code].pk, by=course.handler(code))
        course.decide_in(max(course.usual(code) - 1, 0), code)

    course.later(course.after(1), begin)


def extended(course: Course, code: str, twist: Twist) -> None:
    def longer() -> None:
        cap = course.matters[code].terms.get("extension") or {"n": 10, "unit": "working"}
        extend(
            course.matters[code].pk, cap["n"], cap["unit"], "情况复杂，需征求上级主管部门意见。",
            by=course.by(course.chief(code)), document="他审延〔2026〕3号",
        )  # fmt: skip
        course.decide_in((twist.days or 5) + course.usual(code), code)

    course.later(course.after(1), longer)


def late(course: Course, code: str, twist: Twist) -> None:
    """Past the promise, within the law."""
    course.decide_in((course.promise(code) or 5) + 3, code)


def unlawful(course: Course, code: str, twist: Twist) -> None:
    """Past the law's own limit."""
    limits = course.matters[code].terms.get("limits", ())
    days = next((one["n"] for one in limits if one["kind"] == "statutory"), 20)
    course.decide_in(days + 4, code)


def committed(course: Course, code: str, twist: Twist) -> None:
    """Granted on a signed promise; the check found it kept, or false."""
    is_false = twist.kind == "committed_falsely"

    def grant() -> None:
        by = course.handler(code)
        text = "申请人已知晓告知内容，承诺符合全部条件；承诺不实的，愿承担相应责任。"
        paper = files.store(text.encode(), name="告知承诺书.txt", at=by.at)
        commit(
            course.matters[code].pk, paper, by=by, conclusion="按告知承诺准予", document="承诺书"
        )
        course.passed(code)
        course.later(course.after(12), check)

    def check() -> None:
        row = course.case.matters.get(code=f"{code}{CHECK}"[:64])
        by = course.by(course.hands.handler(row.office_id or course.office[code]))
        if not is_false:
            decide(row.pk, "pass", "核查属实", by=by)
            return
        decide(row.pk, "not_pass", "现场与承诺不符：排水口位置和弃土场均未按承诺设置。", by=by)
        revoke(
            course.matters[code].pk, "承诺不实，撤销准予决定。", "他水撤〔2026〕1号",
            by=course.by(course.chief(code)),
        )  # fmt: skip
        course.taken_back(code)

    course.later(course.after(0), grant)


def withdrawn(course: Course, code: str, twist: Twist) -> None:
    def ask() -> None:
        says = "投资方案调整，申请撤回。"
        ask_withdrawal(course.matters[code].pk, says, by=course.window())
        course.later(course.after(1), settle)

    def settle() -> None:
        settle_withdrawal(course.matters[code].pk, granted=True, by=course.handler(code))

    course.later(course.after(1), ask)


def not_passed(course: Course, code: str, twist: Twist) -> None:
    def no() -> None:
        says = "建筑退让和绿地率不满足规划条件，且申请人不同意修改。"
        decide(course.matters[code].pk, "not_pass", says, by=course.handler(code))

    course.later(course.after(course.usual(code)), no)


def hear(course: Course, code: str) -> None:
    """Every asked office takes its position, or the last has not yet."""
    twist = course.twist(code)
    ask_opinions(course.matters[code].pk, by=course.handler(code))
    asked = list(Opinion.objects.filter(matter=course.matters[code]).order_by("pk"))
    silent = 1 if twist and twist.kind == "asked" else 0

    def give(row: Opinion) -> None:
        by = course.by(course.hands.handler(row.office_id))
        give_opinion(course.matters[code].pk, "agrees", AGREES, by=by, office=row.office)

    for number, row in enumerate(asked[: len(asked) - silent]):
        course.later(course.after(1 + number), partial(give, row))
    if not silent:
        happens = IN_HAND.get(twist.kind) if twist else None
        working = max(course.usual(code), len(asked) + 1)
        if happens and twist:
            course.later(course.after(len(asked)), lambda: happens(course, code, twist))
        else:
            course.decide_in(working, code)


def asked(course: Course, code: str, twist: Twist) -> None:
    """Three duties are asked although no rule names them; two answer."""
    ask_opinions(course.matters[code].pk, ["works", "ecology", "water"], by=course.handler(code))
    rows = list(Opinion.objects.filter(matter=course.matters[code]).order_by("pk"))

    def give(row: Opinion) -> None:
        by = course.by(course.hands.handler(row.office_id))
        give_opinion(course.matters[code].pk, "agrees", AGREES, by=by, office=row.office)

    for number, row in enumerate(rows[:-1]):
        course.later(course.after(1 + number), partial(give, row))


INTAKE: Mapping[str, Happening] = {
    "supplement": supplemented,
    "refused": refused,
    "tolerated": tolerated,
}
IN_HAND: Mapping[str, Happening] = {
    "supplement_again": again,
    "special": special,
    "extended": extended,
    "late": late,
    "unlawful": unlawful,
    "committed": committed,
    "committed_falsely": committed,
    "withdrawn": withdrawn,
    "not_passed": not_passed,
    "asked": asked,
}
HAPPENS = Happens(INTAKE, IN_HAND, hear)
