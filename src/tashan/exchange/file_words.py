"""What is wrong with a file, in the tongue of the office.

The reader of tables knows no Django and speaks English; its sentences are known here by their form.
One that is new is told as the reader says it.
"""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from tashan.base.errors import UserError

MESSAGES = (
    _("“%(name)s” is empty."),
    _("“%(name)s” is a web page or XML that only bears the name of a table."),
    _("“%(name)s” is a PDF, not a table."),
    _("“%(name)s” is a picture, not a table."),
    _("“%(name)s” is %(what)s, not a table."),
    _("“%(name)s” is neither a workbook nor text in UTF-8 or GB 18030."),
    _("“%(name)s” is larger than %(rows)s rows, %(columns)s columns or %(cells)s cells."),
    _("Sheet “%(name)s” has no row with the names of columns."),
    _("“%(name)s” is damaged, or no table that can be read."),
    _("“%(name)s” is damaged: it cannot be unpacked."),
    _("“%(name)s” has no sheet “%(sheet)s”."),
    _("“%(name)s” holds no table: every sheet is empty."),
    _("“%(name)s” has no sheet of cells."),
    _("“%(name)s” is a workbook of another format (.xlsb or .ods)."),
    _("“%(name)s” is a zip archive without a workbook."),
    _("“%(name)s” unpacks to more than %(limit)s."),
    _("“%(name)s” is locked with a password."),
)
HINTS = (
    _("Choose the file that holds the table."),
    _("Choose an .xlsx file."),
    _("Open it in Excel or WPS and save it as .xlsx."),
    _("Open it where it shows rightly and save it as .xlsx."),
    _("A quotation mark may be open. Save the table as .xlsx."),
    _("Delete what stands far below or beside the table, or split it into several files."),
    _("Put the names of the columns in one row above the data."),
    _("Take its pictures out, or split the table into several files."),
    _("Unpack it and choose the .xlsx inside."),
    _("Open it in Excel or WPS, save it anew, and send that."),
    _("Save it without a password (File, Info, Protect Workbook) and send that."),
)


def in_tongue(error: UserError) -> UserError:
    """The same error as the office speaks."""
    message = error.message
    for form in MESSAGES:
        if found := _pattern(form).fullmatch(message):
            message = gettext(form) % found.groupdict()
            break
    return UserError(message, hint=gettext(error.hint) if error.hint in HINTS else error.hint)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"%\((\w+)\)s", form)
    names = [f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile("".join(names), re.S)
