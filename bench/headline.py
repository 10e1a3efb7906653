"""Headline figures of provincial work reports: what is read, beside what the texts state.

    python bench/headline.py [CORPUS] [--wrong]

CORPUS (or TASHAN_CORPUS, or the folder that README.md names) holds one .txt a province, named by
its full name. Each figure of headline_truth.tsv was read by eye; it is right when value, unit,
period and type all are. A range (4.5% to 5%) counts by its lower end. Left out is what a text
states without saying that it is of 2025.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cases import SHARED

from tashan.reading.findings import Finding, Kind
from tashan.reading.pipeline import read_text

TRUTH = Path(__file__).with_name("headline_truth.tsv")
BELOW_GOAL = 3
GOAL = 0.9

# Figures of a share, a head or a part of the economy are not the headline.
_NOT = re.compile(
    "人均|单位|能耗|占|比重|比例|海洋|年均|万元|累计|园区|贡献|税收收入|支出|工业投资"
)
NAMES = {
    "grp": re.compile("生产总值|GDP|^(?:全[省市区])?经济(?:增长|$)"),
    "budget": re.compile("一般公共预算收入"),
    "investment": re.compile("固定资产投资"),
    "retail": re.compile("社会消费品零售总额"),
    "industry": re.compile("(?:规上|规模以上|规模)工业增加值"),
    "new": re.compile("新增就业"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a text states of one field."""

    province: str
    field: str
    value: float
    unit: str
    period_iso: str
    type: str

    def fits(self, found: Finding) -> bool:
        """All four parts right."""
        return (
            found.value is not None
            and abs(found.value - self.value) < 1e-9
            and found.unit == self.unit
            and found.period_iso == self.period_iso
            and found.type == self.type
        )


def truth() -> list[Figure]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return [
            Figure(r["province"], r["field"], float(r["value"]), *_words(r))
            for r in csv.DictReader(file, delimiter="\t")
        ]


def _words(row: dict[str, str]) -> tuple[str, str, str]:
    return row["unit"], row["period_iso"], row["type"]


def headline(figure: Figure, findings: Sequence[Finding]) -> Finding | None:
    """What one who asks for the field gets: the first finding of its name, period and type.

    Where there is none of that period or type, the first of the name is given, to be seen wrong.
    """
    named = [f for f in findings if _is_named(f, figure.field)]
    named.sort(key=lambda finding: "突破" in finding.quote)  # 突破4000亿元, 达到4211亿元
    for wish in (_period_and_type, _only_type):
        for finding in named:
            if wish(finding, figure):
                return finding
    return named[0] if named else None


def _is_named(finding: Finding, field: str) -> bool:
    return (
        finding.kind is Kind.INDICATOR
        and finding.value is not None
        and NAMES[field.split("_")[0]].search(finding.name) is not None
        and _NOT.search(finding.name) is None
    )


def _period_and_type(finding: Finding, figure: Figure) -> bool:
    return finding.period_iso == figure.period_iso and finding.type == figure.type


def _only_type(finding: Finding, figure: Figure) -> bool:
    return finding.type == figure.type


def lines(
    corpus: Path, figures: Sequence[Figure], *, only_wrong: bool
) -> Iterator[tuple[bool, str]]:
    """One line a figure, and whether it is right."""
    read: dict[str, Sequence[Finding]] = {}
    for figure in figures:
        if figure.province not in read:
            text = (corpus / f"{figure.province}.txt").read_text("utf-8")
            read[figure.province] = read_text(text).findings
        found = headline(figure, read[figure.province])
        right = found is not None and figure.fits(found)
        yield right, "" if right and only_wrong else _line(figure, found, right=right)


def _line(figure: Figure, found: Finding | None, *, right: bool) -> str:
    stated = f"{figure.value:g} {figure.unit} {figure.period_iso} {figure.type}"
    head = f"{'right' if right else 'WRONG'}  {figure.province}  {figure.field}  {stated}"
    if found is None:
        return f"{head}\n       nothing found"
    got = f"{found.value:g} {found.unit} {found.period_iso} {found.type}"
    quote = found.quote.replace("\n", " ")[:60]
    return f"{head}\n       {got}  {found.name}  “{quote}”"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    default = os.environ.get("TASHAN_CORPUS") or str(SHARED / "corpus")
    parser.add_argument("corpus", nargs="?", default=default)
    parser.add_argument("--wrong", action="store_true", help="print only what is wrong")
    options = parser.parse_args()
    if not Path(options.corpus).is_dir():
        print(f"headline figures: not measured, there is no folder {options.corpus}")
        return 0
    figures = truth()
    results = list(lines(Path(options.corpus), figures, only_wrong=options.wrong))
    for _, line in results:
        if line:
            print(line)
    share = sum(right for right, _ in results) / len(results)
    print(f"headline figures right: {share:.1%} of {len(results)} (goal {GOAL:.0%})")
    return 0 if share >= GOAL else BELOW_GOAL


if __name__ == "__main__":
    sys.exit(main())
