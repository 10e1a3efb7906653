"""An applicant hands files in: one field a material, as many at once as there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tashan.web.cases.files import CaseFileField
from tashan.web.cases.intake_page import IntakePage


class UploadForm(forms.Form):
    """``wanted`` are codes and words of the materials."""

    def __init__(self, *args: Any, wanted: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for code, word in wanted:
            self.fields[f"file_{code}"] = CaseFileField(label=word, required=False)

    def clean(self) -> dict[str, Any]:
        if not self.uploads and not self.errors:
            raise forms.ValidationError(_("No file was chosen. Choose one or more, then send."))
        return self.cleaned_data

    @property
    def uploads(self) -> dict[str, UploadedFile[bytes]]:
        """The files that were chosen, by the code of their material."""
        told = self.cleaned_data.items()
        return {
            name.removeprefix("file_"): upload
            for name, upload in told
            if name.startswith("file_") and upload
        }


class ApplyForm(UploadForm):
    """What the case is called, and the files that are at hand; the others may come later."""

    title = forms.CharField(label=pgettext_lazy("of a case", "Title"), max_length=200)

    def __init__(self, *args: Any, room: IntakePage, **options: Any) -> None:
        needed = room.materials(None, set())
        wanted = [(row.needed.code, row.title) for row in needed]
        super().__init__(*args, wanted=wanted, **options)
        self.fields["title"].initial = room.name

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data
