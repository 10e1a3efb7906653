"""Notification and commitment 告知承诺: decided at once on a signed promise, checked afterwards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.kinds import Mode, Sort
from tashan.casework.legal import Act
from tashan.casework.models import Matter
from tashan.casework.moving.acting import office_of
from tashan.casework.moving.by import By
from tashan.casework.moving.consulting import refuse_unheard
from tashan.casework.moving.core import move
from tashan.casework.moving.paying import refuse_unposted
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.states import State
from tashan.record.models import StoredFile

CHECK = "_check"


def commit(
    matter_id: int, file: StoredFile | None, *, by: By, conclusion: str = "", document: str = ""
) -> None:
    """The applicant signed the commitment ``file``: it passes at once, and a check matter with
    its own limit is in hand from that day on."""

    def decide(now: Situation) -> Decision:
        if not now.terms.get("commitment"):
            raise UserError(
                _("The rules of this matter know no commitment."),
                hint=_("Examine it and decide."),
            )
        if file is None:
            raise UserError(_("The signed commitment is missing."), hint=_("Attach it as a file."))
        refuse_unheard(now, answers="", passes=True)
        refuse_unposted(now)
        told = {"conclusion": conclusion.strip(), "document": document.strip()}
        told = {name: value for name, value in told.items() if value}
        matter = now.changed(
            state=State.PASSED, mode=Mode.COMMITTED.value, ended_on=by.on, result_id=file.pk,
            outcome=now.matter.outcome | told,
        )  # fmt: skip
        check = _check(now, by)
        said = told | {"file": file.sha256, "check": check.code}
        return Decision(Act.COMMIT, matter, said, [check], begins=1)

    move(Act.COMMIT, matter_id, decide, by=by)


def _check(now: Situation, by: By) -> Matter:
    """The check afterwards; its office is that of its duty, else of the matter."""
    limit = dict(now.terms["commitment"])
    duty = limit.pop("duty", None) or now.terms.get("check_duty") or now.matter.duty
    office = office_of(duty, now.case.place_id, by.on, usual=now.matter.office_id)
    zh, en = now.matter.title.get("zh", now.matter.code), now.matter.title.get("en", "")
    title = {"zh": f"{zh}（承诺核查）"} | ({"en": f"{en} (check of the commitment)"} if en else {})
    limits = [limit | {"kind": limit.get("kind", "promised"), "base": "acceptance"}]
    return Matter(
        case=now.case, code=f"{now.matter.code}{CHECK}"[:64], position=now.matter.position,
        title=title, stage=now.matter.stage, sort=Sort.CHECK.value, duty=duty, office_id=office,
        seal_id=office, state=State.IN_HAND, received_on=by.on, accepted_on=by.on,
        check_of=now.matter, terms={"limits": limits, "stops": now.terms.get("stops", [])},
    )  # fmt: skip
