"""What the receiving platform would refuse, row by row; what is faulty is not sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tashan.exchange.approvals import tables
from tashan.exchange.approvals.table import Row, Table


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row of a table; the row is left out."""

    table: str
    row: str  # its key
    column: str
    says: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The good rows of every table by its code, and all faults."""

    rows: Mapping[str, Sequence[Row]]
    faults: Sequence[Fault]

    @property
    def counted(self) -> int:
        return sum(map(len, self.rows.values()))


def checked(given: Mapping[str, Sequence[Row]]) -> Checked:
    """Tables in the order of sending: a row that hangs on one left out is left out too."""
    good: dict[str, list[Row]] = {}
    faults: list[Fault] = []
    for table in tables.TABLES:
        kept = good.setdefault(table.code, [])
        known = [(link, {r.get(link.other, "") for r in good[link.table]}) for link in table.links]
        seen: set[str] = set()
        for row in given.get(table.code, ()):
            found = [*_own_faults(table, row), *_twice(table, row, seen)]
            for link, values in known:
                if row.get(link.column, "") not in values:
                    other = next(t.title for t in tables.TABLES if t.code == link.table)
                    found.append(_fault(table, row, link.column, f"“{other}”中没有对应的记录"))
            faults += found
            if not found:
                kept.append(row)
    return Checked(good, faults)


def _fault(table: Table, row: Row, column: str, says: str) -> Fault:
    return Fault(table.title, table.key_of(row), column, says)


def _twice(table: Table, row: Row, seen: set[str]) -> Iterator[Fault]:
    key = table.key_of(row)
    if key in seen:
        yield _fault(table, row, table.key[-1], "同一编码出现两次")
    seen.add(key)


def _own_faults(table: Table, row: Row) -> Iterator[Fault]:
    for column in table.columns:
        value = row.get(column.name, "")
        if not value:
            if column.must:
                yield _fault(table, row, column.name, "必填项为空")
        elif column.codes and value not in column.codes:
            yield _fault(table, row, column.name, f"“{value}”不是标准代码")
    if table is tables.WORKS:
        yield from _work_faults(row)


def _work_faults(row: Row) -> Iterator[Fault]:
    """The start comes before the finish, and a work is not its project."""
    start, finish = row.get("拟开工时间", ""), row.get("拟建成时间", "")
    if start and finish and not start < finish:
        yield _fault(tables.WORKS, row, "拟建成时间", f"应晚于拟开工时间{start}")
    if row.get("工程代码") == row.get("项目代码"):
        yield _fault(tables.WORKS, row, "工程代码", "不应与项目代码相同")
