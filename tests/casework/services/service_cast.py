"""A menu in force, offices that answer, a centre that dispatches, a firm and its agent."""

from __future__ import annotations

from datetime import date

from tests.casework import making, procedures

from tashan.casework.acts import By
from tashan.casework.models import Matter
from tashan.casework.service_models import ServiceDispatch, ServiceOrder
from tashan.casework.services.answering import answer, sign
from tashan.casework.services.dispatching import Way, dispatch
from tashan.casework.services.ordering import order_service
from tashan.record.models import User

MONDAY = date(2026, 11, 2)
TUESDAY, WEDNESDAY = date(2026, 11, 3), date(2026, 11, 4)
LATER = date(2026, 11, 27)


def by(user: User, on: date = MONDAY) -> By:
    return By(user, making.moment(on), on)


class Services:
    """The people: ``centre`` dispatches, ``hr`` and ``land`` answer, ``arbiter`` decides."""

    def __init__(self) -> None:
        self.rules = procedures.adopted("service_menu")
        self.hr_office = making.office("人力资源和社会保障局")
        self.land_office = making.office("自然资源局")
        self.industry_office = making.office("工业和信息化局")
        self.centre_office = making.office("企业服务中心")
        for duty, office in (
            ("hr", self.hr_office), ("land", self.land_office),
            ("industry", self.industry_office), ("payment_complaints", self.industry_office),
            ("service_centre", self.centre_office),
        ):  # fmt: skip
            making.holds(duty, office)
        self.centre = making.person("centre", "steward")
        self.hr = making.officer("he", "handler", at=self.hr_office)
        self.hr_chief = making.officer("hu", "chief", at=self.hr_office, post="局长")
        self.land = making.officer("lan", "handler", at=self.land_office)
        self.industry = making.officer("gong", "handler", at=self.industry_office)
        self.arbiter = making.person("arbiter", "leader")
        self.firm = making.enterprise()
        self.agent = making.agent("agent", self.firm)

    def ordered(self, service: str = "recruiting", on: date = MONDAY) -> ServiceOrder:
        return order_service(
            enterprise=self.firm, service=service, says="缺三十名装配工", by=self.agent, on=on,
            at=making.moment(on),
        )  # fmt: skip

    def sent(self, service: str = "recruiting", on: date = MONDAY) -> ServiceDispatch:
        return dispatch(self.ordered(service, on), Way(), by=by(self.centre, on))

    def answered(self, outcome: str = "solved", on: date = TUESDAY) -> ServiceOrder:
        order = self.sent().order
        sign(order, by=by(self.hr, min(on, TUESDAY)))
        answer(order, outcome, "已经组织专场招聘", by=by(self.hr, on))
        order.refresh_from_db()
        return order


def matter(order: ServiceOrder) -> Matter:
    """The matter that runs for the order now."""
    return Matter.objects.get(service_dispatch=order.dispatches.latest("position"))
