"""Why a file could not be read, and what to do next, in the tongue of the page.

The readers know no Django and speak English; their one stable word, the code, is what is told
here. A code that is new shows the reader's own words.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tashan.base.errors import UserError
from tashan.reading.models import Report


class Reason(NamedTuple):
    """What happened, and the next step."""

    what: str | Promise
    next_step: str | Promise


REASONS = {
    "binary": Reason(
        _("This is no text file."), _("Save it as .docx, .pdf or .txt and bring it in again.")
    ),
    "crashed": Reason(
        _("The reader broke off at this file."),
        _("Save the file once more in another format, for example .docx as .txt."),
    ),
    "damaged": Reason(
        _("The file is damaged and does not open."),
        _("Fetch it again from where it came, or save it once more."),
    ),
    "empty": Reason(_("The file is empty."), _("Check that it was saved whole.")),
    "encrypted": Reason(
        _("The file is protected by a password."),
        _("Open it with the password, save it without, and bring it in again."),
    ),
    "entities": Reason(
        _("The file defines entities that could blow it up; it is not opened."),
        _("Save it again from Word or from the browser."),
    ),
    "failed": Reason(
        _("The file could not be read."),
        _("Bring it in again; if it fails again, tell your system administrator."),
    ),
    "needs_ocr": Reason(
        _("The file holds pictures of pages and no text."),
        _("Recognise the text first, or ask your administrator to switch recognition on."),
    ),
    "no_text": Reason(_("There is no text in this file."), _("Check that it is the right file.")),
    "not_docx": Reason(
        _("This .docx is no Word document."), _("Open it in Word and save it as .docx.")
    ),
    "nothing_read": Reason(
        _("Nothing could be read from this file."), _("Check that it is the right file.")
    ),
    "too_large": Reason(
        _("The file is larger than this office allows."),
        _("Split it, or save it without pictures."),
    ),
    "too_long": Reason(_("The text is longer than this office allows."), _("Split it into parts.")),
    "too_many_pages": Reason(
        _("The file has more pages than this office allows."), _("Split it into parts.")
    ),
    "too_much_memory": Reason(
        _("Reading this file takes more memory than is allowed."),
        _("Split it, or save it in a simpler format."),
    ),
    "too_slow": Reason(
        _("Reading this file takes longer than is allowed."),
        _("Split it, or save it in a simpler format."),
    ),
    "unclear_encoding": Reason(
        _("The characters of this text cannot be told."),
        _("Save it as UTF-8 and bring it in again."),
    ),
    "unsupported": Reason(
        _("This kind of file cannot be read."), _("Save it as .docx, .pdf, .txt or as a web page.")
    ),
    "wrong_extension": Reason(
        _("The name of the file does not fit what is in it."),
        _("Give it its right extension and bring it in again."),
    ),
    "zip_bomb": Reason(
        _("The file would unpack to far more than it holds; it is not opened."),
        _("Save it again from Word."),
    ),
}


def reason_of(report: Report) -> Reason | None:
    """Why the report could not be read; None where it could."""
    if not report.failure:
        return None
    told = Reason(report.failure["message"], report.failure["hint"])
    return REASONS.get(report.failure["code"], told)


def reason_of_error(error: UserError) -> Reason:
    """Why a file was not even taken in."""
    return REASONS.get(getattr(error, "code", ""), Reason(error.message, error.hint))
