"""The certificate of an honour as a document."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.indicators.handouts import DOCX, Handout
from tashan.papers.gongwen import Paper, Paragraph, render
from tashan.programmes.models import Nomination
from tashan.programmes.nomination_models import NominationState
from tashan.programmes.nominations.opening import honour_of
from tashan.registry.home import home
from tashan.registry.naming import name_on


def certificate(row: Nomination) -> Handout:
    """A .docx that says who was honoured as what, from when until when.

    Raises UserError for a nomination that was not honoured.
    """
    made = row.round
    if row.state != NominationState.HONOURED or made.published_on is None:
        raise UserError(
            _("There is a certificate for who was honoured only."),
            hint=_("Publish the result first."),
        )
    on = made.published_on
    name = row.person or (name_on(row.entity, on) if row.entity else "")
    title = honour_of(made).gives.label or made.title
    paper = Paper(
        title="荣誉证书",
        blocks=[
            Paragraph(f"{name}："),
            Paragraph(f"经评选并公示无异议，授予你（单位）{made.year}年度“{title}”称号。"),
            Paragraph(f"{_term(row, on)}证书编号：{made.pk}-{row.pk}。"),
        ],
        issued_by=name_on(home(), on),
        dated=on,
    )
    return Handout(f"{name}-荣誉证书.docx", DOCX, render(paper))


def _term(row: Nomination, on: date) -> str:
    months = honour_of(row.round).gives.term_months
    if not months:
        return ""
    return f"有效期自{on.isoformat()}起至{add_months(on, months).isoformat()}（不含）。"
