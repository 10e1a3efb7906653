"""What a library of projects says, in sentences: its gates, its idle months and its plans."""

from __future__ import annotations

from tashan.mechanisms.project_library import ProjectLibrary
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.sentences import Answers, Question
from tashan.mechanisms.words.spans import joined, listed, plain, said, strong

# before which stage: by the words of the register
STAGE_WORDS = {
    "planned": ("谋划", "planned"),
    "reserved": ("储备", "reserved"),
    "preparatory": ("前期", "in preparation"),
    "started": ("开工", "started"),
    "building": ("在建", "under construction"),
    "completed": ("竣工", "completed"),
    "producing": ("投产", "in production"),
    "evaluated": ("后评价", "evaluated"),
    "stopped": ("停工", "stopped"),
    "ended": ("退库", "given up"),
}


def project_library(part: ProjectLibrary, by: Speaker) -> Answers:
    """Before each stage what must be shown; what each plan admits."""
    end = by.pick("。", ".")
    for stage, gate in part.gates.items():
        word = strong(by.pick(*STAGE_WORDS[stage]))
        what = listed([plain(said(one.says, by.tongue)) for one in gate], by.pick("、", ", "))
        yield (
            Question.DOES,
            joined(by.pick("进入", "Before "), word, by.pick("前：", ": "), what, end),
        )
    for plan in part.plans.values():
        title = strong(said(plan.title, by.tongue))
        what = listed(
            [plain(said(one.says, by.tongue)) for one in plan.admits], by.pick("、", ", ")
        )
        if plan.admits:
            yield Question.DOES, joined(title, by.pick("只列入：", " admits: "), what, end)
