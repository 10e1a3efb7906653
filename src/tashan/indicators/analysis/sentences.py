"""Sentences about the rows of a month, made by rule; every figure in them knows its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tashan.indicators.analysis import chinese
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.monthly import Analysis
from tashan.indicators.analysis.rows import Absence, Beside, Row
from tashan.indicators.analysis.seasons import Watched
from tashan.indicators.analysis.series import Cell
from tashan.indicators.analysis.wholes import Method, Share, Whole
from tashan.indicators.growth import HUNDRED
from tashan.indicators.models import Holder

HOLDERS = {
    Holder.STATISTICS: "统计部门",
    Holder.OFFICE: "责任部门",
    Holder.STATED: "有关报告",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Words, and the figure that they tell: the id of its observation."""

    text: str
    figure: int | None = None


Sentence = tuple[Span, ...]


def plain(sentence: Sentence) -> str:
    return "".join(span.text for span in sentence)


def told(analysis: Analysis, row: Row, *, names_period: bool = True) -> Sentence:
    """The line of one indicator: amount, growth, change, average, rank, target."""
    if row.end is None or row.period is None:
        return absent(row, year=analysis.sheet.year)
    year = analysis.sheet.year
    opening = f"{chinese.period(row.period, year=year)}，" if names_period else ""
    clauses = [_figure(row), *_movements(row, year=year), *_places(analysis, row)]
    done = analysis.done.get(row.code)
    if done is not None:
        elapsed = Decimal(row.end.month) / 12 * HUNDRED
        clauses.append((Span(chinese.progress(done, elapsed)),))
    return _joined([clause for clause in clauses if clause], opening=opening)


def _figure(row: Row) -> Sentence:
    name = row.of.title.zh
    if row.level is not None:
        return (Span(name), Span(chinese.amount(row.level.value, row.of), row.level.id))
    return (Span(name), *_growth(row))


def _growth(row: Row) -> Sentence:
    if row.rate.value is None:
        return ()
    words = chinese.growth(row.rate.value)
    return (Span(words, row.published.id if row.published else None),)


def _movements(row: Row, *, year: int) -> Iterator[Sentence]:
    if row.level is not None and row.rate.value is not None:
        if not row.has_same_prices:
            yield (Span("按不变价格计算"),)
        yield _growth(row)
    if row.rate.value is not None and row.rate_before.value is not None:
        assert row.period_before is not None
        since = chinese.period(row.period_before, year=year)
        yield (Span(chinese.change(row.rate.value, row.rate_before.value, since=since)),)
    if row.two_years.value is not None:
        yield (Span(chinese.two_years(row.two_years.value)),)
    if row.on_year.value is not None:
        yield (Span(chinese.moved_on_year(row.on_year.value)),)
    if row.since_new_year.value is not None:
        yield (Span(chinese.since_new_year(row.since_new_year.value, row.of)),)


def _places(analysis: Analysis, row: Row) -> Iterator[Sentence]:
    standing, count = analysis.standing(row), len(analysis.peers) + 1
    told = [
        (what, chinese.place_in_order(rank, row.of, among=analysis.among, places=count))
        for what, rank in (("总量", standing.level), ("增速", standing.growth))
        if rank is not None
    ]
    if len(told) == 2 and told[0][1].group and told[0][1].group == told[1][1].group:
        (_, level), (_, growth) = told
        yield (Span(f"总量和增速{level.group}分别{level.place}和{growth.place}"),)
        return
    for what, place in told:
        yield (Span(f"{'' if row.is_rate else what}{place.group}{place.place}"),)


def _joined(clauses: list[Sentence], *, opening: str = "") -> Sentence:
    spans: list[Span] = [Span(opening)] if opening else []
    for number, clause in enumerate(clauses):
        if number:
            spans.append(Span("，"))
        spans.extend(clause)
    return (*spans, Span("。"))


def beside(row: Row, line: Beside) -> Sentence:
    """What another office counted for the same period; it is said that it is not mixed in."""
    holder = HOLDERS[Holder(line.holder)]
    scope = f"（{line.scope}）" if line.scope else ""
    spans = [Span(f"另据{holder}数据{scope}，同期{row.of.title.zh}")]
    if line.level is not None:
        spans.append(Span(chinese.amount(line.level.value, row.of), line.level.id))
    if line.growth is not None:
        spans.append(Span("，" if line.level else ""))
        spans.append(Span(chinese.growth(line.growth.value), line.growth.id))
    return (*spans, Span("，口径不同，不作合并。"))


