"""One case of the demo from its opening to today: every move by the function that officers use.

Moves wait in a queue by their day, so that what happened first is entered first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import count

from tashan.base.errors import UserError
from tashan.casework.calendars import Counting
from tashan.casework.kinds import Sort
from tashan.casework.models import Case, Matter, Prerequisite
from tashan.casework.moving.by import By
from tashan.casework.moving.expiry import accept_by_expiry
from tashan.casework.moving.handing_in import hand_in
from tashan.casework.moving.handling import decide, take_up
from tashan.casework.moving.receiving import accept, receive, refuse
from tashan.casework.states import State
from tashan.demo.figuring import at
from tashan.demo.hands import Hands
from tashan.demo.invented.happenings import Story, Twist
from tashan.record.models import User

Doing = Callable[[], None]
QUICK = (Sort.TASK, Sort.INTERMEDIARY, Sort.UTILITY)
BUILDING_DAYS = {"start": 5, "built": 60}


@dataclass(frozen=True, slots=True)
class Happens:
    """What may come at intake and while a matter is in hand, and how asked offices are heard."""

    intake: Mapping[str, Callable[[Course, str, Twist], None]]
    in_hand: Mapping[str, Callable[[Course, str, Twist], None]]
    hear: Callable[[Course, str], None]


@dataclass
class Course:
    """The case while it runs. ``today`` is the last day on which anything happens."""

    case: Case
    story: Story
    hands: Hands
    counting: Counting
    today: date
    happens: Happens
    matters: dict[str, Matter] = field(default_factory=dict)
    office: dict[str, int] = field(default_factory=dict)
    _followers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _waits: dict[str, int] = field(default_factory=dict)
    _queue: list[tuple[date, int, Doing]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        rows = Matter.objects.filter(case=self.case).order_by("position")
        self.matters = {row.code: row for row in rows}
        self._waits = {row.code: row.waits for row in rows}
        edges = Prerequisite.objects.filter(after__case=self.case, need="hard")
        for before, after in edges.values_list("before__code", "after__code"):
            self._followers[before].append(after)

    def run(self) -> None:
        """Receive what waits for nothing, and go on from day to day."""
        for code, waits in self._waits.items():
            if not waits:
                self.later(self.case.opened_on, partial(self._receive, code))
        while self._queue:
            day, _number, doing = heapq.heappop(self._queue)
            if day > self.today:
                return
            self.day = day
            try:
                doing()
            except UserError as error:
                print(f"{self.case.number} {day}: {error}", flush=True)

    def later(self, day: date, doing: Doing) -> None:
        heapq.heappush(self._queue, (day, next(self._numbers), doing))

    def after(self, working: int) -> date:
        """So many working days from the day it is."""
        day = self.day
        while working > 0:
            day += timedelta(1)
            working -= self.counting.calendar.is_working(day)
        return day

    def by(self, user: User | None, *, typed: int = 0) -> By:
        """``typed`` days later it was typed in."""
        entered = min(self.day + timedelta(typed), self.today)
        return By(user, at(entered), self.day)

    def window(self) -> By:
        return self.by(self.hands.window)

    def handler(self, code: str) -> By:
        return self.by(self.hands.handler(self.office[code]))

    def chief(self, code: str) -> User:
        return self.hands.chief(self.office[code])

    def twist(self, code: str) -> Twist | None:
        return self.story.twists.get(code)

    def passed(self, code: str) -> None:
        """What waited for it may begin the next working day."""
        for follower in self._followers[code]:
            self._waits[follower] -= 1
            if not self._waits[follower]:
                self.later(self.after(1), partial(self._receive, follower))

    def taken_back(self, code: str) -> None:
        """What has not begun waits for it again."""
        for follower in self._followers[code]:
            self._waits[follower] += 1

    def _receive(self, code: str) -> None:
        matter, twist = self.matters[code], self.twist(code)
        if self._waits[code] or (twist and twist.kind == "waits"):
            return
        typed = 3 if twist and twist.kind == "typed_later" else 0
        receive(matter.pk, by=self.by(self.hands.window, typed=typed))
        self._next(code, typed)

    def _next(self, code: str, typed: int) -> None:
        twist = self.twist(code)
        if twist and twist.kind in self.happens.intake:
            self.happens.intake[twist.kind](self, code, twist)
        elif twist and twist.kind == "deemed":
            self.later(self.after(6), lambda: self.deem(code))
        else:
            wait = 0 if self.is_quick(code) else 1
            self.later(self.after(wait) if not typed else self.after(3), lambda: self.accept(code))

    def is_quick(self, code: str) -> bool:
        return self.matters[code].sort in QUICK or self.promise(code) == 0

    def promise(self, code: str) -> int | None:
        """The working days that are promised; None where nothing is."""
        limits = self.matters[code].terms.get("limits", ())
        return next((one["n"] for one in limits if one["kind"] == "promised"), None)

    def deem(self, code: str) -> None:
        accept_by_expiry(self.matters[code].pk, by=self.by(None))
        self._note_office(code)
        self.later(self.after(1), lambda: self.take_up(code))

    def accept(self, code: str) -> None:
        by = self.window()
        try:
            accept(self.matters[code].pk, by=by)
        except UserError:  # what another matter was to give is there on paper already
            for material in self._missing(code):
                hand_in(self.case.pk, material, by=by)
            accept(self.matters[code].pk, by=by)
        self._note_office(code)
        self.take_up(code)

    def _missing(self, code: str) -> list[str]:
        wanted = self.matters[code].terms.get("materials", ())
        rows = self.case.materials.filter(code__in=wanted, given_on=None)
        return list(rows.values_list("code", flat=True))

    def _note_office(self, code: str) -> None:
        """Who acts is looked up on the day of acceptance."""
        rows = Matter.objects.filter(pk=self.matters[code].pk)
        office = rows.values_list("office_id", flat=True).get()
        assert office is not None  # it could not be accepted without one
        self.office[code] = office

    def take_up(self, code: str) -> None:
        take_up(self.matters[code].pk, by=self.handler(code))
        self.work(code)

    def work(self, code: str) -> None:
        """What comes before the decision, and the day of the decision."""
        if self.matters[code].terms.get("asks"):
            self.happens.hear(self, code)
            return
        twist = self.twist(code)
        if twist and twist.kind in self.happens.in_hand:
            self.happens.in_hand[twist.kind](self, code, twist)
        else:
            self.decide_in(self.usual(code), code)

    def usual(self, code: str) -> int:
        """Working days that the office takes of what it promised."""
        if code in BUILDING_DAYS:
            return BUILDING_DAYS[code]
        promised = self.promise(code)
        return 3 if promised is None else promised * self.story.pace // 100

    def decide_in(self, working: int, code: str) -> None:
        self.later(self.after(working), lambda: self.decide(code))

    def decide(self, code: str) -> None:
        matter = self.matters[code]
        number = matter.sort in (Sort.LICENCE, Sort.APPROVAL, Sort.FILING, Sort.REVIEW)
        document = f"他审〔{self.day.year}〕{matter.pk}号" if number else ""
        try:
            decide(matter.pk, "pass", "同意", by=self.handler(code), document=document)
        except UserError:
            if "joint" not in matter.terms:
                raise
            self.decide_in(2, code)  # the one conclusion waits for its members
            return
        self.passed(code)

    def refuse(self, code: str, says: str) -> None:
        refuse(self.matters[code].pk, says, by=self.window())

    def state(self, code: str) -> State:
        rows = Matter.objects.filter(pk=self.matters[code].pk)
        return State(rows.values_list("state", flat=True).get())
