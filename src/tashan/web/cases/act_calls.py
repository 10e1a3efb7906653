"""From a form that was filled in to the one move it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tashan.casework import acts
from tashan.casework.acts import Act, By
from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.web.cases.act_room import ActRoom
from tashan.web.cases.files import keep

Said = Mapping[str, Any]
Call = Callable[[ActRoom, Said, By], None]


def _plain(move: Callable[..., None]) -> Call:
    return lambda room, said, by: move(room.matter.pk, by=by)


def _with_reason(move: Callable[..., None]) -> Call:
    return lambda room, said, by: move(room.matter.pk, said["says"], by=by)


def _with_document(move: Callable[..., None]) -> Call:
    return lambda room, said, by: move(room.matter.pk, said["says"], said["document"], by=by)


def _ask_supplement(room: ActRoom, said: Said, by: By) -> None:
    acts.ask_supplement(room.matter.pk, said["materials"], said["says"], by=by)


def _take_up(room: ActRoom, said: Said, by: By) -> None:
    officer = Entity.objects.get(pk=int(said["officer"])) if said["officer"] else None
    acts.take_up(room.matter.pk, by=by, officer=officer)


def _begin_special(room: ActRoom, said: Said, by: By) -> None:
    acts.begin_special(
        room.matter.pk,
        said["reason"],
        said["says"],
        by=by,
        basis=said["basis"],
        document=said["document"],
        approved_by=User.objects.get(pk=int(said["approved_by"])),
        expected_days=said["expected_days"],
    )


def _extend(room: ActRoom, said: Said, by: By) -> None:
    unit = room.extension_cap.unit.value
    acts.extend(room.matter.pk, said["n"], unit, said["says"], by=by, document=said["document"])


def _decide(room: ActRoom, said: Said, by: By) -> None:
    acts.decide(
        room.matter.pk,
        said["outcome"],
        said["conclusion"],
        by=by,
        document=said["document"],
        file=keep(said["file"], at=by.at),
        answers=said.get("answers", ""),
    )


def _commit(room: ActRoom, said: Said, by: By) -> None:
    acts.commit(
        room.matter.pk,
        keep(said["file"], at=by.at),
        by=by,
        conclusion=said["conclusion"],
        document=said["document"],
    )


def _tolerate(room: ActRoom, said: Said, by: By) -> None:
    acts.tolerate(room.matter.pk, said["materials"], by=by, until=said["until"])


def _complete(room: ActRoom, said: Said, by: By) -> None:
    acts.complete_tolerated(room.matter.pk, by=by, materials=said.get("materials", []))


def _ask_opinions(room: ActRoom, said: Said, by: By) -> None:
    acts.ask_opinions(room.matter.pk, said["duties"], by=by)


def _give_opinion(room: ActRoom, said: Said, by: By) -> None:
    office = said.get("office")
    acts.give_opinion(
        room.matter.pk,
        said["position"],
        said["says"],
        by=by,
        office=Entity.objects.get(pk=int(office)) if office else None,
    )


def _settle(room: ActRoom, said: Said, by: By) -> None:
    granted = said["granted"] == "yes"
    acts.settle_withdrawal(room.matter.pk, granted=granted, by=by, says=said["says"])


def hand_in(room: ActRoom, said: Said, by: By) -> None:
    """Every file that was chosen, each for its material."""
    for name, upload in said.items():
        file = keep(upload, at=by.at) if name.startswith("file_") else None
        if file is not None:
            acts.hand_in(room.case.pk, name.removeprefix("file_"), file, by=by)


def _object(room: ActRoom, said: Said, by: By) -> None:
    acts.object_to(room.matter.pk, said["who"], said["says"], by=by)


def _answer(room: ActRoom, said: Said, by: By) -> None:
    upheld = said["upheld"] == "yes"
    acts.answer_objection(int(said["objection"]), said["answer"], is_upheld=upheld, by=by)


CALLS: Mapping[Act, Call] = {
    Act.RECEIVE: _plain(acts.receive),
    Act.ACCEPT: _plain(acts.accept),
    Act.REFUSE: _with_reason(acts.refuse),
    Act.NOT_OURS: _with_reason(acts.not_ours),
    Act.ASK_SUPPLEMENT: _ask_supplement,
    Act.SUPPLEMENT: _plain(acts.supplement),
    Act.TAKE_UP: _take_up,
    Act.BEGIN_SPECIAL: _begin_special,
    Act.END_SPECIAL: _plain(acts.end_special),
    Act.EXTEND: _extend,
    Act.REMOVE_EXTENSION: _with_reason(acts.remove_extension),
    Act.DECIDE: _decide,
    Act.COMMIT: _commit,
    Act.TOLERATE: _tolerate,
    Act.COMPLETE_TOLERATED: _complete,
    Act.DELIVER: _plain(acts.deliver),
    Act.ASK_OPINIONS: _ask_opinions,
    Act.GIVE_OPINION: _give_opinion,
    Act.ASK_WITHDRAWAL: _with_reason(acts.ask_withdrawal),
    Act.SETTLE_WITHDRAWAL: _settle,
    Act.CANCEL: _with_reason(acts.cancel),
    Act.RECALL: _with_document(acts.recall),
    Act.REVOKE: _with_document(acts.revoke),
    Act.HAND_IN: hand_in,
    Act.OBJECT_TO: _object,
    Act.ANSWER_OBJECTION: _answer,
}
