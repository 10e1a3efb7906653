"""No text takes more than its share of time: the same few characters over and over."""

from __future__ import annotations

from pathlib import Path

from tashan.reading.document import Document
from tashan.reading.isolation.child import Source, read_each
from tashan.reading.isolation.jobs import Work
from tashan.reading.limits import Limits
from tashan.reading.whole import read_by_rules, warm_rules

LENGTH = 60_000
# a tenth of a second each where time grows with the length, and ten where with its square
LIMITS = Limits(max_cpu_seconds=2, max_seconds=60)
PIECES = (
    "1 0 （ ( 、 ， 。 . - : / ： ； “ ” < % 一 十 百 第 县 市 年 亿 万 元 达 占 的 和 不 为 某 X "
    "a A * = _ ○ 【 】 [ ] 一、 (一) 一是 1、 1. 1- 1/ 1: ，1 1， 1% 、1% 1年 2024年 去年 同比增长 "
    "分别 万元 XX县 20xx []亿元 ===亿元 由1升为 相比之下， 建议 存在 问题 “1+ 四个 居全省第2位 "
    "贵安新区 我市 全县 等 其中 1,1 一百 三分之一 百分之 1年1月 1-10月 @ # 🙂 é ㎡ ① Ⅰ"
)
BLANKS = (" ", "\n", "\r", "\r\n", "\n\n", "\u3000", "\t", "\x00", "\u202e", "\ufeff", "\x85", " 1")
MIXED = ("\n1、", "\n一、", "1 ", "\n\n2、", "[ ]", "【 】", " \n", "\n 1、x")


def test_repeated_characters_are_read_in_time_that_grows_with_their_number(tmp_path: Path) -> None:
    pieces = (*PIECES.split(), *BLANKS, *MIXED)
    sources = []
    for number, piece in enumerate(pieces):
        path = tmp_path / str(number)
        path.write_bytes(f"报告{piece * (LENGTH // len(piece))}".encode())
        sources.append(Source(name=repr(piece), path=path))
    work = Work(count_findings, warm=warm_rules)
    outcomes = list(read_each(sources, work, limits=LIMITS, jobs=2))
    errors = {outcome.source.name: str(outcome.error) for outcome in outcomes if outcome.error}
    assert {name: error for name, error in errors.items() if "no text" not in error} == {}


def count_findings(document: Document) -> int:
    return len(read_by_rules(document)[1].findings)
