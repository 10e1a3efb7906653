"""A benchmark to take away: as a workbook with every source, and as an official document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.errors import UserError
from tashan.indicators import benchmark_words as words
from tashan.indicators.benchmark import Benchmark
from tashan.indicators.benchmark_gaps import GapWords, gap_words, sentence_of
from tashan.indicators.derived import rounded
from tashan.indicators.handouts import DOCX, XLSX, Handout
from tashan.indicators.lines import Line
from tashan.indicators.models import Observation
from tashan.mechanisms.library import library
from tashan.papers import gongwen, sheets
from tashan.record.events import append
from tashan.record.models import User

MEDIA_TYPES = {"xlsx": XLSX, "docx": DOCX}


@transaction.atomic
def hand_out(found: Benchmark, form: str, *, actor: User, at: datetime) -> Handout:
    """The benchmark as ``xlsx`` or ``docx``; that it went out is an event of the place's stream."""
    if form not in MEDIA_TYPES:
        raise UserError(_("There is no export as %s.") % form, hint=_("Choose xlsx or docx."))
    rows, on = [gap_words(found, line) for line in found.lines], timezone.localdate(at)
    evidence = evidence_of(found)
    write = to_xlsx if form == "xlsx" else to_docx
    data = write(found, rows, evidence, officer=actor, on=on)
    payload = {
        "form": form,
        "indicators": [str(line.choice) for line in found.lines],
        "peers": [peer.pk for peer in found.peers],
        "period": str(found.span.period),
        "figures": found.figures,
        "sha256": sha256(data).hexdigest(),
    }
    append(found.stream, "benchmark.exported", payload, actor=actor, at=at)
    name = f"{found.ours.name}{_(' benchmark ')}{words.span_words(found)}.{form}"
    return Handout(name, MEDIA_TYPES[form], data)


def evidence_of(found: Benchmark) -> dict[int, Observation]:
    """Every observation behind the figures of the period and the earlier one."""
    wanted = {pk for line in found.lines for row in line.rows for figure in (row.last, row.first)
              if figure for pk in figure.observations}  # fmt: skip
    rows = Observation.objects.select_related("source", "indicator").in_bulk(list(wanted))
    return dict(sorted(rows.items()))


def to_xlsx(
    found: Benchmark,
    rows: Sequence[GapWords],
    evidence: Mapping[int, Observation],
    *,
    officer: User,
    on: date,
) -> bytes:
    """Two sheets: the gaps, and the figures with where each is from."""
    footer = sheets.signed_by(officer=f"{officer.office} {officer}".strip(), on=on)
    gaps = sheets.Sheet(
        title=_("Gaps of %s") % found.ours.name,
        columns=_gap_columns(found),
        rows=[_gap_cells(line, row) for line, row in zip(found.lines, rows, strict=True)],
        footer=footer,
    )
    figures = sheets.Sheet(
        title=_("Figures and sources"),
        columns=_figure_columns(),
        rows=list(_figure_cells(found, evidence)),
        footer=footer,
    )
    return sheets.workbook([gaps, figures])


def _gap_columns(found: Benchmark) -> list[sheets.Column]:
    reference = found.reference.name if found.reference else _("Reference")
    labels = [
        (_("Indicator"), 28),
        (_("Unit"), 10),
        (_("Whose figures"), 14),
        (found.ours.name, 12),
        (reference, 12),
        (_("Gap"), 12),
        (_("Ratio"), 8),
        (_("Rank"), 8),
        (pgettext("benchmark", "Of"), 6),
        (_("Median"), 12),
        (_("%s, a year") % found.ours.name, 14),
        (_("%s, a year") % reference, 14),
        (_("Years to catch up"), 12),
        (_("Outlook"), 34),
        (_("Why not comparable"), 50),
    ]
    return [sheets.Column(label, width) for label, width in labels]


def _gap_cells(line: Line, row: GapWords) -> list[object]:
    theirs, standing = line.theirs, line.rank_of(line.ours.place)
    more = line.definition.decimals
    return [
        row.name,
        row.unit,
        row.holder,
        rounded(line.ours.last.value, more) if line.ours.last else row.ours,
        rounded(theirs.last.value, more) if theirs and theirs.last else row.theirs,
        line.gap.rounded(more),
        line.ratio.rounded(2),
        standing.rank if standing else None,
        row.of,
        rounded(line.spread.median, more) if line.spread else None,
        row.pace,
        row.their_pace,
        line.catch_up.years.rounded(1),
        f"{row.outlook.head} {row.outlook.more}".strip(),
        row.why_not,
    ]


