"""How fast a large table is opened, understood and checked, and written, on one core.

Beside it stands what the machine needs at the least: calamine's raw read of the same file. The
goal is a file of 200,000 rows and 12 columns in well under 25 seconds, so that an import with its
database is done within a minute.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineWorkbook
from speed import on_one_core

from tashan.base.codes import CREDIT_ALPHABET, credit_check_digit
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import find_header
from tashan.papers.tables.mapping import propose
from tashan.papers.tables.opening import open_table
from tashan.papers.tables.preview import Preview, preview
from tashan.papers.tables.rows import read_rows

T = TypeVar("T")
ROWS = 200_000
GOAL = 25.0
FIELDS = (
    Field("name", ("企业名称",), required=True),
    Field("credit_code", ("统一社会信用代码",), CellType.CREDIT_CODE, required=True),
    Field("division", ("行政区划代码",), CellType.DIVISION_CODE),
    Field("industry", ("行业",)),
    Field("founded", ("成立日期",), CellType.DATE),
    Field("capital", ("注册资本",), CellType.MONEY, "万元"),
    Field("tax", ("纳税额",), CellType.MONEY, "万元"),
    Field("staff", ("从业人员",), CellType.INTEGER, "人"),
    Field("scale", ("规模",), CellType.CHOICE, choices={"l": ("大型",), "s": ("小型",)}),
    Field("high_tech", ("是否高企",), CellType.YES_NO),
    Field("research", ("研发占比",), CellType.SHARE),
    Field("remark", ("备注",)),
)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def rows(count: int) -> list[list[object]]:
    """Invented firms: most cells of money and most names and codes occur once."""
    chance = random.Random(20260305)
    return [_firm(number, chance) for number in range(count)]


def _firm(number: int, chance: random.Random) -> list[object]:
    body = "91330482" + "".join(chance.choices(CREDIT_ALPHABET, k=9))
    return [
        f"云河县第{number}有限公司",
        body + credit_check_digit(body),
        "330482",
        chance.choice(("制造业", "批发业", "零售业")),
        date(2000, 1, 1) + timedelta(days=chance.randrange(9000)),
        f"{chance.randrange(10**6) / 100:,}",  # text with commas, as many sheets have it
        Decimal(chance.randrange(10**7)) / 100,
        chance.randrange(500),
        chance.choice(("大型", "小型")),
        chance.choice(("是", "否")),
        Decimal(chance.randrange(1000)) / 100,
        None if number % 3 else "无",
    ]


def written(table: list[list[object]]) -> bytes:
    columns = [Column(entry.label, unit=entry.counts_in) for entry in FIELDS]
    foot = signed_by(officer="王某", on=date(2026, 3, 5), reviewer="李某", unit="万元")
    return workbook([Sheet("企业名录", columns, table, foot)])


def raw(data: bytes) -> int:
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    return len(sheet.to_python())


def checked(data: bytes) -> Preview:
    grid = open_table(data, "企业名录.xlsx").grid()
    header = find_header(grid, [entry.label for entry in FIELDS])
    return preview(read_rows(grid, header, propose(header, FIELDS), key=["credit_code"]))


def main() -> int:
    on_one_core()
    table = rows(ROWS)
    writing, data = timed(lambda: written(table))
    limit, _ = timed(lambda: raw(data))
    reading, found = timed(lambda: checked(data))
    print(f"{ROWS:,} rows × {len(FIELDS)} columns, {len(data) / 1e6:.1f} MB as .xlsx, one core")
    print(f"written                      {writing:6.2f} s")
    print(f"read raw by calamine         {limit:6.2f} s  (the machine's limit)")
    print(f"opened, understood, checked  {reading:6.2f} s  ({reading / limit:.1f} × the limit)")
    print(f"good rows {found.good:,}, bad rows {found.bad:,}; goal under {GOAL:.0f} s")
    return 0 if found.good == ROWS and reading < GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
