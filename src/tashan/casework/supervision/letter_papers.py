"""A letter as .docx in the layout of official documents; in Chinese, whatever the page speaks."""

from __future__ import annotations

from django.conf import settings

from tashan.casework.supervision_models import SupervisionLetter
from tashan.papers import gongwen
from tashan.papers.gongwen import Block, Heading, Paragraph, Table, date_line
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import name_on


def paper_of(letter: SupervisionLetter) -> bytes:
    """The letter with its number, its causes, what is demanded and the day of the answer."""
    assert letter.issued_on is not None
    assert letter.answer_by is not None
    office = name_on(letter.office, letter.issued_on)
    title: str = letter.title["zh"]
    rows = [
        [n, one.title, one.due_on.isoformat() if one.due_on else "—", one.late]
        for n, one in enumerate(letter.causes.all(), start=1)
    ]
    blocks: list[Block] = [
        Paragraph(f"{title}〔{letter.year}〕{letter.number}号"),
        Paragraph(f"{office}："),
        Paragraph(f"经对照期限核查，你单位下列 {len(rows)} 项事项已经逾期，现予{title}。"),
        Heading(1, "一、逾期事项"),
        Table(("序号", "事项", "应办结日期", "逾期工作日"), rows, (1, 6, 2.2, 1.8)),
        Heading(1, "二、要求"),
        Paragraph(letter.demands["zh"]),
        Heading(1, "三、答复期限"),
        Paragraph(
            f"请于{date_line(letter.answer_by)}前书面答复。逾期未答复的，按督办规则升级处理。"
        ),
    ]
    paper = gongwen.Paper(f"关于逾期事项的{title}", blocks, issuer(), letter.issued_on)
    return gongwen.render(paper)


def issuer() -> str:
    """Under the text: who supervises in our place."""
    place = Entity.objects.filter(kind=Kind.PLACE, code=settings.PLACE).first()
    held = place.names.order_by("-since").first() if place else None
    return f"{held.name if held else ''}督查室"
