"""Columns that several registers have, and choices as offices write them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils import translation

from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field

NAME = Field("name", ("名称", "全称"), required=True)
SHORT = Field("short", ("简称",))
PLACE = Field("place", ("所在地", "所在区划", "属地", "乡镇", "所在乡镇", "镇街", "所属地区"),
              help="区划代码或全称")  # fmt: skip
PARK = Field("park", ("园区", "所在园区", "所属园区", "开发区"), help="园区代码或全称")
INDUSTRY = Field("industry", ("行业代码", "国民经济行业", "行业", "所属行业代码"),
                 help="GB/T 4754-2017，如 3981 或 C3981")  # fmt: skip


def choices(
    kind: type[TextChoices], more: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, tuple[str, ...]]:
    """The Chinese labels of a set of choices, the English ones, and others that offices use."""
    told: dict[str, tuple[str, ...]] = {}
    for value, label in kind.choices:
        with translation.override("zh-hans"):
            chinese = str(label)
        with translation.override("en"):
            english = str(label)
        told[value] = (chinese, english, *(more or {}).get(value, ()))
    return told


def text(code: str, *labels: str, required: bool = False, help: str = "") -> Field:
    return Field(code, labels, required=required, help=help)


def day(code: str, *labels: str) -> Field:
    return Field(code, labels, CellType.DATE)


def number(code: str, *labels: str, unit: str = "") -> Field:
    return Field(code, labels, CellType.DECIMAL, unit)
