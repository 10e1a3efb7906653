"""Enterprises as a table: by their credit code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.exchange.registers.book import Book
from tashan.exchange.registers.columns import INDUSTRY, PARK, PLACE, SHORT, choices, day, text
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.registry.kinds import Kind, Scale, Standing


def refused_industry(values: Mapping[str, Any]) -> Iterator[tuple[str, UserError]]:
    """A code that GB/T 4754-2017 has not."""
    if code := values.get("industry"):
        try:
            industry(str(code))
        except UserError:
            yield (
                "industry",
                UserError(
                    _("GB/T 4754-2017 has no industry of this code."),
                    hint=_("A code like 3981 or C3981."),
                ),
            )


def with_letter(facts: dict[str, Any]) -> dict[str, Any]:
    """The industry as it is kept, C3981 for 3981."""
    code = facts.get("industry")
    return facts | {"industry": industry(code).full_code} if code else facts


@cache
def book() -> Book:
    return Book(
        Kind.ENTERPRISE,
        (
            Field("name", ("企业名称", "单位名称", "名称", "企业全称", "单位详细名称"),
                  required=True),
            Field("code", ("统一社会信用代码", "信用代码", "社会信用代码"), CellType.CREDIT_CODE,
                  required=True),
            SHORT,
            INDUSTRY,
            Field("scale", ("企业规模", "规模", "企业规模类型"), CellType.CHOICE,
                  choices=choices(Scale, {"large": ("大型企业",), "medium": ("中型企业",),
                                          "small": ("小型企业",), "micro": ("微型企业",)})),
            Field("is_above_scale", ("是否规上", "规上企业", "是否规上企业", "规模以上"),
                  CellType.YES_NO),
            Field("standing", ("经营状态", "登记状态", "企业状态"), CellType.CHOICE,
                  choices=choices(Standing, {"operating": ("在业", "存续", "开业", "正常"),
                                             "suspended": ("停业", "歇业"), "revoked": ("吊销",),
                                             "closed": ("注销",)})),
            PLACE,
            PARK,
            text("address", "地址", "住所", "注册地址", "经营地址"),
            text("legal_representative", "法定代表人", "法人", "法人代表", "负责人"),
            Field("registered_capital", ("注册资本", "注册资金"), CellType.MONEY, "万元"),
            day("established_on", "成立日期", "成立时间", "注册日期"),
        ),
        {code: code for code in (
            "industry", "scale", "is_above_scale", "standing", "place", "park", "address",
            "legal_representative", "registered_capital", "established_on")},
        references={"place": (Kind.PLACE,), "park": (Kind.PARK,)},
        refused=refused_industry,
        derived=with_letter,
    )  # fmt: skip
