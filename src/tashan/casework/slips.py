"""The dated slips that an applicant is given for a move, as .docx in the layout of documents.

What they say follows from the event and the rows of its matter; they are in Chinese, whatever the
tongue of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from tashan.base.errors import UserError
from tashan.casework.models import Case, Material, Matter
from tashan.casework.states import State
from tashan.papers import gongwen
from tashan.papers.gongwen import Block, Heading, Paragraph, date_line
from tashan.record.models import Event
from tashan.registry.naming import names_on


@dataclass(frozen=True, slots=True)
class Slip:
    """A file to take away."""

    name: str
    data: bytes
    media_type: str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a slip is written from."""

    case: Case
    matter: Matter
    event: Event
    names: Mapping[int, str]

    @property
    def says(self) -> str:
        return str(self.event.payload.get("says", ""))

    @property
    def title(self) -> str:
        title: str = self.matter.title.get("zh") or self.matter.code
        return title

    @property
    def addressee(self) -> str:
        pk = self.case.applicant_id or self.case.subject_id
        return self.names.get(pk, self.case.title)


def _opening(told: _Told) -> list[Block]:
    about = _("%(title)s for “%(case)s” (number %(number)s%(code)s)") % {
        "title": told.title,
        "case": told.case.title,
        "number": told.case.number,
        "code": _(", project code %s") % told.case.project_code if told.case.project_code else "",
    }
    received = told.matter.received_on
    if received is None:
        return [Paragraph(f"{told.addressee}："), Paragraph(about)]
    words = _("What you handed in on %(on)s for %(about)s has been looked at.")
    return [
        Paragraph(f"{told.addressee}："),
        Paragraph(words % {"on": date_line(received), "about": about}),
    ]


def _accepted(told: _Told) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(
            _("It is complete and in legal form, and is accepted under article 32 of the"
              " Administrative License Law.")
        )
    ]  # fmt: skip
    for kind, day in (
        (pgettext("slip", "promised"), told.matter.promised_on),
        (pgettext("slip", "by statute"), told.matter.statutory_on),
    ):
        if day is not None:
            words = _("Last day for the decision, %(kind)s: %(on)s.")
            blocks.append(Paragraph(words % {"kind": kind, "on": date_line(day)}))
    blocks.append(
        Paragraph(_("Days that the law does not count are told to you in writing beforehand."))
    )
    return blocks


def _supplement(told: _Told) -> list[Block]:
    codes = list(told.event.payload.get("materials", ()))
    rows = Material.objects.filter(case=told.case, code__in=codes)
    titles = {row.code: row.title.get("zh") or row.code for row in rows}
    listed = [f"{n}. {titles.get(code, code)}" for n, code in enumerate(codes, start=1)]
    return [
        Paragraph(_("The following must be supplemented; this is everything, told at once:")),
        *(Paragraph(line) for line in listed),
        Paragraph(told.says),
        Paragraph(_("The clock stands still until it has come in and runs on from then.")),
    ]


def _refused(told: _Told) -> list[Block]:
    return [
        Paragraph(_("It is not accepted, for this reason:")),
        Paragraph(told.says),
        Paragraph(_remedy()),
    ]


def _not_ours(told: _Told) -> list[Block]:
    return [
        Paragraph(_("It needs no permission, or not that of this office, for this reason:")),
        Paragraph(told.says),
    ]


def _special(told: _Told) -> list[Block]:
    payload = told.event.payload
    blocks: list[Block] = [
        Paragraph(_("A special procedure begins, whose days are not counted:")),
        Paragraph(told.says),
        Paragraph(_("It needs %s days, as far as can be said now.") % payload.get("days", "—")),
    ]
    if payload.get("basis"):
        blocks.append(Paragraph(_("Legal basis: %s.") % payload["basis"]))
    return blocks


def _extended(told: _Told) -> list[Block]:
    payload = told.event.payload
    units = {
        "working": pgettext("unit", "working days"),
        "calendar": pgettext("unit", "calendar days"),
        "month": pgettext("unit", "months"),
    }
    words = _("The head of the office approved that the limit is extended by %(n)s %(unit)s.")
    given = {"n": payload.get("n"), "unit": units.get(str(payload.get("unit")), "")}
    return [Paragraph(words % given), Heading(1, _("1. The reason")), Paragraph(told.says)]


def _denied(told: _Told) -> list[Block]:
    reason = told.event.payload.get("conclusion") or told.says
    return [
        Paragraph(_("It is decided not to grant it, for this reason:")),
        Paragraph(str(reason)),
        Paragraph(_remedy()),
    ]


def _remedy() -> str:
    return _(
        "Whoever disagrees may apply for administrative reconsideration within sixty days of"
        " receiving this, or bring the matter before a people's court within six months."
    )


Writing = Callable[[_Told], list[Block]]
_SLIPS: Mapping[str, tuple[str | Promise, Writing]] = {
    "matter.accept": (pgettext_lazy("slip", "Notice of acceptance"), _accepted),
    "matter.ask_supplement": (
        pgettext_lazy("slip", "Notice of a supplement"),
        _supplement,
    ),
    "matter.refuse": (pgettext_lazy("slip", "Notice of non-acceptance"), _refused),
    "matter.not_ours": (
        pgettext_lazy("slip", "Notice of no competence"),
        _not_ours,
    ),
    "matter.begin_special": (pgettext_lazy("slip", "Notice of a special procedure"), _special),
    "matter.extend": (pgettext_lazy("slip", "Notice of an extension"), _extended),
    "matter.decide": (pgettext_lazy("slip", "Decision not to grant a permission"), _denied),
}


def has_slip(event: Event) -> bool:
    """Whether the move gives the applicant a slip; of decisions those that deny."""
    if event.kind == "matter.decide":
        return bool(event.payload.get("to") == State.NOT_PASSED)
    return event.kind in _SLIPS


def slip(case: Case, event: Event) -> Slip:
    """The slip of one event of the case. Raises UserError where it gives none."""
    if event.stream != case.stream or not has_slip(event):
        raise UserError(_("This event gives no slip."), hint=_("Choose another event."))
    matter = case.matters.get(code=event.payload["matter"])
    seal = matter.seal_id or matter.office_id
    names = names_on([case.applicant_id, case.subject_id, seal], event.occurred_on)
    told = _Told(case, matter, event, names)
    heading, writing = _SLIPS[event.kind]
    with translation.override("zh-hans"):
        title = str(heading)
        paper = gongwen.Paper(
            title, [*_opening(told), *writing(told)], issued_by=names.get(seal or 0, ""),
            dated=event.occurred_on,
        )  # fmt: skip
        return Slip(f"{title} {case.number} {told.title}.docx", gongwen.render(paper))
