"""The page of one mechanism: in plain words, with its pedigree, parameters, law and examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.adoption.pedigree import Link, link
from tashan.mechanisms.examples import run_examples
from tashan.mechanisms.head import Example
from tashan.mechanisms.library import library
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.schema import Mechanism, Part
from tashan.mechanisms.words.conditions import ConditionWords, conditions
from tashan.mechanisms.words.example_words import ExampleWords, example_in_words
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.overview import overview
from tashan.mechanisms.words.parameters import ParameterWords, parameters
from tashan.mechanisms.words.prerequisites import PrerequisiteWords, prerequisites
from tashan.mechanisms.words.sentences import Sentence
from tashan.mechanisms.words.speaking import speaker
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.web import mechanism_words as words
from tashan.web.adopting.checks import Check, law_checks
from tashan.web.figure_words import in_tongue
from tashan.web.mechanism_list import theme_of
from tashan.web.mechanism_needs import NeedWords, needs
from tashan.web.stage_bands import Bands, bands
from tashan.web.swim_lanes import Picture, picture


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what the parts answer; ``named`` where more than one part answers."""

    question: str
    sentences: tuple[Sentence, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of one part, each in the file's words and as the rule says it."""

    title: str
    kind: str
    rows: tuple[ConditionWords, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An example of the file; ``wrong`` is empty where it holds."""

    words: ExampleWords
    part: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """Something that changed: the parameters of the file, or what is adopted here."""

    since: date
    what: str
    url: str = ""
    is_ours: bool = False
    is_coming: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A procedure in lanes, or in bands where it has stages; ``url`` gives it as BPMN."""

    url: str
    prerequisites: list[PrerequisiteWords]
    picture: Picture | None = None
    bands: Bands | None = None

    @property
    def bare(self) -> int:
        """How many prerequisites no law asks for."""
        return sum(not one.basis for one in self.prerequisites)


class MechanismPage:
    """One mechanism of the library as of a day, for somebody."""

    def __init__(self, found: Mechanism, *, on: date, user: Visitor) -> None:
        self.found, self.on, self.user = found, on, user
        self.code, self.title = found.mechanism, in_tongue(found.title)
        self.theme = theme_of(self.code)
        self.theme_title = str(words.THEMES.get(self.theme, self.theme))
        self.systems = [(code, str(words.SYSTEMS.get(code, ""))) for code in found.systems]
        self.kinds = sorted({str(words.KINDS[part.kind]) for part in found.parts.values()})
        self.basis = found.basis

    # where it comes from and goes to

    @cached_property
    def origin(self) -> list[Link]:
        """The first of all first, as one reads a pedigree."""
        links = [
            link(one.place, on=self.on, report=one.report or "", note=one.note or "")
            for one in self.found.learned_from
        ]
        return links[::-1]

    @cached_property
    def adoptions(self) -> list[Adoption]:
        """In force here on the day, the oldest first."""
        rows = Adoption.objects.filter(mechanism=self.code, since__lte=self.on)
        rows = rows.prefetch_related("versions", "takers").order_by("since", "pk")
        return [row for row in rows if row.ended_on is None or row.ended_on > self.on]

    @property
    def takers(self) -> list[Adoption]:
        return [taker for row in self.adoptions for taker in row.takers.all()]

    @property
    def adopt_url(self) -> str:
        """Where it is adopted; empty for those who may not."""
        if not perms.may_adopt(self.user):
            return ""
        return address("adopt", self.code)

    # in words

    @cached_property
    def answers(self) -> list[Answer]:
        told = overview(self.found, library(), on=self.on, tongue=words.tongue())
        return [
            Answer(
                str(words.QUESTIONS[question]),
                tuple(sentences),
                len({sentence.part for sentence in sentences} - {""}) > 1,
            )
            for question, sentences in told.items()
            if sentences
        ]

    @cached_property
    def conditions(self) -> list[Conditions]:
        return [
            Conditions(in_tongue(part.title), str(words.KINDS[part.kind]), tuple(rows))
            for part in self.found.parts.values()
            if isinstance(part, Programme | Ranking)
            and (rows := conditions(part, self._speaker(part)))
        ]

    @cached_property
    def drawings(self) -> list[Drawing]:
        """Each procedure as a picture."""
        return [
            self._drawing(name, part)
            for name, part in self.found.parts.items()
            if isinstance(part, Procedure)
        ]

    def _drawing(self, name: str, part: Procedure) -> Drawing:
        by, url = self._speaker(part), address("procedure_bpmn", self.code, name)
        before = prerequisites(part, by)
        if part.stages:
            return Drawing(url, before, bands=bands(part, by))
        return Drawing(url, before, picture=picture(part, by))

    @cached_property
    def parameters(self) -> list[ParameterWords]:
        return parameters(self.found.parameters, self._speaker(None), basis=self.basis)

    def _speaker(self, part: Part | None) -> Speaker:
        return speaker(part, self.found.parameters, library(), on=self.on, tongue=words.tongue())

    # before it is adopted

    @cached_property
    def law(self) -> list[Check]:
        return law_checks(self.found, on=self.on)

    @cached_property
    def needs(self) -> list[NeedWords]:
        return needs(self.found, words.tongue())

    # what it was tried on, and the file

    @cached_property
    def examples(self) -> list[Shown]:
        wrong = _wrong().get(self.code, {})
        return [
            self._example(one, wrong.get(number, ()))
            for number, one in enumerate(self.found.examples)
        ]

    def _example(self, one: Example, wrong: tuple[str, ...]) -> Shown:
        part = self.found.parts[one.part]
        title = getattr(part, "title", None)
        told = example_in_words(one, part, self._speaker(part))
        return Shown(told, in_tongue(title) if title else one.part, wrong)

    @cached_property
    def versions(self) -> list[Version]:
        """The newest first."""
        found = [*self._of_file(), *self._of_ours()]
        return sorted(found, key=lambda one: one.since, reverse=True)

    def _of_file(self) -> Iterator[Version]:
        days = sorted({day for one in self.found.parameters.values() for day in one.values})
        for day in days:
            changed = [
                in_tongue(one.title) if one.title else code
                for code, one in self.found.parameters.items()
                if day in one.values
            ]
            yield Version(day, _shortened(changed), is_coming=day > self.on)

    def _of_ours(self) -> Iterator[Version]:
        for row in self.adoptions:
            for version in row.versions.all():
                what = _("%(title)s, version %(number)d") % {
                    "title": row.title,
                    "number": version.number,
                }
                yield Version(version.since, what, address("adoption", row.pk), is_ours=True)

    @cached_property
    def text(self) -> str:
        """The file as it is written."""
        tree = library().trees[self.code]
        return Path(tree.file).read_text("utf-8")

    @property
    def file(self) -> str:
        """``enterprises/green_card.yaml``."""
        return "/".join(Path(library().trees[self.code].file).parts[-2:])


def address(name: str, *arguments: object) -> str:
    """The address of a page; empty where there is no such page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def newest(row: Adoption) -> AdoptionVersion | None:
    versions: Sequence[AdoptionVersion] = list(row.versions.all())
    return max(versions, key=lambda one: one.number, default=None)


def _shortened(titles: list[str]) -> str:
    """At most three by name, then how many more."""
    told = _(", ").join(titles[:3])
    more = len(titles) - 3
    return _("%(titles)s and %(more)d more") % {"titles": told, "more": more} if more > 0 else told


@cache
def _wrong() -> dict[str, dict[int, tuple[str, ...]]]:
    """What is wrong of the library's examples, by mechanism and number; run once."""
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for run in run_examples(library()):
        found.setdefault(run.mechanism, {})[run.number] = run.wrong
    return found
