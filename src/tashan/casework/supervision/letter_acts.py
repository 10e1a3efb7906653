"""The acts on a letter under one name, for pages and programs."""

from __future__ import annotations

from tashan.casework.moving.by import By
from tashan.casework.supervision import letters
from tashan.casework.supervision.letter_rights import LetterAct
from tashan.casework.supervision_models import SupervisionLetter


def perform(act: LetterAct, row: SupervisionLetter, says: str, by: By) -> SupervisionLetter:
    """Do one act. Raises UserError where the letter does not stand so."""
    match act:
        case LetterAct.ISSUE:
            return letters.issue(row, by=by)
        case LetterAct.DROP:
            return letters.drop(row, says, by=by)
        case LetterAct.ANSWER:
            return letters.answer(row, says, by=by)
        case LetterAct.RETURN:
            return letters.send_back(row, says, by=by)
    return letters.clear(row, by=by)
