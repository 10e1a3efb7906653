"""What conditions say and columns hold, in words, and which office knows them."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.indicators.snapshots.keys import ASKED, CREDIT, EXTRA, LABELS, FigureKey, marked
from tashan.mechanisms.fields import Basis, Text
from tashan.mechanisms.library import library
from tashan.mechanisms.rules.vocabulary import field_of_register, fields_of
from tashan.programmes.binding import BENEFICIARIES, Settlement

_APPLICANT = Text(zh="申请企业", en="The applicant")
_HERE = Text(zh="本单位", en="This office")
_NO_OFFICE = Text(zh="主管部门", en="The office in charge")


def _same(words: str) -> Text:
    return Text(zh=words, en=words)


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """One condition of a programme: its words, its rule as the file has it, and its basis."""

    code: str
    says: Text
    rule: str
    is_exclusion: bool
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What a column holds; ``days`` are those of a figure; ``holder`` is the office that knows."""

    key: str
    title: Text
    holder: Text
    days: FigureKey | None = None


def condition_words(one: Settlement) -> dict[str, ConditionWords]:
    """By code, in the order of the reasons."""
    programme = one.offer.programme
    found: dict[str, ConditionWords] = {}
    bound = one.programme
    for conditions, given, is_out in (
        (bound.eligible, programme.eligible, False),
        (bound.excluded, programme.excluded, True),
    ):
        for rule, condition in zip(conditions, given, strict=False):
            says = condition.says
            text = says if isinstance(says, Text) else _same(says)
            basis = tuple(condition.basis)
            found[rule.code] = ConditionWords(rule.code, text, rule.text, is_out, basis)
    if programme.beneficiaries is not None:
        tree = programme.beneficiaries
        says = Text(
            zh=f"在适用地域（{tree}）内", en=f"Within the territory that it is for ({tree})"
        )
        found[BENEFICIARIES] = ConditionWords(BENEFICIARIES, says, f"place in '{tree}'", False)
    return found


def column_words(key: str, one: Settlement) -> ColumnWords:
    """Of any column that a rule asks for."""
    figure = FigureKey.parse(key)
    if figure is not None:
        found = library().indicators[figure.code]
        return ColumnWords(key, found.title, found.held_by or _NO_OFFICE, figure)
    prefix, rest = marked(key)
    programme = one.offer.programme
    if prefix == ASKED:
        return ColumnWords(key, programme.asks[rest].title, _APPLICANT)
    if prefix == EXTRA:
        register, _dot, name = rest.partition(".")
        field = field_of_register(register, name, library().registers[register].fields[name])
        return ColumnWords(key, field.title, field.holder)
    if prefix in (LABELS, CREDIT):
        field = fields_of(programme.subject)[prefix]
        return ColumnWords(key, Text(zh=f"{field.title.zh}：{rest}", en=rest), field.holder)
    if prefix == "parameter":
        return ColumnWords(key, one.offer.origin.parameters[rest].title or _same(rest), _HERE)
    known = fields_of(programme.subject).get(key)
    return ColumnWords(key, known.title if known else _same(key), known.holder if known else _HERE)
