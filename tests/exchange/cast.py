"""Sheets, the county that they are about, and an import from the file to its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from tests import cast
from tests.web.people import account

from tashan.base.codes import credit_check_digit
from tashan.exchange import imports, loading, undoing
from tashan.exchange.models import Import
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

FOUNDED, SINCE = date(2001, 1, 1), date(2026, 1, 1)
HEAD = ("企业名称", "统一社会信用代码", "行业代码", "企业规模", "注册资本（万元）", "所在地")


def code(number: int) -> str:
    """A credit code with its right check digit."""
    body = f"91999901MA{number:07}"
    return body + credit_check_digit(body)


def xlsx(*rows: Sequence[object], sheet: str = "名录") -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def firm(number: int, **other: object) -> list[object]:
    """A row of the register of enterprises."""
    row = [f"恒川{number}号精密有限公司", code(number), "3981", "小型", 1200, "他山县"]
    for at, value in other.items():
        row[int(at[1:])] = value
    return row


def registrar(*roles: str) -> User:
    return account("keeper", *(roles or ("registrar", "analyst")))


def source(actor: User | None = None) -> Source:
    return sources.entry("登记", actor=actor or cast.officer(), at=cast.AT)


def county(told: Source) -> Entity:
    new = keeping.New("他山县", FOUNDED, "999901", {"level": "county"})
    return keeping.enter(Kind.PLACE, new, source=told)


def begun(
    data: bytes, target: str, actor: User, *, name: str = "表.xlsx", **options: str
) -> Import:
    """An import that was looked through."""
    given = {"since": SINCE.isoformat()} | options
    run = imports.begin(data, name=name, code=target, options=given, actor=actor, at=cast.AT)
    loading.preview(run, at=cast.AT, part=nobody_looks)
    run.refresh_from_db()
    return run


def nobody_looks(_done: int) -> None:
    """Progress that nobody looks at."""


def loaded(run: Import, *, only_good: bool = False) -> Import:
    imports.decide(run, only_good=only_good, actor=run.actor, at=cast.AT)
    loading.load(run, at=cast.AT, part=nobody_looks)
    run.refresh_from_db()
    return run


def undone(run: Import) -> Import:
    imports.ask_back(run, actor=run.actor, at=cast.AT)
    undoing.undo(run, at=cast.AT, part=nobody_looks)
    run.refresh_from_db()
    return run


def said(run: Import) -> list[tuple[str, str]]:
    """Each problem as its cell and its field."""
    return [(f"{p.column}{p.row}", p.field) for p in run.problems.all()]
