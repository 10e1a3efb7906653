"""The acts that the page of a case offers: of each matter only what is legal and theirs to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tashan.casework.kinds import Sort
from tashan.casework.legal import Act
from tashan.casework.models import Case, Matter
from tashan.casework.perms import actor_of, acts_of
from tashan.casework.words import ACTS
from tashan.record.models import User
from tashan.web.cases.matter_words import said

# what moves a matter on; the first that is possible is offered as the next step
NEXT = (
    Act.GIVE_OPINION,
    Act.SUPPLEMENT,
    Act.END_SPECIAL,
    Act.TAKE_UP,
    Act.ACCEPT,
    Act.RECEIVE,
    Act.COMPLETE_TOLERATED,
    Act.SETTLE_WITHDRAWAL,
    Act.DECIDE,
    Act.DELIVER,
)
GRAVE = (Act.REFUSE, Act.NOT_OURS, Act.CANCEL, Act.RECALL, Act.REVOKE)


@dataclass(frozen=True, slots=True)
class Offered:
    """A button that leads to the form of an act."""

    act: Act
    label: str | Promise
    url: str
    is_next: bool = False
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class MatterActs:
    """A matter with what the visitor may do to it now."""

    matter: Matter
    title: str
    offered: list[Offered]

    @property
    def next(self) -> Offered | None:
        return next((one for one in self.offered if one.is_next), None)

    @property
    def others(self) -> list[Offered]:
        return [one for one in self.offered if not one.is_next]


def acts_context(
    request: HttpRequest, case: Case, matters: Iterable[Matter] | None = None
) -> dict[str, object]:
    """``acts`` by the code of the matter for ``cases/acts.html``, and what was handed in for
    ``cases/handed_in.html``; four queries at most.

    ``matters`` spares a query where the page has read them, with ``opinions`` and
    ``extensions`` prefetched.
    """
    user = request.user
    if not isinstance(user, User):
        return {"acts": {}}
    actor = actor_of(user, timezone.localdate())
    if matters is None:
        matters = case.matters.prefetch_related("opinions", "extensions")
    told: dict[str, MatterActs] = {}
    for matter in matters:
        matter.case = case  # spares a query a matter
        found = offered(matter, acts_of(actor, matter))
        if found:
            told[matter.code] = MatterActs(matter, said(matter.title), found)
    return {"acts": told, "handed_in": list(case.materials.select_related("file"))}


def offered(matter: Matter, acts: Iterable[Act]) -> list[Offered]:
    """Buttons in the order in which they help, the next step first."""
    found = [act for act in acts if act is not Act.ESCALATE and _makes_sense(act, matter)]
    first = next((act for act in NEXT if act in found), None)
    found.sort(key=lambda act: (act is not first, act in GRAVE))
    return [
        Offered(
            act,
            act_word(act, matter),
            reverse("case_act", args=[matter.case_id, matter.code, act.value]),
            is_next=act is first,
            is_grave=act in GRAVE,
        )
        for act in found
    ]


def _makes_sense(act: Act, matter: Matter) -> bool:
    """Whether the matter has what the act is about; whether it is legal is asked elsewhere."""
    terms = matter.terms
    match act:
        case Act.COMMIT:
            return bool(terms.get("commitment"))
        case Act.TOLERATE:
            return bool(terms.get("tolerable")) and matter.tolerated_until is None
        case Act.COMPLETE_TOLERATED:
            return matter.tolerated_until is not None
        case Act.EXTEND | Act.REMOVE_EXTENSION:
            stands = any(one.removed_on is None for one in matter.extensions.all())
            return matter.accepted_on is not None and stands == (act is Act.REMOVE_EXTENSION)
        case Act.DELIVER:
            return matter.delivered_on is None
        case Act.OBJECT_TO | Act.ANSWER_OBJECTION:
            return matter.sort == Sort.NOTICE or "public_notice" in terms.get("stops", ())
        case Act.BEGIN_SPECIAL:
            return bool(set(terms.get("stops", ())) - {"supplement", "withdrawal"})
    return True


def act_word(act: Act, matter: Matter) -> str | Promise:
    """What the button says; a filing is recorded as received, never approved."""
    if act is Act.DECIDE and matter.sort == Sort.FILING:
        return pgettext_lazy("act", "Record as received")
    return ACTS[act]
