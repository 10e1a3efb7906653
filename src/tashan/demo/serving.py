"""A year of services in the demo: ordered, returned, late, rated, reopened; late payments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.casework import acts, calendars
from tashan.casework.acts import By
from tashan.casework.service_models import (
    ComplaintResult,
    DebtorKind,
    PaymentComplaint,
    ServiceDispatch,
    ServiceOrder,
)
from tashan.casework.services import answering, dispatching, payments, rating
from tashan.casework.services.dispatching import Way
from tashan.casework.services.holding import newest_dispatch
from tashan.casework.services.ordering import order_service
from tashan.casework.services.payments import Found, NewComplaint
from tashan.demo.figuring import at
from tashan.demo.hands import Hands
from tashan.duties import keeping
from tashan.duties.holding import holder
from tashan.record import sources
from tashan.record.accounts import give_role
from tashan.record.models import Source, User
from tashan.record.perms import AGENT
from tashan.registry.belonging import belong
from tashan.registry.dated import as_of
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Belonging, Entity
from tashan.registry.naming import name_on

SINCE, FIRST, LAST = date(2026, 1, 5), date(2026, 1, 12), date(2026, 11, 27)
EVERY, ORDERS, FIRMS = 9, 36, 9  # days between orders, how many, of how many firms
CENTRE, JUDGE = "owner", "industry"  # the duties whose offices are the centre and judge payments
WANTED: Sequence[tuple[str, str]] = (
    ("recruiting", "旺季缺装配工三十名，请帮忙对接院校"),
    ("financing", "新增订单需要流动资金，银行要求追加担保"),
    ("policy_enquiry", "技改补助今年还报不报，条件有没有变"),
    ("recruiting", "夜班质检员招不到人"),
    ("permits", "扩建车间后消防和排污手续怎么一起办"),
    ("upgrading", "想上一条自动喷涂线，请专家看看方案"),
    ("emission", "喷漆房废气治理设施运行不稳定"),
    ("land_use", "二期用地红线与现状围墙不一致"),
    ("market_trip", "想参加明年春季的展会，怎么申请展位"),
)
ANSWERS = {
    "solved": "已上门对接并办妥，相关材料已当面交给企业",
    "explained": "已当面说明政策口径和办理路径，并留下书面答复",
    "not_solved": "目前不具备条件，已列入明年计划并书面说明原因",
}
# of eleven orders: how each goes
COURSES = (
    "good", "good", "explained", "late", "reopened", "returned", "good", "disputed", "unrated",
    "extended", "not_solved",
)  # fmt: skip
# the newest orders stand at the stages of the desk
STAGES = ("unsigned_late", "signed", "disputed_open", "answered", "unsigned", "ordered")
RETURNS_TO = ("land", "emergency")  # whose duty an office says it is


def order_services(place: str, people: Mapping[str, User]) -> bool:
    """Everything once; whether anything was made."""
    if ServiceOrder.objects.exists():
        return False
    new = NewAdoption("service_menu", "他山县企业服务菜单", place, SINCE)
    adopt(new, actor=people["steward"], at=at(SINCE))
    source = sources.entry("企业服务中心职责通知", actor=people["steward"], at=at(SINCE))
    for code, zh, en, from_duty in (
        ("service_centre", "企业服务派单", "Service centre for enterprises", CENTRE),
        ("payment_complaints", "款项投诉处理", "Payment complaints", JUDGE),
    ):
        office = _office(from_duty, SINCE)
        keeping.give_duty(code, {"zh": zh, "en": en}, office, since=SINCE, source=source)
    year = ServiceYear(people, source)
    for number in range(ORDERS):
        year.order(number)
    year.complain()
    return True


def _office(duty: str, on: date) -> Entity:
    found = holder(duty, on)
    if found is None:
        raise ValueError(f"nobody answers for {duty} in the demo")
    return found.office


class ServiceYear:
    """Who orders, dispatches and answers, and on which days."""

    def __init__(self, people: Mapping[str, User], source: Source) -> None:
        self.people, self.source = people, source
        self.hands = Hands(people["window"], source)
        self.calendar = calendars.in_force().calendar
        firms = Entity.objects.filter(kind=Kind.ENTERPRISE, merged_into=None).order_by("pk")
        own = as_of(Belonging.objects.filter(user=people["agent"]), LAST).first()
        rest = [one for one in firms[: FIRMS + 1] if own is None or one.pk != own.entity_id]
        self.firms = ([own.entity] if own else []) + rest[: FIRMS - 1]
        self.agents: dict[int, User] = {own.entity_id: people["agent"]} if own else {}

    def after(self, on: date, days: int) -> date:
        """So many working days later, within the year of the demo."""
        return min(self.calendar.nth_working_day_after(on, days), LAST) if days else on

    def by(self, user: User, on: date) -> By:
        return By(user, at(on), on)

    def agent(self, firm: Entity) -> User:
        """Who orders for a firm; an account that nobody can open, but the demo's own."""
        if firm.pk not in self.agents:
            user = User(
                username=f"agent-{firm.pk}", display_name=f"{name_on(firm, SINCE)[:12]}经办",
                kind="business", post="企业授权经办人", language="zh-hans",
            )  # fmt: skip
            user.set_unusable_password()
            user.save()
            give_role(user, AGENT, actor=None, at=at(SINCE))
            belong(user, firm, Capacity.AGENT, since=SINCE, source=self.source)
            self.agents[firm.pk] = user
        return self.agents[firm.pk]

    def handler(self, sent: ServiceDispatch) -> User:
        return self.hands.handler(sent.office_id)

    def order(self, number: int) -> None:
        """One order with its course; the newest are still under way."""
        firm = self.firms[number % len(self.firms)]
        service, says = WANTED[(number * 2 + number // len(WANTED)) % len(WANTED)]
        left = ORDERS - number
        asked = FIRST + timedelta(days=EVERY * number)
        on = self.after(asked if left > len(STAGES) else LAST - timedelta(days=2 * left), 1)
        row = order_service(
            enterprise=firm, service=service, says=says, by=self.agent(firm), on=on, at=at(on)
        )
        if left <= len(STAGES):
            self._under_way(row, STAGES[left - 1], on)
            return
        self._run(row, COURSES[number % len(COURSES)], on, number)

    def _under_way(self, row: ServiceOrder, stage: str, on: date) -> None:
        if stage == "ordered":
            return
        sent = self._dispatched(row, Way(), on)
        if stage == "disputed_open":
            self._returned(row, on)
        elif stage in ("signed", "answered"):
            self._signed(row, self.after(on, 1))
            if stage == "answered":
                self._answered(row, "solved", self.after(sent.on, 2))

    def _run(self, row: ServiceOrder, course: str, on: date, number: int) -> None:
        sent = self._dispatched(row, Way(), on)
        if course in ("returned", "disputed"):
            sent = self._sent_on(row, course, on)
        is_late = course == "late"
        signed = self.after(sent.on, 4 if is_late else 1)
        self._signed(row, signed)
        limit = sent.procedure != "enquiry"
        days = 2 + number % 4 if limit else 1
        if course == "extended" and limit:
            chief = self.hands.chief(sent.office_id)
            acts.extend(sent.matter_id, 5, "working", "需要会商多个部门", by=self.by(chief, signed))
        done = self.after(sent.on, 18 if is_late else 9 if course == "extended" and limit else days)
        self._visited(row, max(signed, self.after(sent.on, 1)))
        outcome = {"explained": "explained", "not_solved": "not_solved"}.get(course, "solved")
        self._answered(row, outcome, max(done, signed))
        self._ended(row, course, max(done, signed), number)

    def _sent_on(self, row: ServiceOrder, course: str, on: date) -> ServiceDispatch:
        """Given back once and sent on, or twice and decided by the leader."""
        self._returned(row, on, times=2 if course == "disputed" else 1)
        first = row.dispatches.get(position=1)
        if course == "returned":
            return self._dispatched(row, Way(first.returned_duty), self.after(on, 1))
        way = Way(first.duty, "", "以首派部门职责为主，由首派部门牵头办理")
        by = self.by(self.people["leader"], self.after(on, 2))
        return dispatching.arbitrate(row, way, by=by)

    def _returned(self, row: ServiceOrder, on: date, times: int = 2) -> None:
        for turn in range(times):
            sent = newest_dispatch(row)
            duty = next(d for d in RETURNS_TO if _office(d, on).pk != sent.office_id)
            answering.give_back(
                row, duty, "部门“三定”规定第四条", "主要问题不在本部门职责内",
                by=self.by(self.handler(sent), self.after(on, turn)),
            )  # fmt: skip
            if turn + 1 < times:
                self._dispatched(row, Way(duty), self.after(on, turn + 1))

    def _dispatched(self, row: ServiceOrder, way: Way, on: date) -> ServiceDispatch:
        return dispatching.dispatch(row, way, by=self.by(self.people["steward"], on))

    def _signed(self, row: ServiceOrder, on: date) -> None:
        answering.sign(row, by=self.by(self.handler(newest_dispatch(row)), on))

    def _visited(self, row: ServiceOrder, on: date) -> None:
        user = self.handler(newest_dispatch(row))
        who = f"{user.display_name}等二人"
        answering.visit(row, who, "到厂了解情况，与企业负责人当面商量办法", by=self.by(user, on))

    def _answered(self, row: ServiceOrder, outcome: str, on: date) -> None:
        user = self.handler(newest_dispatch(row))
        answering.answer(row, outcome, ANSWERS[outcome], by=self.by(user, on))

    def _ended(self, row: ServiceOrder, course: str, on: date, number: int) -> None:
        agent = self.agent(row.enterprise)
        if course == "unrated":
            later = self.after(on, 6)
            rating.close(row, by=self.by(self.people["steward"], later))
            return
        mark = {"late": 2, "not_solved": 2, "reopened": 2, "explained": 4}.get(
            course, 4 + number % 2
        )  # fmt: skip
        solved = course not in ("not_solved", "reopened", "explained")
        words = "来得快，讲得清" if mark > 3 else "等得久，问题还在"
        rated = self.after(on, 2)
        rating.rate(row, mark, words, is_solved=solved, by=self.by(agent, rated))
        if course == "reopened":
            rating.reopen(row, "问题还没有解决，请再来一次", by=self.by(agent, rated))
            again = self._dispatched(row, Way(), self.after(rated, 1))
            self._signed(row, self.after(again.on, 1))
            self._answered(row, "solved", self.after(again.on, 1))
            last = self.after(again.on, 4)
            rating.rate(row, 4, "第二次解决了", is_solved=True, by=self.by(agent, last))

    def complain(self) -> None:
        """Five late payments: filed, in hand, late by law, paid, and with a plan."""
        water, works = _office("water", SINCE), _office("works", SINCE)
        large, other = self.firms[1], self.firms[2]
        courses = (
            (water, DebtorKind.PUBLIC, date(2026, 2, 2), "paid"),
            (works, DebtorKind.PUBLIC, date(2026, 4, 13), "plan"),
            (large, DebtorKind.LARGE, date(2026, 6, 1), "late"),
            (works, DebtorKind.PUBLIC, date(2026, 9, 7), "in_hand"),
            (water, DebtorKind.PUBLIC, date(2026, 10, 12), "filed"),
        )
        for number, (debtor, kind, delivered, course) in enumerate(courses):
            firm = self.firms[0] if debtor != self.firms[0] else other
            new = NewComplaint(
                enterprise=firm, debtor=debtor, debtor_kind=kind,
                contract=f"采购合同〔2026〕{number + 3}号", fen=(8 + 6 * number) * 1_000_000,
                delivered_on=delivered, agreed_on=None, says="验收合格后多次催要，一直没有付款",
            )  # fmt: skip
            self._pursued(new, course)

    def _pursued(self, new: NewComplaint, course: str) -> PaymentComplaint:
        filed = self.after(new.delivered_on + timedelta(days=62), 1)
        if course in ("filed", "in_hand"):
            filed = self.after(new.delivered_on + timedelta(days=31), 6)
        row = payments.file_complaint(new, by=self.by(self.agent(new.enterprise), filed))
        if course == "filed":
            return row
        sent = self.after(filed, 2)
        row = payments.send_complaint(row, by=self.by(self.people["steward"], sent))
        results = {
            "paid": (ComplaintResult.PAID, "核查属实，已督促付清", new.fen),
            "plan": (ComplaintResult.PLAN, "核查属实，双方签订两期还款计划", new.fen // 2),
        }
        if course in results:
            result, says, fen = results[course]
            on = self.after(sent, 14)
            found = Found(result, says, fen, on)
            by = self.by(self.hands.handler(row.office_id or 0), on)
            payments.give_result(row, found, by=by)
        return row
