"""Conditions as a page shows them: what the file says beside the rule in words and as written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tashan.mechanisms.fields import Basis
from tashan.mechanisms.programme import Condition, Programme
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.rules import in_words
from tashan.mechanisms.words.spans import Phrase, said


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """``says`` are the file's words, ``words`` the rule in words, ``rule`` the rule as written."""

    code: str
    says: str
    words: Phrase
    rule: str
    is_exclusion: bool
    basis: tuple[Basis, ...]


def conditions(part: Programme | Ranking, by: Speaker) -> list[ConditionWords]:
    """What must hold, then what must not. A condition without a code is named by its place."""
    eligible = part.eligible if isinstance(part, Programme) else ()
    found = list(_told(eligible, by, is_exclusion=False))
    return [*found, *_told(part.excluded, by, is_exclusion=True)]


def _told(
    given: Iterable[Condition], by: Speaker, *, is_exclusion: bool
) -> Iterable[ConditionWords]:
    sort = "excluded" if is_exclusion else "eligible"
    for number, one in enumerate(given, 1):
        yield ConditionWords(
            code=one.code or f"{sort}_{number}",
            says=said(one.says, by.tongue),
            words=in_words(one.rule, by),
            rule=one.rule,
            is_exclusion=is_exclusion,
            basis=one.basis,
        )
