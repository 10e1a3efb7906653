"""Findings as lines of JSON, one a finding: what `tashan read` prints and what others take in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from math import isfinite
from typing import TYPE_CHECKING, Any

from tashan.reading.document import Document
from tashan.reading.whole import read_by_llm, read_by_rules

if TYPE_CHECKING:  # the process that prints need not load the reader; its child does
    from tashan.reading.findings import Finding
    from tashan.reading.pipeline import Reading

_FIELDS = (
    "kind start end quote name value unit place period period_iso type base_value base_unit "
    "approximate status section rules scope confidence refers_to"
)
FIELDS = tuple(_FIELDS.split())


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read of one file; ``lines`` are JSON objects without line ends."""

    format: str
    encoding: str | None
    title: str
    characters: int
    notes: tuple[str, ...]
    sections: tuple[dict[str, Any], ...]
    lines: tuple[str, ...]


def file_by_rules(document: Document) -> ReadFile:
    return file_of(*read_by_rules(document))


def file_by_llm(document: Document) -> ReadFile:
    return file_of(*read_by_llm(document))


def file_of(document: Document, reading: Reading) -> ReadFile:
    return ReadFile(
        format=document.format,
        encoding=document.encoding,
        title=document.title,
        characters=len(document.text),
        notes=document.notes,
        sections=tuple(
            {"path": part.path, "title": part.title, "level": part.level}
            | {"start": part.start, "end": part.end}
            for part in reading.sections
        ),
        lines=tuple(line_of(found, document) for found in reading.findings),
    )


def row_of(finding: Finding, document: Document) -> dict[str, Any]:
    """One finding as plain values, with its page and paragraph where the format has them."""
    row = {field: getattr(finding, field) for field in FIELDS}
    for field in ("value", "base_value"):
        row[field] = _shortest(row[field])
    if document.pages:
        row["page"] = document.page_at(finding.start)
    if document.paragraphs:
        row["paragraph"] = document.paragraph_at(finding.start)
    return row


def as_line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def line_of(finding: Finding, document: Document) -> str:
    """``as_line(row_of(...))`` in a third of its time: a report has hundreds of findings."""
    refers_to = "null" if finding.refers_to is None else finding.refers_to
    line = (
        f'{{"kind":{_word(finding.kind)},"start":{finding.start},"end":{finding.end}'
        f',"quote":{_quoted(finding.quote)},"name":{_quoted(finding.name)}'
        f',"value":{_number(finding.value)},"unit":{_word(finding.unit)}'
        f',"place":{_word(finding.place)},"period":{_word(finding.period)}'
        f',"period_iso":{_word(finding.period_iso)},"type":{_word(finding.type)}'
        f',"base_value":{_number(finding.base_value)},"base_unit":{_word(finding.base_unit)}'
        f',"approximate":{_word(finding.approximate)},"status":{_word(finding.status)}'
        f',"section":{_word(finding.section)},"rules":[{",".join(map(_word, finding.rules))}]'
        f',"scope":{_word(finding.scope)},"confidence":{finding.confidence!r}'
        f',"refers_to":{refers_to}'
    )
    if document.pages:
        line += f',"page":{document.page_at(finding.start) or "null"}'
    if document.paragraphs:
        line += f',"paragraph":{document.paragraph_at(finding.start) or "null"}'
    return line + "}"


@lru_cache(maxsize=4096)
def _word(word: str | None) -> str:
    """A word that many findings share, as JSON."""
    return "null" if word is None else _quoted(word)


def _number(value: float | None) -> str:
    if value is None:
        return "null"
    if not isfinite(value):
        raise ValueError(f"JSON has no {value}")
    return repr(_shortest(value))


def _shortest(value: float | None) -> float | None:
    """A whole number without its ``.0``, as it would be written by hand."""
    if value is not None and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value
