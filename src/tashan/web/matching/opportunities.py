"""Policies of higher governments beside who qualifies and who nearly does (S15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.mechanisms.indicator import Subject
from tashan.programmes.result_file import Standing
from tashan.programmes.results import ResultRow, Results
from tashan.web.figure_words import in_script
from tashan.web.matching.programme_list import ProgrammeLine, lines_on
from tashan.web.matching.reasons import wording_of
from tashan.web.matching.result_rows import Called, ShownResult, called_on, shown
from tashan.web.matching.rule_words import SUBJECTS, basis_text
from tashan.web.matching.standings import Counts

MOST = {Standing.ELIGIBLE: 6, Standing.NEAR: 6, Standing.UNKNOWN: 3}  # lines under a policy


@dataclass(frozen=True, slots=True)
class Policy:
    """One superior policy with the first of its results."""

    line: ProgrammeLine
    rows: Sequence[ShownResult]
    is_open: bool

    @property
    def title(self) -> str:
        return self.line.title

    @property
    def issuer(self) -> str:
        return in_script(self.line.offer.programme.issuer or "")

    @property
    def document(self) -> str:
        return basis_text(self.line.offer.origin.basis)

    @property
    def counts(self) -> Counts | None:
        return self.line.counts

    @property
    def url(self) -> str:
        return self.line.url


@dataclass(frozen=True, slots=True)
class SubjectTab:
    code: str
    word: str
    count: int
    is_current: bool


class Opportunities:
    """``of`` is the kind of subject looked at: projects first, where there are such policies."""

    def __init__(self, on: date, *, of: str = "") -> None:
        self.day = on
        self.lines = [line for line in lines_on(on) if line.offer.programme.issuer]
        kinds = [s for s in (Subject.PROJECT, Subject.ENTERPRISE) if self._of(s)]
        asked = next((kind for kind in kinds if kind.value == of), None)
        self.kinds, self.kind = kinds, asked or (kinds[0] if kinds else Subject.PROJECT)

    def _of(self, subject: Subject) -> list[ProgrammeLine]:
        return [line for line in self.lines if line.offer.programme.subject is subject]

    @property
    def tabs(self) -> list[SubjectTab]:
        return [
            SubjectTab(kind.value, str(SUBJECTS[kind]), len(self._of(kind)), kind is self.kind)
            for kind in self.kinds
        ]

    @cached_property
    def policies(self) -> list[Policy]:
        lines = self._of(self.kind)
        found = {line.key: Results(line.last) for line in lines if line.last}
        rows = {key: first_of(results) for key, results in found.items()}
        subjects = {row.subject for listed in rows.values() for row in listed}
        names = called_on(sorted(subjects), self.day)
        return [
            Policy(
                line,
                _lines(found[line.key], rows[line.key], names) if line.key in found else (),
                at == 0 or bool(line.counts and (line.counts.eligible or line.counts.near)),
            )
            for at, line in enumerate(lines)
        ]

    @property
    def finding(self) -> str:
        """4 superior policies: 9 qualify, 5 nearly do."""
        if not self.lines:
            return _("There is no superior policy yet")
        count = len(self.lines)
        told = ngettext("%d superior policy", "%d superior policies", count) % count
        counts = [line.counts for line in self.lines if line.counts]
        if not counts:
            return _("%(programmes)s, none matched yet") % {"programmes": told}
        return _("%(programmes)s: %(eligible)d qualify, %(near)d nearly do") % {
            "programmes": told,
            "eligible": sum(each.eligible for each in counts),
            "near": sum(each.near for each in counts),
        }


def first_of(found: Results) -> list[ResultRow]:
    """The first of each standing, those who qualify before the others."""
    return [row for standing, most in MOST.items() for row in found.page(standing, count=most)[0]]


def _lines(
    found: Results, rows: Sequence[ResultRow], names: dict[int, Called]
) -> list[ShownResult]:
    words = wording_of(found)
    return [shown(row, found, words, names.get(row.subject, Called("", ""))) for row in rows]
