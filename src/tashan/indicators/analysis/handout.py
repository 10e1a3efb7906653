"""The briefing as an official document and as a workbook; that it went out is an event."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.analysis import chinese
from tashan.indicators.analysis.briefing import THEMES, Briefing, Heading
from tashan.indicators.analysis.rows import Absence, Row
from tashan.indicators.analysis.sentences import HOLDERS, figures_of
from tashan.indicators.analysis.standings import Rank
from tashan.indicators.derived import rounded
from tashan.indicators.handouts import DOCX, XLSX, Handout
from tashan.indicators.models import Holder, Measure, Observation, Vintage
from tashan.papers import gongwen, sheets
from tashan.record.events import append
from tashan.record.models import Source, SourceKind, User

MEDIA_TYPES = {"docx": DOCX, "xlsx": XLSX}
VINTAGES = {
    Vintage.PRELIMINARY: "初步核算",
    Vintage.FLASH: "快报",
    Vintage.VERIFIED: "核实",
}
DASH = "—"


@transaction.atomic
def hand_out(briefing: Briefing, form: str, *, reviewer: str, actor: User, at: datetime) -> Handout:
    """The briefing as ``docx`` or ``xlsx``; recorded in the stream of the place's analyses."""
    if form not in MEDIA_TYPES:
        raise UserError(_("There is no briefing as %s.") % form, hint=_("Choose docx or xlsx."))
    if form == "docx":
        data = to_docx(briefing, issued_by=actor.office)
    else:
        data = to_xlsx(briefing, officer=str(actor), reviewer=reviewer, at=at)
    payload = {
        "month": str(briefing.analysis.sheet),
        "form": form,
        "figures": len(briefing.notes),
        "sha256": sha256(data).hexdigest(),
    }
    stream = f"analysis:{briefing.analysis.place.pk}"
    append(stream, "briefing.exported", payload, actor=actor, at=at)
    return Handout(f"{briefing.title}.{form}", MEDIA_TYPES[form], data)


def to_docx(briefing: Briefing, *, issued_by: str = "") -> bytes:
    """In the layout of GB/T 9704: the text, the table of figures, the numbered sources."""
    blocks: list[gongwen.Block] = []
    for part in briefing.parts:
        if isinstance(part, Heading):
            blocks.append(gongwen.Heading(part.level, part.text))
        else:
            text = "".join(briefing.text(sentence) for sentence in part.sentences)
            blocks.append(gongwen.Paragraph(text))
    blocks += [gongwen.Heading(1, "附表1  主要经济指标"), _table(briefing)]
    blocks += [gongwen.Heading(1, "附表2  数据来源"), _sources(briefing)]
    paper = gongwen.Paper(briefing.title, blocks, issued_by=issued_by, dated=briefing.dated)
    return gongwen.render(paper)


def _table(briefing: Briefing) -> gongwen.Table:
    columns = ("指标", "单位", "时期", "总量", "同比%", "比上期百分点", "增速位次", "来源")
    rows = [
        (
            row.of.title.zh,
            row.of.unit,
            _period(briefing, row),
            _amount(row),
            _number(row.rate.value, 1),
            _number(row.change.value, 1),
            _rank(briefing.analysis.standing(row).growth),
            _notes(briefing, row),
        )
        for row in briefing.analysis.rows
    ]
    return gongwen.Table(columns, rows, widths=(3.4, 1.4, 1.7, 1.8, 1.2, 1.4, 1.3, 1.4))


def _sources(briefing: Briefing) -> gongwen.Table:
    columns = ("序号", "指标与时期", "数值", "口径与版本", "出处")
    rows = [
        (number, *source_cells(briefing, briefing.observations[pk]))
        for pk, number in briefing.notes.items()
        if pk in briefing.observations
    ]
    return gongwen.Table(columns, rows, widths=(0.8, 3.2, 1.8, 2.0, 4.2))


def source_cells(briefing: Briefing, figure: Observation) -> tuple[str, str, str, str]:
    row = briefing.analysis.by_code[figure.indicator.code]
    end = f"{figure.first:%Y-%m}至{figure.last:%Y-%m}"
    if figure.first == figure.last:
        end = figure.last.isoformat()
    if figure.measure == Measure.GROWTH:
        value = f"{chinese.percent(figure.value)}"
    else:
        value = chinese.amount(figure.value, row.of)
    sort = "增速" if figure.measure == Measure.GROWTH else "总量"
    kind = f"{HOLDERS[Holder(figure.holder)]}，{VINTAGES[Vintage(figure.vintage)]}"
    if figure.scope:
        kind += f"，{figure.scope}"
    return f"{row.of.title.zh}{sort}，{end}", value, kind, source_text(figure.source, figure.row)


