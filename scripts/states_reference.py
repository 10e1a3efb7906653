"""Write docs/reference/states.md from the tables of states and acts, which are what runs.

``python scripts/states_reference.py`` writes the page; a test holds it to the tables.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "states.md"
HEAD = """# States and moves of a matter

Codes 1–16 are those of the national exchange standard; 0 is before anything was handed in. Each
move is one act by one person and one event of the case; what is not in this table is refused,
with what is possible instead. Written by `scripts/states_reference.py`.

"""
NOTES = """
A supplement that was asked for before acceptance leads on to acceptance or refusal, one asked
for afterwards back into the office's hands. Every pass and every end has its day. In states 6, 9
and 16 the clock stands still. Hard prerequisites must have passed before a matter is received;
soft ones are noted.

What Tashan does of itself has no actor and is labelled automatic: a matter that nobody accepted
and nobody asked about within five working days is accepted as of its receipt; where the rules
say so, an expired limit counts as agreement or is told to the chief.

"""


def page() -> str:
    from tashan.casework.legal import LEADS, STAYS
    from tashan.casework.perms import AT_THE_WINDOW, BY_THE_APPLICANT, BY_THE_CHIEF
    from tashan.casework.states import ENDS, PASSES, STOPS, State

    lines = ["| code | state | may become | what it is |", "|---|---|---|---|"]
    for state in State:
        then = sorted({s for ways in LEADS.values() for s in ways.get(state, ())})
        kinds = [
            word
            for word, some in (("a pass", PASSES), ("an end", ENDS), ("stops the clock", STOPS))
            if state in some
        ]
        told = ", ".join(str(int(one)) for one in then) or "–"
        lines.append(f"| {int(state)} | {named(state)} | {told} | {', '.join(kinds)} |")
    acts = [
        "| act | from | to | who, beside handlers and chiefs of the office |",
        "|---|---|---|---|",
    ]
    for act in [*LEADS, *STAYS]:
        ways = LEADS.get(act) or {state: frozenset({state}) for state in STAYS[act]}
        begins = ", ".join(str(int(one)) for one in sorted(ways))
        ends = sorted({s for found in ways.values() for s in found}) if act in LEADS else []
        who = [
            word
            for word, some in (
                ("the window", AT_THE_WINDOW), ("the applicant", BY_THE_APPLICANT),
                ("the chief alone", BY_THE_CHIEF),
            )
            if act in some
        ]  # fmt: skip
        to = ", ".join(str(int(one)) for one in ends) or "the same"
        acts.append(f"| `{act.value}` | {begins} | {to} | {', '.join(who)} |")
    return HEAD + "\n".join(lines) + "\n" + NOTES + "\n".join(acts) + "\n"


def named(state: object) -> str:
    return str(getattr(state, "name", "")).replace("_", " ").lower()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tashan.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
