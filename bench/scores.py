"""How much of what a report says is found, and how much of what is found it says."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

from cases import SCORER, Case

from tashan.reading.document import Document
from tashan.reading.pipeline import read_text
from tashan.reading.rows import line_of

KINDS = ("indicator", "mechanism", "gap", "measure")
FIELDS = ("name", "place", "period")
Summary = dict[str, object]


def found_lines(text: str) -> list[str]:
    """The findings of a text as ``tashan read --format jsonl`` prints them."""
    document = Document(text=text, format="txt")
    return [line_of(finding, document) for finding in read_text(text).findings]


def score(case: Case) -> Summary:
    """The summary of the scorer beside the gold, or of the one below where there is none."""
    lines = found_lines(case.text)
    if not SCORER.is_file():
        return score_plainly(case.text, case.rows, [json.loads(line) for line in lines])
    with tempfile.TemporaryDirectory() as folder:
        text, found = Path(folder, "text.txt"), Path(folder, "found.jsonl")
        text.write_bytes(case.text.encode())
        found.write_text("\n".join(lines), "utf-8")
        command = [sys.executable, str(SCORER), str(text), str(case.gold), str(found)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def score_plainly(text: str, gold: list[dict], found: list[dict]) -> Summary:
    """The same rules in short: overlap, and for an indicator the same value and unit."""
    sound = [row for row in found if text[row["start"] : row["end"]] == row["quote"]]
    summary: Summary = {"broken_evidence": len(found) - len(sound)}
    for kind in KINDS:
        wanted = [row for row in gold if row["kind"] == kind]
        offered = [row for row in sound if row["kind"] == kind]
        if kind == "indicator":
            offered = [row for row in offered if row["value"] is not None]
        pairs = list(_pairs(text, wanted, offered))
        summary[kind] = _figures(len(wanted), len(offered), len(pairs))
        if kind == "indicator":
            for field in FIELDS:
                right = sum(_alike(one.get(field), other.get(field)) for one, other in pairs)
                summary[kind][field] = round(right / len(pairs), 3) if pairs else 0.0
    return summary


def _pairs(text: str, wanted: list[dict], offered: list[dict]) -> Iterable[tuple[dict, dict]]:
    free = list(offered)
    for row in wanted:
        start = text.index(row["quote"])
        end = start + len(row["quote"])
        for other in free:
            common = min(end, other["end"]) - max(start, other["start"])
            least = 0.01 if row["kind"] == "indicator" else 0.5
            enough = common > least * min(end - start, other["end"] - other["start"])
            same = row["kind"] != "indicator" or _same_number(row, other)
            if enough and same:
                free.remove(other)
                yield row, other
                break


def _same_number(row: dict, other: dict) -> bool:
    return abs(row["value"] - other["value"]) <= 1e-6 * max(1, abs(row["value"])) and (
        row["unit"] == other["unit"]
    )


def _alike(one: str | None, other: str | None) -> bool:
    one, other = one or "", other or ""
    if one == other or not (one and other):
        return one == other
    near = SequenceMatcher(None, one, other).ratio() >= 0.6
    return near or one in other or other in one


def _figures(gold: int, found: int, matched: int) -> dict[str, float]:
    precision = matched / found if found else 1.0
    recall = matched / gold if gold else 1.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    figures = {"precision": precision, "recall": recall, "f1": f1}
    return {"gold": gold, "found": found, "matched": matched} | {
        name: round(value, 3) for name, value in figures.items()
    }
