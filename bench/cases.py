"""The reports that are measured on, and what stands in them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from tashan.reading.formats.registry import read_bytes
from tashan.reading.limits import limits_from

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TASHAN_SHARED") or ROOT.parent / "shared")
SCORER = SHARED / "gold" / "score_findings.py"
GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True)
class Case:
    """One report: its decoded text, and the file and rows of its gold."""

    name: str
    text: str
    gold: Path

    @property
    def rows(self) -> list[dict[str, object]]:
        lines = self.gold.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]


def shared_cases() -> list[Case]:
    """The reports and passages beside the project; none where that folder is missing."""
    if not SCORER.is_file():
        return []
    texts = [*sorted((SHARED / "seeds").glob("*.txt")), *sorted((SHARED / "gold").glob("*.txt"))]
    pairs = [(text, SHARED / "gold" / f"{text.stem}.gold.jsonl") for text in texts]
    return [Case(text.stem, _decoded(text), gold) for text, gold in pairs if gold.is_file()]


def example_cases() -> list[Case]:
    """The reports of the invented county, with the gold that lies in this folder."""
    pairs = [(ROOT / "examples" / gold.name.removesuffix(".gold.jsonl"), gold) for gold in _golds()]
    return [Case(text.name, _opened(text), gold) for text, gold in pairs if text.is_file()]


def corpus() -> list[bytes]:
    """Reports to time the reader on, as files; the examples where the corpus is missing."""
    files = sorted((SHARED / "corpus").glob("*.txt"))
    if files:
        return [file.read_bytes() for file in files]
    return [case.text.encode() for case in example_cases()]


def _golds() -> list[Path]:
    return sorted(GOLD.glob("*.gold.jsonl"))


def _decoded(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # as the scorer decodes it: line ends as they are


def _opened(path: Path) -> str:
    return read_bytes(path.read_bytes(), path.name, limits=limits_from({})).text
