"""Make the tables of ``examples/imports``, with which the import pages are tried out.

They look like what offices send: a title over merged heads, full-width digits, dates and amounts
as text, a footer. Some cells are wrong on purpose; README.md of ``examples`` lists them.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from tashan.demo.invented.enterprises import credit_code
from tashan.papers.repeatable import repeatable

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "imports"
UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001 a file's time, not a moment
Cell = str | int | float | date | None
GOOD = [credit_code(serial) for serial in range(50_001, 50_013)]
MISTYPED = GOOD[3][:-1] + ("0" if GOOD[3][-1] != "0" else "1")

ENTERPRISES: list[list[Cell]] = [
    ["他山县启原精密电子有限公司", GOOD[0], "C3982", "小型", "是", "在业", "城关镇", "5000万元",
     date(2026, 3, 18), "石远"],
    ["他山县和川模具有限公司", GOOD[1], "3525", "微型", "否", "存续", "石桥镇", "８００万元",
     "2026年4月2日", "顾文"],
    ["他山县青禾食品有限公司", GOOD[2], "C1432", "小型", "否", "在业", "清溪镇", "1,200万元",
     "2026.5.11", "沈若"],
    # the last character of the code is mistyped
    ["他山县云舟物流有限公司", MISTYPED, "G5431", "微型", "否", "在业", "柳坪镇", "300万元",
     "2026-06-08", "温知"],
    # no name
    [None, GOOD[4], "F5211", "微型", "否", "在业", "城关镇", "50万元", "2026-06-15", "范立"],
    # no such industry
    ["他山县守正新材料有限公司", GOOD[5], "C9999", "小型", "否", "在业", "石桥镇", "2000万元",
     "2026-07-01", "程思"],
    # no such scale
    ["他山县嘉树服饰有限公司", GOOD[6], "C1819", "特大型", "否", "在业", "松源镇", "600万元",
     "2026-07-20", "韩宁"],
    ["他山县怀瑾茶业专业合作社", GOOD[7], "A0164", "微型", "否", "在业", "云垭镇", "0.01亿元",
     "2026/8/3", "叶清"],
    # the thirty-first of September
    ["他山县知行信息科技有限公司", GOOD[8], "I6513", "微型", "否", "在业", "城关镇", "100万元",
     "2026-09-31", "秦安"],
    ["他山县明和建材有限公司", GOOD[9], "C3031", "小型", "否", "在业", "双河镇", "1500万元",
     "2026-10-12", "戴青"],
]  # fmt: skip
ENTERPRISE_HEADS = (
    *("企业名称", "统一社会信用代码", "国民经济行业", "企业规模", "是否规上", "经营状态"),
    *("所在乡镇", "注册资本", "成立日期", "法定代表人"),
)
# name, unit, level from January on, growth; the unknown name and the word for a number are wrong
FIGURES: list[list[Cell]] = [
    ["规模以上工业增加值", "%", None, 7.4],
    ["固定资产投资", "%", None, 6.3],
    ["社会消费品零售总额", "亿元", "96.95", 5.0],
    ["一般公共预算收入", "万元", "181,600", 6.1],
    ["税收收入", "亿元", "１３．１８", 5.6],
    ["货物进出口总额", "亿元", "26.1亿元", 7.5],
    ["全社会用电量", "亿千瓦时", 17.98, 4.8],
    ["幸福指数", "%", 91.2, None],
    ["实际使用外资", "万美元", "待定", None],
    ["金融机构本外币存款余额", "亿元", 456.12, 8.4],
]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, content in tables().items():
        (FOLDER / name).write_bytes(content)


def tables() -> dict[str, bytes]:
    return {"新登记企业.xlsx": _enterprises(), "2026年1-11月主要指标.xlsx": _figures()}


def _enterprises() -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "企业"
    _title(page, "他山县2026年新登记企业情况表", len(ENTERPRISE_HEADS))
    page.append(["登记信息", *[None] * 5, "其他", *[None] * 3])
    page.merge_cells("A2:F2")
    page.merge_cells("G2:J2")
    page.append(list(ENTERPRISE_HEADS))
    for row in ENTERPRISES:
        page.append(row)
    page.append([])
    page.append(["填报单位：他山县市场监督管理局", None, "审核人：石审一", None, "2026年11月20日"])
    return _packed(book)


def _figures() -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "主要指标"
    _title(page, "他山县2026年1—11月主要经济指标", 4)
    page.append(["指标名称", "计量单位", "2026年1—11月", None])
    page.append([None, None, "总量", "同比（%）"])
    for block in ("A2:A3", "B2:B3", "C2:D2"):
        page.merge_cells(block)
    for row in FIGURES:
        page.append(row)
    page.append([])
    page.append(["注：存款为月末数。", None, "填报人：石统计", "2026-12-18"])
    return _packed(book)


def _title(page: Worksheet, title: str, width: int) -> None:
    page.append([title])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    page["A1"].font = Font(bold=True, size=14)
    page["A1"].alignment = Alignment(horizontal="center")


def _packed(book: Workbook) -> bytes:
    packed = BytesIO()
    book.save(packed)
    properties = DocumentProperties(creator="", created=UNDATED, modified=UNDATED)
    return repeatable(
        packed.getvalue(), replace={"docProps/core.xml": tostring(properties.to_tree())}
    )


if __name__ == "__main__":
    main()
