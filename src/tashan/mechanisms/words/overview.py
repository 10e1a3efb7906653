"""The whole mechanism at a glance: five questions, each answered by the parts that can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tashan.mechanisms.assignment import Assignment
from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.chain import Chain
from tashan.mechanisms.duty import Duty
from tashan.mechanisms.event import Event
from tashan.mechanisms.fields import Text
from tashan.mechanisms.fund import Fund
from tashan.mechanisms.indicator import Indicator
from tashan.mechanisms.ladder import Ladder
from tashan.mechanisms.library import Library
from tashan.mechanisms.options import Options
from tashan.mechanisms.pipeline import Pipeline
from tashan.mechanisms.plan import Plan
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.project_library import ProjectLibrary
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.schema import Mechanism, Part
from tashan.mechanisms.tasklist import TaskList
from tashan.mechanisms.words.heads import head
from tashan.mechanisms.words.ladders import ladder
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.others import (
    assignment,
    chain,
    duties,
    event,
    fund,
    options,
    pipeline,
    task_list,
)
from tashan.mechanisms.words.procedures import catalogue, procedure
from tashan.mechanisms.words.programmes import programme
from tashan.mechanisms.words.project_libraries import project_library
from tashan.mechanisms.words.rankings import ranking
from tashan.mechanisms.words.sentences import Answers, Question, Sentence
from tashan.mechanisms.words.spans import Tongue, begun, joined, listed, plain, said
from tashan.mechanisms.words.speaking import speaker

Overview = dict[Question, list[Sentence]]


def overview(given: Mechanism, library: Library, *, on: date, tongue: Tongue) -> Overview:
    """Every question in its order, with its sentences; one that nothing answers has none."""
    found: Overview = {question: [] for question in Question}
    for sentence in _sentences(given, library, on, tongue):
        found[sentence.question].append(sentence)
    return found


def _sentences(given: Mechanism, library: Library, on: date, tongue: Tongue) -> Iterator[Sentence]:
    for name, part in given.parts.items():
        by = speaker(part, given.parameters, library, on=on, tongue=tongue)
        title = getattr(part, "title", None)
        called = said(title, tongue) if isinstance(title, Text) else name
        for question, phrase in answers(part, by):
            yield Sentence(question, begun(phrase, tongue), name, called)
    by = speaker(None, given.parameters, library, on=on, tongue=tongue)
    for question, phrase in head(given, by):
        yield Sentence(question, begun(phrase, tongue))


def answers(part: Part, by: Speaker) -> Answers:
    """What one part answers; kinds that answer none of the questions say nothing."""
    match part:
        case Programme():
            yield from programme(part, by)
        case Ranking():
            yield from ranking(part, by)
        case Plan():
            titles = [plain(by.indicator(one.indicator)) for one in part.indicators]
            items = listed(titles, by.pick("、", ", "))
            yield Question.MEASURED, joined(by.pick("看：", "Watched: "), items, by.pick("。", "."))
        case Indicator():
            yield Question.MEASURED, plain(said(part.definition, by.tongue))
        case Procedure():
            yield from procedure(part, by)
        case Catalogue():
            yield from catalogue(part, by)
        case _:
            yield from _others(part, by)


def _others(part: Part, by: Speaker) -> Answers:
    match part:
        case Chain():
            yield from chain(part, by)
        case Fund():
            yield from fund(part, by)
        case Assignment():
            yield from assignment(part, by)
        case TaskList():
            yield from task_list(part, by)
        case Duty():
            yield from duties(part, by)
        case Event():
            yield from event(part, by)
        case Options():
            yield from options(part, by)
        case Pipeline():
            yield from pipeline(part, by)
        case Ladder():
            yield from ladder(part, by)
        case ProjectLibrary():
            yield from project_library(part, by)
