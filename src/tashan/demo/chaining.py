"""The demo's second chain: its own links, leader and offices, in the place's own local file."""

from __future__ import annotations

from datetime import date, datetime

from tashan.adoption.adopting import change_file, file_with
from tashan.adoption.models import Adoption
from tashan.mechanisms.plain import Plain
from tashan.mechanisms.writing import yaml_of
from tashan.record.models import User

REASONS = {
    "title": "本县按产业链分别建立，这一份只写电子信息产业链",
    "parts/chain": "县重点产业链工作方案：电子信息产业链的环节、链长和责任单位",
    "examples": "算例换成本县电子企业",
}


def _text(zh: str, en: str) -> Plain:
    return {"zh": zh, "en": en}


def _link(zh: str, en: str, *industries: str, key: bool = False) -> Plain:
    link: dict[Plain, Plain] = {"title": _text(zh, en), "industries": list(industries)}
    return link | {"key": True} if key else link


LINKS: dict[Plain, Plain] = {
    "materials": _link("电子专用材料", "Electronic materials", "C3985"),
    "components": _link("电子元件", "Components", "C3981", "C3983", "C3984"),
    "chips": _link("芯片与电子器件", "Chips and electronic devices", "C397", key=True),
    "modules": _link("电路板与模组", "Circuits and modules", "C3982"),
    "devices": _link("整机与终端", "Devices", "C391", "C392", "C395", "C396", key=True),
}
CHAIN: dict[Plain, Plain] = {
    "code": "electronics_chain",
    "title": _text("电子信息产业链", "Electronics"),
    "links": LINKS,
    "leader": _text("常务副县长", "The first deputy head of the county"),
    "offices": [
        _text("县发展和改革局", "County development and reform office"),
        _text("县科学技术局", "County science office"),
        _text("县人力资源和社会保障局", "County office of human resources"),
    ],
}
MOTORS, BOARDS = "电机厂在链上", "电路板厂在链上"


def write_electronics(adoption: Adoption, *, since: date, actor: User, at: datetime) -> None:
    """A version of the adoption whose chain is that of electronics."""
    local = file_with(adoption)
    local["title"] = _text("四个一（电子信息）", "Four ones: electronics")
    parts, examples = local["parts"], local["examples"]
    assert isinstance(parts, dict)
    assert isinstance(examples, list)
    held = parts["chain"]
    assert isinstance(held, dict)
    parts["chain"] = held | CHAIN
    local["examples"] = [_example(one) for one in examples]
    change_file(adoption, yaml_of(local), since=since, reasons=REASONS, actor=actor, at=at)


def _example(example: Plain) -> Plain:
    """The motor works is on the other chain: a maker of circuit boards stands for it."""
    if not isinstance(example, dict) or example["name"] != MOTORS:
        return example
    return example | {"name": BOARDS, "given": {"standing": "operating", "industry": "C3982"}}
