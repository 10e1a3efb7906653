"""The part `catalogue`: the items that offices decide, with their limits, materials and basis."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import Basis, Choice, Code, Entry, OneOrMore, Text, Words, refused
from tashan.mechanisms.procedure import Material, MatterTerms

AT_ONCE = "same day"


class ItemLevel(StrEnum):
    """Whose say an item is."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"


class ItemFee(Entry):
    """What an applicant pays. An item without one: it is not said whether anything is."""

    charged: bool
    says: Text | None = None
    basis: OneOrMore[Basis] = ()

    def model_post_init(self, context: object, /) -> None:
        if self.charged and not self.basis:
            raise refused("a fee is charged by a document. Expected 'basis'.")


class Offer(Entry):
    """What makes an item a service that firms order from a menu (菜单式服务).

    ``gives`` says what the firm gets, ``whom`` for whom it is; ``procedure`` names the procedure of
    the same file by whose limits it is answered.
    """

    gives: Text
    whom: Text
    procedure: Code


class Item(MatterTerms):
    """One entry (事项). ``same_day``: decided on the day when the conditions are met (即办)."""

    title: Text
    duty: Code
    implementing_code: Words | None = None  # 实施编码
    level: Choice[ItemLevel] = ItemLevel.COUNTY
    same_day: bool = False
    delegated: bool = False  # to towns or parks
    fee: ItemFee | None = None
    offer: Offer | None = None

    def model_post_init(self, context: object, /) -> None:
        super().model_post_init(context)
        if self.same_day and self.limit and self.limit.number != 0:
            raise refused(f"an item decided the same day has no limit of {self.limit}.")


class Catalogue(Entry):
    """In a catalogue ``from_step`` of a material names the item whose result it is."""

    kind: Literal["catalogue"]
    code: Code | None = None
    title: Text
    duties: dict[Code, Text] = Field(default_factory=dict)  # who acts, in words
    materials: dict[Code, Material] = Field(default_factory=dict)
    items: Annotated[dict[Code, Item], Field(min_length=1)]
