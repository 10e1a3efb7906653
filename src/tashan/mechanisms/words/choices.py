"""The words of closed lists that rules name by code: scales, stages, levels."""

from __future__ import annotations

from tashan.mechanisms.fields import Text
from tashan.mechanisms.words.spans import Tongue, said

_CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "scale": {
        "large": ("大型", "large"),
        "medium": ("中型", "medium"),
        "small": ("小型", "small"),
        "micro": ("微型", "micro"),
    },
    "standing": {
        "operating": ("经营中", "in business"),
        "suspended": ("停业", "out of operation"),
        "revoked": ("吊销", "licence revoked"),
        "closed": ("注销", "deregistered"),
    },
    "type": {
        "construction": ("基本建设", "capital construction"),
        "renewal": ("技术改造", "technical renewal"),
        "purchase": ("单纯购置", "purchase alone"),
        "information": ("信息化", "information system"),
        "other": ("其他", "other"),
    },
    "route": {
        "approval": ("审批", "approval"),
        "ratification": ("核准", "ratification"),
        "filing": ("备案", "record filing"),
    },
    "stage": {
        "planned": ("谋划", "planned"),
        "reserved": ("储备", "reserved"),
        "preparatory": ("前期", "in preparation"),
        "started": ("开工", "started"),
        "building": ("在建", "under construction"),
        "completed": ("建成", "completed"),
        "producing": ("投产", "in production"),
        "evaluated": ("已后评估", "evaluated"),
        "stopped": ("停建", "stopped"),
        "ended": ("终止", "ended"),
    },
    "funding": {
        "government": ("政府投资", "government investment"),
        "enterprise": ("企业投资", "enterprise investment"),
        "other": ("其他", "other"),
    },
    "level": {
        "national": ("国家级", "national"),
        "provincial": ("省级", "provincial"),
        "municipal": ("市级", "municipal"),
        "province": ("省级", "province"),
        "prefecture": ("地市级", "prefecture"),
        "county": ("县级", "county"),
        "zone": ("功能区", "functional zone"),
        "town": ("乡镇（街道）", "town"),
        "village": ("村（社区）", "village"),
    },
}


def choice(field: str, code: str, tongue: Tongue) -> str:
    """The word for a code of a field's closed list; the code itself where it has none."""
    found = _CHOICES.get(field, {}).get(code)
    return said(Text(zh=found[0], en=found[1]), tongue) if found else code
