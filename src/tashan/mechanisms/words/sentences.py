"""The questions that a mechanism answers, and the sentences that parts answer them with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tashan.mechanisms.words.spans import Phrase


class Question(StrEnum):
    WHO = "who"  # 谁能享受
    GIVES = "gives"  # 给什么
    DOES = "does"  # 谁几天办什么
    MONEY = "money"  # 钱从哪来
    MEASURED = "measured"  # 怎么衡量


@dataclass(frozen=True, slots=True)
class Sentence:
    """One answer of one part; ``part`` is empty where the head of the file says it."""

    question: Question
    phrase: Phrase
    part: str = ""
    title: str = ""


Answers = Iterator[tuple[Question, Phrase]]
