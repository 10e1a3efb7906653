"""Matches as plain data: for programs, for ``tashan match --format json``, and for tests."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tashan.mechanisms.fields import Basis, Text
from tashan.mechanisms.rules.answers import Answer, Detail, Reason
from tashan.programmes.binding import Settlement
from tashan.programmes.chain_terms import ChainTerms
from tashan.programmes.chains import ChainHeld
from tashan.programmes.models import AwardList, Run, RunProgramme
from tashan.programmes.offers import Offer
from tashan.programmes.prospects import Prospect
from tashan.programmes.results import ResultRow, Results
from tashan.programmes.what_if import Moved, Side, WhatIf
from tashan.programmes.words import ColumnWords, ConditionWords, column_words, condition_words

DIGITS = 20  # of a number that no decimal tells exactly, like a third


def exact(value: Fraction) -> str:
    """The decimal number, exact where there is one."""
    found = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(found) != value:
        found = found.quantize(Decimal(1).scaleb(-DIGITS)) if abs(found) < 1 else found
    return f"{found.normalize():f}"


def text_json(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def basis_json(basis: Basis) -> dict[str, Any]:
    return basis.model_dump(mode="json", exclude_none=True)


def offer_json(offer: Offer) -> dict[str, Any]:
    """A programme as it holds here, or of the library where ``adoption`` is None."""
    programme = offer.programme
    return {
        "adoption": offer.held.adoption.pk if offer.held else None,
        "adoption_title": offer.held.adoption.title if offer.held else None,
        "version": offer.held.version.number if offer.held else None,
        "mechanism": offer.origin.mechanism,
        "part": offer.part,
        "code": offer.code,
        "title": offer.title,
        "subject": programme.subject.value,
        "mode": programme.mode.value,
        "gives": programme.gives.kind.value,
        "label": programme.gives.label,
        "issuer": programme.issuer,
        "beneficiaries": programme.beneficiaries,
        "needs_review": offer.needs_review,
    }


def condition_json(words: ConditionWords) -> dict[str, Any]:
    return {
        "code": words.code,
        "says": text_json(words.says),
        "rule": words.rule,
        "is_exclusion": words.is_exclusion,
        "basis": [basis_json(basis) for basis in words.basis],
    }


def settlement_json(one: Settlement) -> dict[str, Any]:
    """The programme on a day: conditions, parameters, places and budget."""
    offer = one.offer
    found = offer_json(offer)
    return found | {
        "conditions": [condition_json(words) for words in condition_words(one).values()],
        "amount": offer.programme.gives.rule,
        "benefits": [text_json(text) for text in offer.programme.gives.benefits],
        "parameters": {
            code: {
                "title": text_json(p.title) if p.title else None,
                "unit": p.unit,
                "values": {day.isoformat(): _value(p.values[day]) for day in sorted(p.values)},
            }
            for code, p in offer.origin.parameters.items()
        },
        "places": one.first,
        "budget": one.budget,
    }


def _value(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value


def run_programme_json(row: RunProgramme) -> dict[str, Any]:
    names = (
        "position", "mechanism", "part", "code", "title", "parameters", "digest", "eligible",
        "near", "unknown", "wanted", "given", "budget",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {"adoption": row.adoption_id}


def run_json(run: Run) -> dict[str, Any]:
    """A run with what came of each programme, in fen."""
    return {
        "id": run.pk,
        "subject": run.subject,
        "on": run.on.isoformat(),
        "state": run.state,
        "progress": run.progress,
        "problem": run.problem or None,
        "engine": run.engine,
        "is_preview": run.is_preview,
        "at": run.at.isoformat(),
        "snapshot": run.snapshot.sha256 if run.snapshot else None,
        "rows": run.snapshot.rows if run.snapshot else None,
        "result": run.file.sha256 if run.file else None,
        "programmes": [run_programme_json(row) for row in run.programmes.order_by("position")],
    }


def column_json(words: ColumnWords) -> dict[str, Any]:
    return {
        "key": words.key,
        "title": text_json(words.title),
        "holder": text_json(words.holder),
        "first": words.days.first.isoformat() if words.days else None,
        "last": words.days.last.isoformat() if words.days else None,
    }


def answer_json(
    answer: Answer, one: Settlement, withheld: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Verdict, amount and every condition with what decided it."""
    words = condition_words(one)
    reasons = [_reason(reason, words, one, withheld) for reason in answer.reasons]
    return {"verdict": answer.verdict.value, "fen": answer.fen, "reasons": reasons}


