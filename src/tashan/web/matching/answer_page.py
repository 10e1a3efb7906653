"""Why one subject stands as it does under one programme of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.programmes.models import RunProgramme
from tashan.programmes.result_file import Standing
from tashan.programmes.results import ResultRow, Results
from tashan.record.models import User
from tashan.web.matching.figure_sources import used_of
from tashan.web.matching.reasons import ShownReason, shown_reasons, wording_of
from tashan.web.matching.result_rows import amount_of, answer_address, called_on, note_of
from tashan.web.matching.rule_words import given_by, speaker_of
from tashan.web.matching.run_page import title_of_row
from tashan.web.matching.standings import standing_word


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """The same subject under another programme of the run."""

    title: str
    url: str
    standing: str
    word: str


def context_of(
    chosen: RunProgramme, rows: Sequence[RunProgramme], subject: int, request: HttpRequest
) -> dict[str, object] | None:
    """Everything the page shows; None where the subject was not in the register that day."""
    found = Results(chosen)
    row = found.of(subject)
    if row is None:
        return None
    assert isinstance(request.user, User)
    used = used_of(found, subject, request.user)
    by = speaker_of(found.settlement.offer, chosen.run.on)
    words = wording_of(found, used=used, withheld=found.withheld(subject), speaker=by)
    reasons = shown_reasons(row.answer.reasons, words)
    name = called_on([subject], chosen.run.on)[subject].name
    gives = found.settlement.offer.programme.gives
    return {
        "run": chosen.run,
        "entity_id": subject,
        "name": name,
        "title": title_of_row(chosen),
        "standing": row.standing.value,
        "word": standing_word(row.standing),
        "finding": finding(name, title_of_row(chosen), row, reasons),
        "reasons": reasons,
        "amount": amount_of(row),
        "amount_rule": gives.rule or "",
        "amount_note": note_of(row),
        "gives": given_by(found.settlement.offer.programme, by),
        "programme_url": programme_url(chosen),
        "others": [_other(each, subject) for each in rows if each != chosen],
    }


def programme_url(row: RunProgramme) -> str:
    """The programme's page; for a preview, its results within the run."""
    if row.adoption is None:
        return f"{reverse('match', args=[row.run_id])}?programme={row.position}"
    return reverse("programme", args=[row.adoption.pk, row.part])


def _other(row: RunProgramme, subject: int) -> OtherAnswer:
    found = Results(row)
    standing = standing_of(found, subject)
    return OtherAnswer(
        title_of_row(row),
        answer_address(found, subject),
        standing.value,
        standing_word(standing),
    )


def standing_of(found: Results, subject: int) -> Standing:
    """By the file of the run, without its reasons."""
    for told in found.frame.filter(found.frame["subject"] == subject).to_dicts():
        return Standing(told["standing"])
    return Standing.OUT


def finding(name: str, title: str, row: ResultRow, reasons: Sequence[ShownReason]) -> str:
    """恒川电子：工业技术改造补助差 120 万元."""
    told = {"name": name, "title": title, "amount": amount_of(row)}
    if row.standing is Standing.ELIGIBLE:
        if row.given:
            return _("%(name)s qualifies for %(title)s: %(amount)s") % told
        return _("%(name)s qualifies for %(title)s") % told
    if row.standing is Standing.UNKNOWN:
        return _("%(name)s under %(title)s: figures are missing") % told
    gap = next((reason.gap for reason in reasons if reason.gap), "")
    if row.standing is Standing.NEAR and gap:
        return _("%(name)s under %(title)s: %(gap)s") % {**told, "gap": gap}
    if row.standing is Standing.NEAR:
        return _("%(name)s misses one condition of %(title)s") % told
    return _("%(name)s does not qualify for %(title)s") % told
