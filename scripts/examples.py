"""Make the example reports that are not plain text from their sources in ``examples/source``.

A source has one paragraph a line; ``#`` begins the title, ``##`` to ``####`` begin headings, and
``>`` the last line with who signs and when. Equal sources give equal bytes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tashan.papers.gongwen import Block, Heading, Paper, Paragraph, render

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def paper_of(source: str) -> Paper:
    title, signed, blocks = "", "", list[Block]()
    for line in source.splitlines():
        mark, _, text = line.partition(" ")
        if mark == "#":
            title = text
        elif mark == ">":
            signed = text
        elif mark and set(mark) == {"#"}:
            blocks.append(Heading(len(mark) - 1, text))
        else:
            blocks.append(Paragraph(line))
    issued_by, day = signed.rsplit(" ", 1)
    return Paper(title, blocks, issued_by=issued_by, dated=date.fromisoformat(day))


def main() -> None:
    for source in sorted((EXAMPLES / "source").glob("*.txt")):
        paper = paper_of(source.read_text("utf-8"))
        (EXAMPLES / source.name).with_suffix(".docx").write_bytes(render(paper))


if __name__ == "__main__":
    main()
