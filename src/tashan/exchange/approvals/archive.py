"""The archive that is sent: one CSV a table, the list of faults, and what is in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tashan.exchange.approvals.checking import Checked
from tashan.exchange.approvals.tables import TABLES

FAULTS = "未报送问题清单.csv"
_FAULT_HEAD = ("数据表", "记录", "字段", "问题")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def archive(found: Checked, *, on: date) -> bytes:
    """A zip whose bytes follow from its content and the day alone."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as into:
        for number, table in enumerate(TABLES, start=1):
            rows = ([row.get(name, "") for name in table.names] for row in found.rows[table.code])
            _put(into, f"{number:02}-{table.title}.csv", _csv(table.names, rows), on)
        faults = (astuple(fault) for fault in found.faults)
        _put(into, FAULTS, _csv(_FAULT_HEAD, faults), on)
        _put(into, "说明.txt", _told(found, on).encode(), on)
    return packed.getvalue()


def _put(into: ZipFile, name: str, data: bytes, on: date) -> None:
    entry = ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    into.writestr(entry, data)


def _csv(head: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(value: str) -> str:
    """A text that a spreadsheet takes for no formula."""
    return "'" + value if value.startswith(_FORMULA) else value


def _told(found: Checked, on: date) -> str:
    lines = [f"工程建设项目审批数据 {on.isoformat()}", ""]
    lines += [f"{table.title}：{len(found.rows[table.code])}条" for table in TABLES]
    left_out = len({(fault.table, fault.row) for fault in found.faults})
    told = (
        f"未报送：{left_out}条，见《{FAULTS.removesuffix('.csv')}》。" if left_out else "无遗漏。"
    )
    return "\n".join([*lines, "", told, ""])