def _reason(
    reason: Reason,
    words: Mapping[str, ConditionWords],
    one: Settlement,
    withheld: frozenset[str],
) -> dict[str, Any]:
    missing = [
        column_json(column_words(key, one)) | {"is_withheld": key in withheld}
        for key in reason.missing
    ]
    return condition_json(words[reason.code]) | {
        "met": reason.met,
        "details": [_detail(detail) for detail in reason.details],
        "missing": missing,
    }


def _detail(detail: Detail) -> dict[str, Any]:
    return {
        "held": detail.held,
        "value": _side(detail.value),
        "wanted": _side(detail.wanted),
        "unit": detail.unit,
        "gap": None if detail.gap is None else exact(detail.gap),
    }


def _side(value: Fraction | str | None) -> str | None:
    return exact(value) if isinstance(value, Fraction) else value


def result_json(row: ResultRow, results: Results) -> dict[str, Any]:
    """One subject under one programme of a run."""
    held = frozenset(results.withheld(row.subject))
    return {
        "subject": row.subject,
        "standing": row.standing.value,
        "missed": row.missed,
        "fen": row.fen,
        "given": row.given,
        "outcome": row.outcome.value if row.outcome else None,
        "place": row.place,
        "answer": answer_json(row.answer, results.settlement, held),
    }


def prospect_json(prospect: Prospect) -> dict[str, Any]:
    """One programme for one subject."""
    return {
        "programme": offer_json(prospect.offer),
        "chance": prospect.chance.value,
        "as_of": prospect.as_of.isoformat() if prospect.as_of else None,
        "answer": answer_json(prospect.answer, prospect.settlement, prospect.withheld),
    }


def what_if_json(found: WhatIf, *, most: int = 200) -> dict[str, Any]:
    """Both sides, how many it touches, and the first ``most`` of them."""
    return {
        "before": _side_json(found.before),
        "after": _side_json(found.after),
        "touched": len(found.moved),
        "moved": [_moved(one) for one in found.moved[:most]],
    }


def _side_json(side: Side) -> dict[str, Any]:
    names = ("eligible", "near", "unknown", "given_to", "wanted", "given", "budget")
    return {name: getattr(side, name) for name in names}


def _moved(one: Moved) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "change": one.change.value,
        "before": one.before,
        "after": one.after,
    }


def list_json(award_list: AwardList) -> dict[str, Any]:
    """A list without its awards."""
    return {
        "id": award_list.pk,
        "adoption": award_list.adoption_id,
        "part": award_list.part,
        "number": award_list.number,
        "title": award_list.title,
        "state": award_list.state,
        "sha256": award_list.sha256,
        "run": award_list.programme.run_id,
        "drafted_by": award_list.drafted_by_id,
        "drafted_at": award_list.drafted_at.isoformat(),
        "confirmed_by": award_list.confirmed_by_id,
        "confirmed_at": award_list.confirmed_at.isoformat() if award_list.confirmed_at else None,
    }


def chain_json(terms: ChainTerms) -> dict[str, Any]:
    """A chain as adopted: its tier, leader and offices."""
    chain = terms.chain
    return {
        "adoption": terms.pk,
        "part": terms.part,
        "title": text_json(chain.title),
        "tier": chain.tier.value,
        "leader": text_json(chain.leader),
        "offices": [text_json(office) for office in chain.offices],
    }


def chain_held_json(found: ChainHeld) -> dict[str, Any]:
    """A chain on a day with everything in it, by numbers of entities."""
    links = [
        {
            "code": one.code,
            "title": text_json(one.link.title),
            "industries": list(one.link.industries),
            "is_key": one.link.key,
            "is_missing": one.is_missing,
            "enterprises": list(one.enterprises),
        }
        for one in found.links
    ]
    sums = [
        {
            "indicator": one.key.code,
            "first": one.key.first.isoformat(),
            "last": one.key.last.isoformat(),
            "value": None if one.value is None else exact(Fraction(one.value)),
            "known": one.known,
            "members": one.members,
        }
        for one in found.sums
    ]
    return chain_json(found.terms) | {
        "industries": list(found.terms.own_industries),
        "links": links,
        "unplaced": found.unplaced,
        "projects": [row.entity_id for row in found.projects],
        "sums": sums,
        "policies": [offer_json(offer) for offer in found.policies],
    }
