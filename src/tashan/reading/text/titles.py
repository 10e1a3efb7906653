"""What a report calls itself, where its file does not say."""

from __future__ import annotations

import re

from tashan.reading.text.normalise import normalise

_LINES = 6  # a title stands at the head, under a masthead at most
_HEAD = 4000  # characters in which it is looked for
_TITLE = re.compile(r".{5,46}(?:报告|讲话|汇报|总结|方案|计划|规划|意见|纪要|公报|思考|启示)")


def title_of(original: str) -> str:
    """The first line that is a title, as printed; empty where none is."""
    normal = normalise(original[:_HEAD])
    start = 0
    for _line in range(_LINES):
        end = normal.text.find("\n", start)
        if end < 0:
            break
        if _TITLE.fullmatch(normal.text, start, end):
            first, last = normal.span(start, end)
            return " ".join(original[first:last].split())
        start = end + 1
    return ""
