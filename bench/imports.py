"""How long an import of many rows takes, database and all, beside the least it could take.

``python bench/imports.py [ROWS]`` starts a database of its own, imports a register of enterprises
and a table of figures, and prints the seconds of each part with two ratios: to calamine's bare
reading of the same file, and to a bare COPY of the same rows.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import TypeVar

ROWS = 200_000
AT = datetime(2026, 11, 2, 2, 30, tzinfo=UTC)
T = TypeVar("T")


@contextmanager
def database() -> Iterator[None]:
    """A PostgreSQL with Tashan's tables, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="tashan-bench-"))
    os.environ["TASHAN_DATABASE_URL"] = f"postgresql://postgres@/postgres?host={folder / 'pg'}"
    os.environ["TASHAN_VAR"] = str(folder / "var")
    os.environ["TASHAN_SECRET_KEY"] = "a key for measuring alone, known to everybody"
    os.environ["TASHAN_HTTPS"] = "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tashan.settings"
    from tashan.demo import cluster

    server = cluster.start(cluster.Cluster(folder / "pg", folder / "postgres.txt"), tell=print)
    try:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield
    finally:
        cluster.stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def timed(what: str, work: Callable[[], T]) -> tuple[T, float]:
    start = perf_counter()
    found = work()
    seconds = perf_counter() - start
    print(f"  {what:<44}{seconds:8.2f} s", flush=True)
    return found, seconds


def enterprises(rows: int) -> bytes:
    """A register of invented enterprises, as an office would send it."""
    from tashan.base.codes import credit_check_digit
    from tashan.papers.sheets import Column, Sheet, workbook

    heads = ("企业名称", "统一社会信用代码", "行业代码", "企业规模", "是否规上", "所在地",
             "法定代表人", "注册资本（万元）", "成立日期")  # fmt: skip
    scales = ("大型", "中型", "小型", "微型")
    body = []
    for at in range(rows):
        code = f"91999901MA{at:07}"
        body.append((
            f"他山县{'恒泰宏盛'[at % 4]}{'川达源兴'[at // 4 % 4]}{at}号精密制造有限公司",
            code + credit_check_digit(code), "3981", scales[at % 4], "是" if at % 9 == 0 else "否",
            "他山县", f"林{'清河川'[at % 3]}{at % 97}", 50 + at % 5_000, date(2000 + at % 25, 3, 5),
        ))  # fmt: skip
    return workbook([Sheet("企业名录", [Column(head) for head in heads], body)])


def figures(rows: int) -> bytes:
    """Monthly figures of enterprises, one a row."""
    from tashan.base.codes import credit_check_digit
    from tashan.papers.sheets import Column, Sheet, workbook

    heads = ("对象", "指标", "时期", "数值", "计量单位")
    body = []
    for at in range(rows):
        code = f"91999901MA{at // 12:07}"
        period = f"2025-01/2025-{at % 12 + 1:02}" if at % 12 else "2025-01"
        body.append((code + credit_check_digit(code), "主营业务收入", period,
                     100 + at % 9_973 / 4, "万元"))  # fmt: skip
    return workbook([Sheet("月报", [Column(head) for head in heads], body)])


def measured(name: str, data: bytes, target: str, tables: tuple[str, ...]) -> None:
    from python_calamine import CalamineWorkbook

    from tashan.exchange import imports, loading
    from tashan.record.models import User

    print(f"{name}: {len(data) / 1e6:.1f} MB")
    _, bare = timed("calamine alone", lambda: CalamineWorkbook.from_filelike(BytesIO(data))
                    .get_sheet_by_index(0).to_python())  # fmt: skip
    actor = User.objects.get()
    options = {"since": "2026-01-01"}
    run = imports.begin(data, name=f"{target}.xlsx", code=target, options=options, actor=actor,
                        at=AT)  # fmt: skip
    _, look = timed("preview: read, checked, kept",
                    lambda: loading.preview(run, at=AT, part=lambda done: None))  # fmt: skip
    run.refresh_from_db()
    print(f"  {run.rows:,} rows, {run.bad_rows:,} bad")
    imports.decide(run, only_good=False, actor=actor, at=AT)
    _, load = timed("loading: read and checked again, stored",
                    lambda: loading.load(run, at=AT, part=lambda done: None))  # fmt: skip
    copy = sum(timed(f"bare COPY into {table}", lambda table=table: copied_bare(table))[1]
               for table in tables)  # fmt: skip
    print(f"  in all {look + load:.1f} s; to bare reading 1 : {(look + load) / bare:.1f}; "
          f"loading to bare COPY 1 : {load / copy:.1f}\n")  # fmt: skip


def copied_bare(table: str) -> None:
    """The table's rows out and into a table without keys, indexes and checks."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMP TABLE bare AS SELECT * FROM "{table}" LIMIT 0')
        with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
            rows = [bytes(line) for line in copy]
        start = perf_counter()
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for line in rows:
                copy.write(line)
        print(f"  {'  of which in':<44}{perf_counter() - start:8.2f} s")
        cursor.execute("DROP TABLE bare")


def main(arguments: list[str]) -> None:
    rows = int(arguments[0]) if arguments else ROWS
    with database():
        prepared()
        facts = ("registry_entity", "registry_entityname", "registry_enterprisefacts")
        measured(f"{rows:,} enterprises", enterprises(rows), "enterprises", facts)
        measured(f"{rows:,} figures", figures(rows), "figures", ("indicators_observation",))


def prepared() -> None:
    """Somebody who imports, and the county."""
    from tashan.record import sources
    from tashan.record.models import User
    from tashan.registry import keeping
    from tashan.registry.kinds import Kind

    actor = User.objects.create(username="bench", display_name="林清和")
    source = sources.entry("测量", actor=actor, at=AT)
    new = keeping.New("他山县", date(2001, 1, 1), "999901", {"level": "county"})
    keeping.enter(Kind.PLACE, new, source=source)


if __name__ == "__main__":
    main(sys.argv[1:])
