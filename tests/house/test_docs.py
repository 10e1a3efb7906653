"""The documentation leads somewhere: links, anchors, commands and rights that it names exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from tashan.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / "docs" / "README.md"
PAGES = sorted((ROOT / "docs").rglob("*.md"))
AT_THE_ROOT = sorted(ROOT.glob("*.md"))
# a link or a picture; addresses in brackets of code are no links
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"(?:^|\s)(?:\.venv/bin/)?tashan ([a-z][a-z-]*)")
MAKE = re.compile(r"(?:^|\s)make ([a-z][a-z-]*)")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(path: Path) -> str:
    return FENCE.sub("", path.read_text("utf-8"))


def links(path: Path) -> Iterator[tuple[Path, str]]:
    """The files that a page leads to, each with its anchor."""
    for address in LINK.findall(SPAN.sub("", prose(path))):
        if "://" not in address:
            file, _, anchor = unquote(address).partition("#")
            yield (path.parent / file).resolve() if file else path, anchor


def anchors(path: Path) -> set[str]:
    """Of the headings, as the hosts of repositories make them."""
    heads = re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def code(path: Path) -> str:
    """What stands as code on a page, in a line or in a block."""
    text = path.read_text("utf-8")
    blocks = [block.split("\n", 1)[1] for block in FENCE.findall(text)]
    return "\n".join([*blocks, *SPAN.findall(prose(path))])


@pytest.mark.parametrize("page", [*AT_THE_ROOT, *PAGES], ids=named)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    dead = [named(page) + " → " + str(file) for file, _ in links(page) if not file.exists()]
    lost = [
        f"{named(file)}#{anchor}"
        for file, anchor in links(page)
        if anchor and file.suffix == ".md" and file.exists() and anchor not in anchors(file)
    ]
    assert dead + lost == []


def test_every_page_is_reached_from_the_index() -> None:
    seen, waiting = {INDEX}, [INDEX]
    while waiting:
        for file, _ in links(waiting.pop()):
            if file.suffix == ".md" and file not in seen and file.exists():
                seen.add(file)
                waiting.append(file)
    assert [named(page) for page in PAGES if page not in seen] == []


def test_the_index_names_every_page_itself() -> None:
    listed = {file for file, _ in links(INDEX)}
    assert [named(page) for page in PAGES if page != INDEX and page not in listed] == []


def test_every_picture_is_shown_on_a_page() -> None:
    shown = {file for page in [*AT_THE_ROOT, *PAGES] for file, _ in links(page)}
    pictures = (ROOT / "docs" / "pictures").iterdir()
    assert [named(picture) for picture in pictures if picture not in shown] == []


@pytest.mark.parametrize("page", [*AT_THE_ROOT, *PAGES], ids=named)
def test_the_commands_that_a_page_names_exist(page: Path) -> None:
    assert set(COMMAND.findall(code(page))) <= set(COMMANDS)


@pytest.mark.parametrize("page", [*AT_THE_ROOT, *PAGES], ids=named)
def test_what_a_page_makes_stands_in_the_makefile(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(MAKE.findall(code(page))) <= targets


def test_the_table_of_rights_says_what_the_functions_say() -> None:
    tree = ast.parse((ROOT / "src/tashan/record/perms.py").read_text("utf-8"))
    rights = {
        node.name: " ".join((ast.get_docstring(node) or "").split())
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("may_")
    }
    page = (ROOT / "docs/reference/roles.md").read_text("utf-8")
    assert dict(re.findall(r"^\| `(may_\w+)` \| (.*) \|$", page, re.MULTILINE)) == rights


def test_the_glossary_says_each_noun_once() -> None:
    lines = (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "中文" not in line]
    nouns = [tuple(cell.strip() for cell in row.split("|")[1:3]) for row in rows]
    chinese = [noun for noun, _ in nouns]
    assert [noun for noun in sorted(set(chinese)) if chinese.count(noun) > 1] == []
