"""Offices in a tree: an order is at the lowest of three."""

from __future__ import annotations

from tests.casework import making
from tests.casework.services.service_cast import LATER, Services
from tests.registry import people_and_places as places

from tashan.casework.services.seeing import visible_orders
from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.registry.offices import NewOffice, enter_office


class Tree(Services):
    """The bureau of human resources has a service station, which answers; and a point below it."""

    def __init__(self) -> None:
        super().__init__()
        self.station = self.office("乡镇就业服务站", self.hr_office)
        self.point = self.office("村级就业服务点", self.station)
        making.holds("commerce", self.point)
        self.order = self.sent("market_trip").order
        self.worker = making.officer("dian", "handler", at=self.point)
        self.town = making.officer("zhan", "handler", at=self.station)

    def office(self, name: str, parent: Entity) -> Entity:
        new = NewOffice(name, places.LONG_AGO, parent=parent)
        return enter_office(new, source=places.source())

    def sees(self, user: User) -> bool:
        return visible_orders(user, LATER).filter(pk=self.order.pk).exists()