def source_text(source: Source, row: int | None) -> str:
    """Where a figure came from, in a line."""
    at = timezone.localdate(source.at)
    taken = f"{at.year}年{at.month}月{at.day}日"
    match source.kind:
        case SourceKind.FILE:
            line = f"第{row}行" if row else ""
            return f"导入文件《{source.title}》{source.place}{line}，{taken}"
        case SourceKind.DOCUMENT:
            return f"{source.publisher}《{source.title}》"
        case SourceKind.FINDING:
            return f"报告摘录《{source.title}》，{taken}采信"
        case _:
            who = str(source.actor) if source.actor else ""
            return f"{source.title}，{who}{taken}录入"


def to_xlsx(briefing: Briefing, *, officer: str, reviewer: str, at: datetime) -> bytes:
    """The rows with unit, period and source, and the sources by their numbers."""
    on = timezone.localdate(at)
    checked = f"审核人：{reviewer}    " if reviewer else "审核人：        "
    footer = f"{checked}{sheets.signed_by(officer=officer, on=on)}"
    figures = sheets.Sheet(
        briefing.title, _COLUMNS, [_cells(briefing, row) for row in briefing.analysis.rows], footer
    )
    columns = (
        sheets.Column("序号", 6), sheets.Column("指标与时期", 44), sheets.Column("数值", 18),
        sheets.Column("口径与版本", 22), sheets.Column("出处", 60),
    )  # fmt: skip
    sources = sheets.Sheet("数据来源", columns, _sources(briefing).rows, footer)
    return sheets.workbook([figures, sources])


_COLUMNS = (
    sheets.Column("领域", 14), sheets.Column("指标", 34), sheets.Column("单位", 12),
    sheets.Column("时期", 12), sheets.Column("总量", 14), sheets.Column("当月", 12),
    sheets.Column("同比增速", 12, "0.0", "%"), sheets.Column("比上期", 12, "0.0", "百分点"),
    sheets.Column("两年平均", 12, "0.0", "%"), sheets.Column("总量位次", 10),
    sheets.Column("增速位次", 10), sheets.Column("季节异常", 10), sheets.Column("说明", 40),
    sheets.Column("来源", 12),
)  # fmt: skip


def _cells(briefing: Briefing, row: Row) -> tuple[object, ...]:
    analysis = briefing.analysis
    standing = analysis.standing(row)
    return (
        THEMES[row.line.theme],
        row.of.title.zh,
        row.of.unit,
        _period(briefing, row),
        rounded(row.level.value, row.of.decimals) if row.level else None,
        rounded(row.month.value, row.of.decimals),
        rounded(row.rate.value, 1),
        rounded(row.change.value, 1),
        rounded(row.two_years.value, 1),
        _rank(standing.level),
        _rank(standing.growth),
        "异常" if row in analysis.anomalies else "",
        _remark(briefing, row),
        _notes(briefing, row),
    )


def _period(briefing: Briefing, row: Row) -> str:
    period = row.period or (row.missing.period if row.missing else None)
    return DASH if period is None else chinese.period(period, year=briefing.analysis.sheet.year)


def _amount(row: Row) -> str:
    return DASH if row.level is None else chinese.number(row.level.value, row.of.decimals)


def _number(value: Decimal | None, places: int) -> str:
    return DASH if value is None else chinese.number(value, places)


def _rank(rank: Rank | None) -> str:
    return DASH if rank is None else f"{rank.rank}/{rank.of}"


def _notes(briefing: Briefing, row: Row) -> str:
    return "、".join(str(briefing.notes[cell.id]) for cell in figures_of(row))


def _remark(briefing: Briefing, row: Row) -> str:
    if row.missing is not None:
        year = briefing.analysis.sheet.year
        expected = chinese.period(row.missing.period, year=year)
        late = row.missing.absence is Absence.NOT_YET
        return f"{expected}{'尚未发布' if late else '未报送'}"
    return "公布增速与总量推算不符" if row.is_mismatch else ""
