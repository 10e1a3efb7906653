"""A first file of a mechanism that the library does not have, from what a report says of it."""

from __future__ import annotations

import re

from tashan.base.pinyin import sort_key
from tashan.learning.lessons import Practice
from tashan.mechanisms.loader import load_bytes
from tashan.mechanisms.plain import Plain
from tashan.mechanisms.writing import yaml_of
from tashan.reading.models import FindingKind, ReportFinding

_NO_CODE = re.compile("[^a-z0-9]+")
LONGEST_CODE, MOST_MEASURES = 50, 10
HEAD = """\
# {name}：由考察报告起草，尚未生效。
# 依次补全：谁能享受（eligible）、给什么（gives）、参数和依据，再用 tashan check 检查。
# 依据一项写到本地文件后，把 example_of 换成 document。
"""
FIGURES = "# 报告中与它相关的数据：\n"


def code_of(name: str) -> str:
    """A code from the name's sounds; it may be changed in the file."""
    plain = _NO_CODE.sub("_", sort_key(name).lower()).strip("_")
    code = plain if plain[:1].isalpha() else f"mechanism_{plain}"
    return code[:LONGEST_CODE].strip("_") or "mechanism"


def draft(practice: Practice) -> str:
    """The text of a file that is sound, with the report's words as its evidence."""
    text = HEAD.format(name=practice.name) + _figures(practice.finding) + yaml_of(_file(practice))
    assert load_bytes(text.encode(), "draft.yaml").mechanism is not None
    return text


def _file(practice: Practice) -> dict[Plain, Plain]:
    finding = practice.finding
    place = practice.place or "原报告未写明地方"
    learned: dict[Plain, Plain] = {
        "place": place,
        "report": finding.report.title,
        "note": finding.quote[:1000],
    }
    return {
        "mechanism": code_of(practice.name),
        "title": {"zh": practice.name, "en": practice.name},
        "systems": ["S03"],
        "learned_from": [learned],
        "basis": [{"example_of": place, "note": f"《{finding.report.title}》"}],
        "needs": {"people": 1, "authority": "county"},
        "law": {"fair_competition_review": "required", "selective": "none"},
        "parts": {"who": _part(practice)},
    }


def _part(practice: Practice) -> Plain:
    says: Plain = {"zh": "在本县生产经营", "en": "Produces or trades in this county"}
    benefit: Plain = {"zh": practice.finding.quote[:300], "en": practice.name}
    return {
        "kind": "programme",
        "title": {"zh": practice.name, "en": practice.name},
        "subject": "enterprise",
        "eligible": [{"rule": "operates_here", "says": says}],
        "gives": {"kind": "service", "benefits": [benefit]},
    }


def _figures(finding: ReportFinding) -> str:
    """What the report measures of it, as remarks: figures belong in the file only when sure."""
    rows = ReportFinding.objects.filter(refers_to=finding, kind=FindingKind.INDICATOR)
    lines = [f"#   {' '.join(row.quote.split())}\n" for row in rows[:MOST_MEASURES]]
    return FIGURES + "".join(lines) if lines else ""