def _figure_columns() -> list[sheets.Column]:
    labels = [
        (pgettext("benchmark", "No."), 8),
        (_("Used for"), 28),
        (_("Place"), 14),
        (pgettext("benchmark", "Code"), 24),
        (pgettext("benchmark", "From"), 12),
        (pgettext("benchmark", "To"), 12),
        (_("Value"), 14),
        (_("Unit"), 10),
        (_("Whose figures"), 14),
        (pgettext("benchmark", "Scope"), 16),
        (_("Vintage"), 10),
        (_("Exactness"), 10),
        (_("Source"), 36),
        (_("Publisher"), 24),
        (_("Published on"), 12),
        (pgettext("benchmark", "Address"), 36),
        (pgettext("benchmark", "Row"), 8),
    ]
    return [sheets.Column(label, width) for label, width in labels]


def _figure_cells(found: Benchmark, evidence: Mapping[int, Observation]) -> Iterable[list[object]]:
    for line in found.lines:
        for row in line.rows:
            for figure in (row.last, row.first):
                for pk in figure.observations if figure else ():
                    yield _source_cells(found, line, row.place, evidence[pk])


def _source_cells(found: Benchmark, line: Line, place: int, seen: Observation) -> list[object]:
    source = seen.source
    unit = line.unit if seen.indicator.code == line.choice.code else ""
    return [
        seen.pk, words.name_of(line), found.name_of(place), seen.indicator.code, seen.first,
        seen.last, seen.value.normalize(), unit or _unit_of(seen), seen.get_holder_display(),
        seen.scope, seen.get_vintage_display(), seen.approximate, source.title, source.publisher,
        source.published_on, source.address, seen.row,
    ]  # fmt: skip


def _unit_of(seen: Observation) -> str:
    definition = library().indicators.get(seen.indicator.code)
    return definition.unit if definition else ""


def to_docx(
    found: Benchmark,
    rows: Sequence[GapWords],
    evidence: Mapping[int, Observation],
    *,
    officer: User,
    on: date,
) -> bytes:
    """The official layout: the findings in sentences, the table, the peers, the sources."""
    blocks: list[gongwen.Block] = [
        gongwen.Paragraph(_opening(found)),
        gongwen.Heading(1, _("1. The gaps")),
        *(gongwen.Paragraph(sentence_of(found, row, line))
          for row, line in zip(rows, found.lines, strict=True)),
        gongwen.Heading(1, _("2. Table of gaps")),
        _table(found, rows),
        gongwen.Heading(1, _("3. Whom we stand beside")),
        gongwen.Paragraph(_company(found)),
        gongwen.Heading(1, _("4. Sources")),
        *(gongwen.Paragraph(text) for text in _sources(evidence)),
    ]  # fmt: skip
    title = _("%(place)s: %(heading)s") % {
        "place": found.ours.name, "heading": words.heading(found)}  # fmt: skip
    issued_by = officer.office or str(officer)
    return gongwen.render(gongwen.Paper(title, blocks, issued_by=issued_by, dated=on))


def _opening(found: Benchmark) -> str:
    return _("%(counts)s. Growth is the yearly average; of rates it is points a year.") % {
        "counts": words.counts(found)}  # fmt: skip


def _company(found: Benchmark) -> str:
    names = _(", ").join(peer.name for peer in found.peers)
    return f"{names}{pgettext('benchmark', '. ')}{words.why_these(found)}"


def _table(found: Benchmark, rows: Sequence[GapWords]) -> gongwen.Table:
    reference = found.reference.name if found.reference else _("Reference")
    heads = [_("Indicator"), found.ours.name, reference, _("Gap"), _("Rank"), _("Outlook")]
    cells = [
        [
            f"{row.name}（{row.unit}）",
            row.ours,
            row.theirs,
            _("not comparable") if row.why_not else row.gap,
            f"{row.rank}/{row.of}",
            "" if row.why_not else f"{row.outlook.head} {row.outlook.more}".strip(),
        ]
        for row in rows
    ]
    return gongwen.Table(heads, cells, widths=(3.2, 1.4, 1.4, 1.4, 1, 2.6))


def _sources(evidence: Mapping[int, Observation]) -> Iterable[str]:
    """Each source once, with how many figures are from it."""
    counts: dict[int, int] = {}
    for seen in evidence.values():
        counts[seen.source_id] = counts.get(seen.source_id, 0) + 1
    told: set[int] = set()
    for seen in evidence.values():
        if seen.source_id in told:
            continue
        told.add(seen.source_id)
        source = seen.source
        published = str(source.published_on) if source.published_on else ""
        parts = [source.title, source.publisher, published, source.address]
        more = _("%s figures") % counts[seen.source_id]
        yield _("%(number)s. %(source)s (%(more)s)") % {
            "number": len(told), "source": _(", ").join(p for p in parts if p), "more": more,
        }  # fmt: skip
