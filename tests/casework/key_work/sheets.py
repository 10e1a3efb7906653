"""Tables of tasks as an office fills them in."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tashan.casework.key_work.bringing_in import empty_sheet

GOOD = (
    ["new_school", "新建城东小学", "水利局", "2026-12-01", "县长", "石桥智造园管理办公室",
     "开工 2026-06-01；封顶（2026-10-31）"],
    ["old_town", "老城更新", "水利局", "2026年11月30日", "", "", ""],
)  # fmt: skip


def sheet(*rows: list[str], headings: list[str] | None = None) -> bytes:
    """A filled-in template, or a table with other headings."""
    book = Workbook() if headings else load_workbook(BytesIO(empty_sheet()))
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    if headings:
        page.append(headings)
    for row in rows:
        page.append(row)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()