def absent(row: Row, *, year: int) -> Sentence:
    """Why the figure that was expected is not there, and what stands in the table instead."""
    assert row.missing is not None
    expected = chinese.period(row.missing.period, year=year)
    due = _month(row.missing.due, year=year)
    if row.missing.absence is Absence.NOT_YET:
        words = f"{row.of.title.zh}{expected}数据尚未发布，预计{due}发布"
    else:
        words = f"{row.of.title.zh}{expected}数据未报送，应于{due}发布"
    if row.period is not None:
        words += f"，文中为{chinese.period(row.period, year=year)}数据"
    return (Span(f"{words}。"),)


def contributed(whole: Whole) -> Sentence:
    """What each part did for the total: its share in the change and its pull in points."""
    name = whole.row.of.title.zh
    known = [s for s in whole.shares if s.worked.share.is_known and s.worked.pull.is_known]
    unknown = [s.row.of.title.zh for s in whole.shares if s not in known]
    head = f"对{name}下降的影响中，" if whole.fell else f"对{name}增长的贡献中，"
    parts = "；".join(_contribution(share, whole) for share in known)
    notes = ["按上年同期比重和不变价增速推算"] if whole.method is Method.WEIGHTED else []
    notes += [f"{chinese.listed(unknown)}缺数，未计"] if unknown else []
    tail = f"（{'；'.join(notes)}）" if notes else ""
    return (Span(f"{head}{parts}{tail}。"),)


def _contribution(share: Share, whole: Whole) -> str:
    ratio, pull = share.worked.share.value, share.worked.pull.value
    assert ratio is not None
    assert pull is not None
    word = "占降幅的" if whole.fell else "贡献率"
    way = "拉动" if pull >= 0 else "下拉"
    return f"{share.row.of.title.zh}{word}{chinese.percent(ratio)}、{way}{chinese.points(pull)}"


def anomaly(analysis: Analysis, row: Row) -> Sentence:
    """A figure out of the ordinary for its season, with what was expected and the usual band."""
    season = analysis.seasons[row.code]
    last, of = season.last, row.of
    assert last.value is not None
    assert last.expected is not None
    assert row.end is not None
    what = watched_words(season.watched, row.end, joint=last.periods == 11)
    shown = _watched(last.value, row, season.watched)
    way = "高于" if last.value > last.expected else "低于"
    spans = [Span(f"{of.title.zh}{what}"), Span(shown, row.figure.id if row.figure else None)]
    spans.append(Span(f"，{way}季节预期{_watched(last.expected, row, season.watched)}"))
    if last.low is not None and last.high is not None:
        low, high = (_watched(end, row, season.watched) for end in (last.low, last.high))
        spans.append(Span(f"（正常区间{low}至{high}）"))
    return (*spans, Span("，建议核实。"))


def watched_words(watched: Watched, end: End, *, joint: bool) -> str:
    """Of which figure the season was looked at: 9月当月, 1—2月, 9月末, 累计增速."""
    if watched is Watched.GROWTH:
        return "累计增速"
    if watched is Watched.LEVELS:
        return f"{end.month}月末"
    return "1—2月" if joint and end.month == 2 else f"{end.month}月当月"


def _watched(value: Decimal, row: Row, watched: Watched) -> str:
    if watched is Watched.GROWTH:
        return f"{chinese.number(value, 1)}%"
    return chinese.amount(value, row.of)


def mismatch(row: Row) -> Sentence:
    """A published rate that its own levels do not bear out; the published one counts."""
    check, level = row.check, row.level
    assert check is not None
    assert check.recomputed.value is not None
    assert check.difference.value is not None
    assert row.published is not None
    return (
        Span(f"{row.of.title.zh}公布增速"),
        Span(chinese.percent(check.published), row.published.id),
        Span("，由总量推算为"),
        Span(f"{chinese.number(check.recomputed.value, 2)}%", level.id if level else None),
        Span(f"，相差{chinese.number(abs(check.difference.value), 2)}个百分点，"),
        Span("以公布数为准，建议核实。"),
    )


def fell(row: Row) -> Sentence:
    """A run since January below that of an earlier month, which no flow can be."""
    fall, level = row.fall, row.level
    assert fall is not None
    assert level is not None
    return (
        Span(f"{row.of.title.zh}1—{fall.month}月累计"),
        Span(chinese.amount(fall.value, row.of), level.id),
        Span(f"，低于1—{fall.earlier_month}月累计{chinese.amount(fall.earlier_value, row.of)}，"),
        Span("累计数不应减少，建议核实。"),
    )


def _month(end: End, *, year: int) -> str:
    return f"{end.month}月" if end.year == year else f"{end.year}年{end.month}月"


def figures_of(row: Row) -> list[Cell]:
    """The figures that a row shows."""
    return [cell for cell in (row.level, row.published) if cell is not None]
