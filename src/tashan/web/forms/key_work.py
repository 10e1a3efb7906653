"""Forms of key work: a list, a further task, and one form for each act on a task."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.key_work.acting import ACTS, TaskAct, TaskSaid
from tashan.casework.key_work.setting_up import NewTask
from tashan.casework.key_work_models import WHOLE, KeyTask
from tashan.mechanisms.tasklist import TaskList
from tashan.reading.limits import limits_from
from tashan.registry.kinds import Kind
from tashan.web.cases.files import CaseFileField, keep
from tashan.web.forms.entries import DayField, EntityField
from tashan.web.key_work.words import titled

TABLES = (".xlsx", ".xls", ".csv")
MOST_FILES = 3  # of one form; further reports carry more


def listing_parts(on: date) -> list[tuple[str, str]]:
    """The adopted parts that are lists of work, as ``adoption.part`` and title."""
    found = []
    for adoption in Adoption.objects.order_by("pk"):
        try:
            held = current.of(adoption, on)
        except UserError:
            continue
        for name, part in held.mechanism.parts.items():
            if isinstance(part, TaskList):
                found.append((f"{adoption.pk}.{name}", f"{adoption.title} · {part.title.zh}"))
    return found


class NewListForm(forms.Form):
    """Which adopted list, and of which year where its file names none."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rules"] = forms.ChoiceField(label=_("List"), choices=listing_parts(on))
        self.fields["year"] = forms.IntegerField(
            label=_("Year"), min_value=1949, max_value=2200, required=False,
            help_text=_("Needed only where the file of the list says no year."),
        )  # fmt: skip


class NewTaskForm(forms.Form):
    """One more task of a list."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = forms.CharField(
            label=_("Code"), max_length=64, help_text=_("Small letters, digits and _.")
        )
        self.fields["title_zh"] = forms.CharField(label=_("Title in Chinese"), max_length=200)
        self.fields["title_en"] = forms.CharField(
            label=_("Title in English"), max_length=200, required=False
        )
        self.fields["lead"] = EntityField(
            Kind.OFFICE, label=pgettext("key work", "Leading office"),
            help_text=_("Its name or its code."),
        )  # fmt: skip
        self.fields["leader_office"] = EntityField(
            Kind.OFFICE, label=_("Office of the leader"), required=False
        )
        self.fields["leader_post"] = forms.CharField(
            label=_("Post of the leader"), max_length=100, required=False
        )
        self.fields["by"] = DayField(label=pgettext("key work", "Until"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("leader_office")) != bool(said.get("leader_post")):
            self.add_error("leader_post", _("Give the office and the post of the leader."))
        return said

    @property
    def new(self) -> NewTask:
        said = self.cleaned_data
        title = {"zh": said["title_zh"], "en": said["title_en"] or said["title_zh"]}
        leader = (said["leader_office"], said["leader_post"]) if said["leader_office"] else None
        return NewTask(said["code"], title, said["lead"], said["by"], leader)


class TaskSheetForm(forms.Form):
    """A table with a row a task."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"] = forms.FileField(
            label=_("Table (.xlsx, .xls, .csv)"),
            widget=forms.FileInput(attrs={"accept": ",".join(TABLES)}),
            help_text=_("As the template has it; all of its rows are added, or none."),
        )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refused unread where it is larger than a file may be."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        most = limits_from(os.environ).max_bytes
        if (upload.size or 0) > most:
            raise forms.ValidationError(
                _("%(name)s has more than %(n)d MB. Make it smaller, or divide it.")
                % {"name": upload.name, "n": most // 1024 // 1024}
            )
        return upload


class TaskActForm(forms.Form):
    """The fields of an act, and on which day it happened."""

    def __init__(
        self, *args: Any, act: TaskAct, task: KeyTask, on: date, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.task, self.act = task, act
        allowed = ACTS[act]
        for name in (*allowed.needs, *allowed.takes):
            if name == "files":
                self._add_files()
            else:
                self.fields[name] = _FIELDS[name](self, name in allowed.needs)
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)

    def _add_files(self) -> None:
        for n in range(1, MOST_FILES + 1):
            self.fields[f"file_{n}"] = CaseFileField(
                label=_("Photo or paper %d") % n, required=False
            )

    def said(self, at: datetime) -> TaskSaid:
        """What was filled in; files are kept."""
        told = {k: v for k, v in self.cleaned_data.items() if k in ACTS[self.act].needs}
        told |= {k: v for k, v in self.cleaned_data.items() if k in ACTS[self.act].takes and v}
        if told.get("milestone"):
            told["milestone"] = int(told["milestone"])
        uploads = [v for k, v in self.cleaned_data.items() if k.startswith("file_") and v]
        stored = [keep(one, at=at) for one in uploads]
        return TaskSaid(**told, files=tuple(one for one in stored if one is not None))


_SAYS: dict[TaskAct, Callable[[], str]] = {
    TaskAct.REPORT: lambda: _("How it goes"),
    TaskAct.MOVE_DAY: lambda: _("Reason"),
    TaskAct.ASK_CLEARING: lambda: _("What shows that it is done"),
    TaskAct.CLEAR: lambda: _("What was looked at"),
    TaskAct.SEND_BACK: lambda: _("What is missing"),
}


def _says(form: TaskActForm, needed: bool) -> forms.Field:
    most = 500 if form.act in (TaskAct.MOVE_DAY, TaskAct.CLEAR, TaskAct.SEND_BACK) else 4000
    return forms.CharField(
        label=_SAYS[form.act](), max_length=most, required=needed,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


def _milestones(form: TaskActForm, needed: bool) -> forms.Field:
    rows = form.task.milestones.filter(done_on=None).order_by("position")
    steps = [(str(one.pk), f"{titled(one.title)} · {one.planned_on}") for one in rows]
    if not needed:
        steps.insert(0, ("", _("The task itself")))
    return forms.ChoiceField(label=_("Milestone"), choices=steps, required=needed)


_FIELDS: dict[str, Callable[[TaskActForm, bool], forms.Field]] = {
    "says": _says,
    "milestone": _milestones,
    "percent": lambda _f, needed: forms.IntegerField(
        label=_("Done, per cent"), min_value=0, max_value=WHOLE, required=needed
    ),
    "becomes": lambda _f, needed: DayField(label=_("The new day"), required=needed),
}
