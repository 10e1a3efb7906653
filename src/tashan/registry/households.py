"""Households: who may be told their name, and how it is written for everybody else."""

from __future__ import annotations

from tashan.record import perms
from tashan.record.perms import Visitor

# surnames of two characters that are met most; any other name has a surname of one
DOUBLE = frozenset({
    "欧阳", "上官", "司马", "司徒", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "长孙", "慕容", "令狐",
    "东方", "西门", "南宫", "独孤", "歐陽", "司馬", "諸葛", "長孫", "東方", "西門", "南宮", "獨孤",
})  # fmt: skip


def masked(name: str) -> str:
    """张某 for 张建国, 欧阳某 for 欧阳明: what pages show to those who keep no register."""
    plain = name.strip()
    surname = plain[:2] if plain[:2] in DOUBLE else plain[:1]
    return f"{surname}某"


def name_for(user: Visitor, name: str) -> str:
    """The name in full for registrars, masked for everybody else who may see households."""
    return name if perms.may_keep_registers(user) else masked(name)
