"""What the stages of a procedure are called in the version that a case runs under."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext as _

from tashan.adoption import files
from tashan.adoption.models import AdoptionVersion
from tashan.base.errors import UserError
from tashan.mechanisms.procedure import Procedure
from tashan.web.figure_words import in_script, is_english


def stage_word(version: int, part: str, stage: str) -> str:
    """The title of a stage in the tongue of the page; its code where the file has none."""
    if not stage:
        return _("Without a stage")
    zh, en = _titles(version, part).get(stage, (stage, stage))
    return en if is_english() else in_script(zh)


@lru_cache(maxsize=64)
def _titles(version: int, part: str) -> dict[str, tuple[str, str]]:
    """Versions never change, so a process reads each once."""
    try:
        found = files.mechanism_of(AdoptionVersion.objects.get(pk=version)).parts.get(part)
    except UserError:
        return {}
    if not isinstance(found, Procedure):
        return {}
    return {code: (stage.title.zh, stage.title.en) for code, stage in found.stages.items()}
