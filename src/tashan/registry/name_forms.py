"""Usual ways to write the name of an office or a company otherwise than its register does."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.registry.kinds import Kind
from tashan.registry.places import Ancestry, Front

COMPANY = (
    "集团股份有限公司", "集团有限责任公司", "集团有限公司", "股份有限公司", "有限责任公司",
    "有限公司", "集团公司", "合伙企业", "分公司", "集团", "公司", "厂",
)  # fmt: skip
ALIKE = (("有限公司", "有限责任公司"), ("集团有限公司", "集团有限责任公司", "集团公司", "集团"))
# the short forms of offices' subjects that documents use, and the whole ones (after the reform of
# 2018; a county may have an older or a joined office: then the short form finds nothing)
SUBJECTS = {
    "发改": ("发展和改革", "发展改革"),
    "经信": ("经济和信息化",),
    "工信": ("工业和信息化",),
    "科工": ("科学技术和工业信息化",),
    "科技": ("科学技术",),
    "人社": ("人力资源和社会保障",),
    "住建": ("住房和城乡建设",),
    "建设": ("住房和城乡建设",),
    "自规": ("自然资源和规划",),
    "自然资源": ("自然资源和规划",),
    "市监": ("市场监督管理",),
    "市场监管": ("市场监督管理",),
    "卫健": ("卫生健康",),
    "文旅": ("文化和旅游", "文化旅游"),
    "文广旅": ("文化广电旅游", "文化和广电旅游"),
    "农业": ("农业农村",),
    "环保": ("生态环境",),
    "城管": ("城市管理", "综合行政执法"),
    "执法": ("综合行政执法",),
    "应急": ("应急管理",),
    "审批": ("行政审批服务", "政务服务"),
    "招商": ("投资促进",),
    "投促": ("投资促进",),
    "国资": ("国有资产监督管理",),
    "金融": ("地方金融监督管理",),
    "大数据": ("大数据发展管理", "数据"),
    "退役军人": ("退役军人事务",),
}
HEADS = ("委员会", "委", "局", "办公室", "办", "中心", "厅")
WHOLE = {"委": "委员会", "办": "办公室"}
Forms = tuple[str, frozenset[str]]


def forms(wanted: str, *, kind: Kind, front: Front, around: Ancestry) -> Iterator[Forms]:
    """The reason and the names to look for, the nearest forms first."""
    stem = front.rest if front.written else wanted
    if kind == Kind.ENTERPRISE:
        yield from _of_company(wanted, stem, around)
    elif kind == Kind.OFFICE:
        yield from _of_office(stem, _fronts(front, around))
    elif front.written:
        yield "placed", frozenset({stem, *(one + stem for one in _fronts(front, around))})


def _fronts(front: Front, around: Ancestry) -> list[str]:
    """What may stand before the name: the place as written, whole, or nothing."""
    nearest = [] if front.written else list(around.names[:1])
    return list(dict.fromkeys(["", front.written, *front.names, *nearest]))


def _of_company(wanted: str, stem: str, around: Ancestry) -> Iterator[Forms]:
    near = [*around.names[:2]]
    yield "placed", frozenset({stem, *(name + stem for name in near)}) - {wanted}
    end = wanted.removeprefix(core(wanted))
    same = ("", *next((ends for ends in ALIKE if end in ends), (end,) if end else COMPANY))
    bodies = [front + core(one) for one in (wanted, stem) for front in ("", *near)]
    yield "stripped", frozenset(body + form for body in bodies for form in same)
    yield "head", frozenset(body + form for body in bodies for form in COMPANY)


def core(name: str) -> str:
    """恒川精密电子 for 恒川精密电子有限公司."""
    end = next((end for end in COMPANY if name.endswith(end) and len(name) > len(end) + 1), "")
    return name.removesuffix(end)


def _of_office(stem: str, fronts: list[str]) -> Iterator[Forms]:
    head = next((one for one in HEADS if stem.endswith(one) and len(stem) > len(one)), "")
    yield "placed", frozenset(front + stem for front in fronts)
    if not head:
        return
    subject = stem.removesuffix(head)
    subjects = (subject, *SUBJECTS.get(subject, ()))
    own = (head, WHOLE.get(head, head))
    yield "form", frozenset(f + s + h for f in fronts for s in subjects for h in own)
    yield "head", frozenset(f + s + h for f in fronts for s in subjects for h in HEADS)
