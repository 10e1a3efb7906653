"""How somebody stands under a programme: the words of the tabs and of the marks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tashan.programmes.models import Run, RunProgramme
from tashan.programmes.result_file import Standing

WORDS: dict[Standing, str | Promise] = {
    Standing.ELIGIBLE: pgettext_lazy("programme", "Qualifies"),
    Standing.NEAR: pgettext_lazy("programme", "Nearly"),
    Standing.UNKNOWN: pgettext_lazy("programme", "Unknown"),
    Standing.OUT: pgettext_lazy("programme", "Does not qualify"),
}


def standing_word(standing: Standing) -> str:
    return str(WORDS[standing])


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stand how under one programme of a run."""

    eligible: int
    near: int
    unknown: int
    out: int

    @classmethod
    def of(cls, row: RunProgramme, run: Run) -> Counts:
        """``run`` with its snapshot; before it is done everything is nought."""
        eligible, near, unknown = row.eligible or 0, row.near or 0, row.unknown or 0
        whole = run.snapshot.rows if run.snapshot else 0
        return cls(eligible, near, unknown, max(whole - eligible - near - unknown, 0))

    def __getitem__(self, standing: Standing) -> int:
        return {
            Standing.ELIGIBLE: self.eligible,
            Standing.NEAR: self.near,
            Standing.UNKNOWN: self.unknown,
            Standing.OUT: self.out,
        }[standing]
