"""Forms of the acts on a matter; the rules are those of ``tashan.casework.moving``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tashan.casework.clocks import Unit
from tashan.casework.kinds import Position, Sort
from tashan.casework.legal import Act
from tashan.web.cases.act_room import ActRoom
from tashan.web.cases.files import CaseFileField
from tashan.web.cases.stop_words import STOP_REASONS
from tashan.web.forms.entries import DayField

UNITS = {
    Unit.WORKING: pgettext_lazy("unit", "working days"),
    Unit.CALENDAR: pgettext_lazy("unit", "calendar days"),
    Unit.MONTH: pgettext_lazy("unit", "months"),
}
OWN_STOPS = ("supplement", "withdrawal")  # have acts of their own


class ActForm(forms.Form):
    """On which day it happened; further fields come before it."""

    def __init__(self, *args: Any, room: ActRoom, **options: Any) -> None:
        super().__init__(*args, **options)
        self.room = room
        self.prepare()
        self.fields["on"] = DayField(
            label=pgettext("act", "Happened on"),
            initial=room.on,
            help_text=gettext(
                "Today, or the earlier day on which it was done on paper: it is then marked as"
                " entered late."
            ),
        )

    def prepare(self) -> None:
        """Fill in what the matter offers."""


class SaysForm(ActForm):
    """With the reason, as the applicant is told it."""

    says = forms.CharField(
        label=_("Reason, as the applicant is told it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SupplementForm(SaysForm):
    """Everything that is missing, at once."""

    materials = forms.MultipleChoiceField(
        label=_("What is missing: everything at once"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("materials", "says")

    def prepare(self) -> None:
        room, field = self.room, self.fields["materials"]
        before = room.asked_before()
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (code, f"{word} ({gettext('asked for before')})" if code in before else word)
            for code, word in room.material_choices(room.needed)
        ]
        field.initial = [code for code in room.missing if code not in before]
        self.fields["says"].label = gettext("What is to be supplemented, and how")


class TakeUpForm(ActForm):
    officer = forms.ChoiceField(label=_("Who handles it"), required=False)

    def prepare(self) -> None:
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)
        names = self.room.officer_names()
        field.choices = [("", gettext("The office")), *((str(pk), n) for pk, n in names.items())]


class SpecialForm(SaysForm):
    """Why the clock stops, on what basis, who approved it and for how many days."""

    reason = forms.ChoiceField(label=_("Special procedure"))
    expected_days = forms.IntegerField(
        label=_("Days it needs, as the applicant is told"), min_value=1, max_value=999
    )
    approved_by = forms.ChoiceField(label=_("Approved by"))
    basis = forms.CharField(label=_("Legal basis"), max_length=200, required=False)
    document = forms.CharField(label=_("Document"), max_length=200, required=False)
    field_order = ("reason", "says", "expected_days", "approved_by", "basis", "document")

    def prepare(self) -> None:
        listed = [r for r in self.room.terms.get("stops", ()) if r not in OWN_STOPS]
        reason, chief = self.fields["reason"], self.fields["approved_by"]
        assert isinstance(reason, forms.ChoiceField)
        assert isinstance(chief, forms.ChoiceField)
        reason.choices = [(code, STOP_REASONS.get(code, code)) for code in listed]
        chiefs = self.room.chiefs()
        chief.choices = [(str(user.pk), user.display_name) for user in chiefs]
        if self.room.user in chiefs:
            chief.initial = str(self.room.user.pk)


class ExtendForm(SaysForm):
    """By how much, at most what the rules allow."""

    n = forms.IntegerField(min_value=1)
    document = forms.CharField(label=_("Document"), max_length=200, required=False)
    field_order = ("n", "says", "document")

    def prepare(self) -> None:
        cap = self.room.extension_cap
        words = {"n": cap.n, "unit": UNITS[cap.unit]}
        self.fields["n"].label = gettext("Longer by, at most %(n)d %(unit)s") % words
        self.fields["n"].initial = cap.n
        self.fields["n"].widget.attrs["max"] = cap.n


class DecideForm(ActForm):
    """The decision with its document; a filing is received, never approved."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("of a matter", "Decision"), widget=forms.RadioSelect
    )
    conclusion = forms.CharField(
        label=_("Conclusion"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    document = forms.CharField(label=_("Number of the document"), max_length=200, required=False)
    file = CaseFileField(label=_("The signed document"), required=False)

    def prepare(self) -> None:
        if any(one.position == Position.OBJECTS for one in self.room.opinions):
            self.fields["answers"] = forms.CharField(
                label=gettext("How the objections of the asked offices are answered"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        is_filing = self.room.matter.sort == Sort.FILING
        field.choices = [
            ("pass", _("Record as received") if is_filing else pgettext("decision", "Passes")),
            (
                "not_pass",
                _("Do not record") if is_filing else pgettext("decision", "Does not pass"),
            ),
        ]
        field.initial = "pass"


class CommitForm(ActForm):
    """Decided at once on the applicant's signed commitment; a check follows."""

    file = CaseFileField(label=_("The signed commitment"))
    document = forms.CharField(label=_("Number of the document"), max_length=200, required=False)
    conclusion = forms.CharField(label=_("Conclusion"), max_length=500, required=False)


class TolerateForm(ActForm):
    """Which materials may follow, of those the rules let follow."""

    materials = forms.MultipleChoiceField(
        label=_("Materials that follow"), widget=forms.CheckboxSelectMultiple
    )
    until = DayField(
        label=_("Until"), required=False, help_text=_("Empty: as long as the rules give.")
    )

    def prepare(self) -> None:
        room, field = self.room, self.fields["materials"]
        assert isinstance(field, forms.MultipleChoiceField)
        may = [code for code in room.terms.get("tolerable", ()) if not room.is_given(code)]
        field.choices = room.material_choices(may)
        field.initial = may


class CompleteForm(ActForm):
    """What was to follow: handed in as files already, or now on paper."""

    materials = forms.MultipleChoiceField(
        label=_("Came in on paper now"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        room, field = self.room, self.fields["materials"]
        assert isinstance(field, forms.MultipleChoiceField)
        follow = room.matter.outcome.get("tolerated", ())
        field.choices = room.material_choices(c for c in follow if not room.is_given(c))
        if not field.choices:
            del self.fields["materials"]


class AskOpinionsForm(ActForm):
    duties = forms.MultipleChoiceField(label=_("Who is asked"), widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        field = self.fields["duties"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = self.room.duty_choices()
        field.initial = list(self.room.terms.get("asks", ()))


class OpinionForm(ActForm):
    """An asked office's own position."""

    position = forms.ChoiceField(
        label=_("Position"), choices=Position.choices, widget=forms.RadioSelect
    )
    says = forms.CharField(
        label=_("Conditions or reasons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        mine = self.room.owing_offices()
        if len(mine) > 1:
            self.fields["office"] = forms.ChoiceField(
                label=gettext("For which office"),
                choices=[(str(pk), name) for pk, name in mine.items()],
            )


class SettleForm(ActForm):
    says = forms.CharField(label=pgettext_lazy("of an act", "Reason"), required=False)
    field_order = ("granted", "says")
    granted = forms.ChoiceField(
        label=_("The applicant asks to withdraw"),
        choices=[("yes", _("Granted: the matter ends")), ("no", _("Not granted: it goes on"))],
        widget=forms.RadioSelect,
        initial="yes",
    )


class DocumentForm(SaysForm):
    """With the reason and the document of a recall or a revocation."""

    document = forms.CharField(label=_("Number of the document"), max_length=200)


class HandInForm(ActForm):
    """A file for each material, as many as there are at hand."""

    def prepare(self) -> None:
        room = self.room
        for code in room.owed or room.missing:
            self.fields[f"file_{code}"] = CaseFileField(
                label=room.material_word(code), required=False
            )


class ObjectionForm(ActForm):
    who = forms.CharField(label=_("Who objects"), max_length=200)
    says = forms.CharField(label=_("What they say"), widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(ActForm):
    objection = forms.ChoiceField(label=_("Objection"))
    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 3}))
    upheld = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("no", _("Not upheld")), ("yes", _("Upheld"))],
        widget=forms.RadioSelect,
        initial="no",
    )

    def prepare(self) -> None:
        field = self.fields["objection"]
        assert isinstance(field, forms.ChoiceField)
        rows = self.room.objections
        field.choices = [(str(row.pk), f"{row.by}: {row.says[:60]}") for row in rows]


FORMS: Mapping[Act, type[ActForm]] = {
    Act.RECEIVE: ActForm,
    Act.ACCEPT: ActForm,
    Act.REFUSE: SaysForm,
    Act.NOT_OURS: SaysForm,
    Act.ASK_SUPPLEMENT: SupplementForm,
    Act.SUPPLEMENT: ActForm,
    Act.TAKE_UP: TakeUpForm,
    Act.BEGIN_SPECIAL: SpecialForm,
    Act.END_SPECIAL: ActForm,
    Act.EXTEND: ExtendForm,
    Act.REMOVE_EXTENSION: SaysForm,
    Act.DECIDE: DecideForm,
    Act.COMMIT: CommitForm,
    Act.TOLERATE: TolerateForm,
    Act.COMPLETE_TOLERATED: CompleteForm,
    Act.DELIVER: ActForm,
    Act.ASK_OPINIONS: AskOpinionsForm,
    Act.GIVE_OPINION: OpinionForm,
    Act.ASK_WITHDRAWAL: SaysForm,
    Act.SETTLE_WITHDRAWAL: SettleForm,
    Act.CANCEL: SaysForm,
    Act.RECALL: DocumentForm,
    Act.REVOKE: DocumentForm,
    Act.HAND_IN: HandInForm,
    Act.OBJECT_TO: ObjectionForm,
    Act.ANSWER_OBJECTION: AnswerForm,
}
