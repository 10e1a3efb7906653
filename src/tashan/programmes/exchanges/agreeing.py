"""The agreement of an exchange as .docx: what the household has, what it gets, each reckoning."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.handouts import DOCX, Handout
from tashan.ledger.reckoning import yuan
from tashan.mechanisms.options import Options
from tashan.papers.gongwen import Block, Heading, Paper, Paragraph, Table, date_line, render
from tashan.programmes.exchange_models import Exchange
from tashan.programmes.exchanges.terms import terms_as_chosen


def agreement(row: Exchange, name: str) -> Handout:
    """The paper of a choice; ``name`` is the household's, as who prints it may see it.

    Raises UserError where nothing is chosen.
    """
    if not row.option:
        raise UserError(
            _("Nothing is chosen: there is nothing to sign."), hint=_("Record the choice first.")
        )
    part = terms_as_chosen(row).part
    title = part.agreement.title.zh if part.agreement else f"{part.title.zh}协议"
    paper = Paper(title, _blocks(row, part, name), "", row.signed_on)
    return Handout(f"{title}{row.pk}.docx", DOCX, render(paper))


def _blocks(row: Exchange, part: Options, name: str) -> list[Block]:
    option, parties = part.options[row.option], part.agreement.parties if part.agreement else ()
    unit = {code: asked.unit or "" for code, asked in part.asks.items()}
    said = [
        [asked.title.zh, f"{row.stated[code]}{unit[code]}"] for code, asked in part.asks.items()
    ]
    amounts = [[s["title"]["zh"], s["formula"], yuan(s["fen"])] for s in row.reckoning]
    gets = "；".join(one.zh for one in option.gets) or option.title.zh
    return [
        Paragraph(f"编号：{row.agreement or '（待编）'}"),
        *(Paragraph(f"{one.zh}：{name if n else ''}") for n, one in enumerate(parties)),
        Heading(1, "一、现有情况"),
        Paragraph(f"依据{row.survey}（{date_line(row.surveyed_on)}）。"),
        Table(("项目", "数量"), said, (3, 2)),
        Heading(1, "二、自愿选择"),
        Paragraph(f"农户自愿选择：{option.title.zh}（{gets}）。依据：{row.choice}。"),
        Heading(1, "三、金额计算"),
        Table(("项目", "计算", "金额（元）"), amounts, (3, 4, 3)),
        Paragraph(_balance(row.balance or 0)),
        Heading(1, "四、反悔"),
        Paragraph(f"{_until(row)}以前农户可以书面反悔，不说明理由，不承担费用。"),
        *_carried_out(row),
        Paragraph("双方签字（盖章）："),
    ]


def _carried_out(row: Exchange) -> list[Block]:
    """By when it is paid and handed over, where the file says so."""
    said = [
        f"{date_line(day)}以前{what}"
        for day, what in (
            (row.pay_by if row.balance else None, "付清"),
            (row.hand_over_by, "腾退并交付"),
        )
        if day is not None
    ]
    return [Heading(1, "五、履行"), Paragraph("；".join(said) + "。")] if said else []


def _balance(fen: int) -> str:
    if fen > 0:
        return f"应付农户{yuan(fen)}元。"
    return f"农户应付{yuan(-fen)}元。" if fen < 0 else "双方互不付款。"


def _until(row: Exchange) -> str:
    return date_line(row.take_back_until) if row.take_back_until else ""
