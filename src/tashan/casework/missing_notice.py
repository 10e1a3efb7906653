"""The one-time notice of missing materials (一次性告知书): all that is missing, told at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from tashan.casework.proposals import Needed, Proposal
from tashan.papers import gongwen
from tashan.papers.gongwen import Block, Heading, Paragraph, Table


def missing_notice(
    proposal: Proposal, *, name: str, applicant: str, given: Collection[str], issued_by: str,
    on: date,
) -> bytes:  # fmt: skip
    """The notice as .docx, in Chinese. ``given`` are the codes of what was handed in already."""
    with translation.override("zh-hans"):
        missing = [one for one in proposal.to_hand_in if one.code not in given]
        paper = gongwen.Paper(
            _("Notice of what is missing"),
            [*_opening(proposal, name, applicant), *_lists(proposal, missing)],
            issued_by=issued_by,
            dated=on,
        )
        return gongwen.render(paper)


def _opening(proposal: Proposal, name: str, applicant: str) -> list[Block]:
    words = {"name": name, "procedure": proposal.settled.title.zh}
    return [
        Paragraph(f"{applicant or name}："),
        Paragraph(
            _("For “%(name)s” under “%(procedure)s” the following is needed; this is everything,"
              " told at once.")
            % words
        ),
    ]  # fmt: skip


def _lists(proposal: Proposal, missing: list[Needed]) -> list[Block]:
    at_once = [one for one in missing if one.is_at_once]
    later = [one for one in missing if not one.is_at_once]
    blocks: list[Block] = []
    for heading, these in (
        (_("1. Missing now"), at_once),
        (_("2. Needed later, by the matters named"), later),
    ):
        blocks.append(Heading(1, heading))
        blocks.append(_table(proposal, these) if these else Paragraph(_("Nothing is missing.")))
    blocks.append(
        Paragraph(_("What an office has given itself is taken from there; nobody hands it in."))
    )
    return blocks


def _table(proposal: Proposal, these: list[Needed]) -> Table:
    rows = []
    for number, one in enumerate(these, start=1):
        steps = "、".join(proposal.steps[code].step.title.zh for code in one.needed_by)
        rows.append((number, one.title.zh, one.form, steps, _("yes") if one.may_follow else ""))
    heads = (_("No."), _("Material"), _("Form"), _("For"), _("May follow"))
    return Table(heads, rows)
