"""What no decision of a fund may ask of a firm, as its words would say it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from tashan.base.errors import UserError

# 国办发〔2025〕1号; 公平竞争审查条例第八条至第十二条
_FORBIDDEN = re.compile(
    "招商|返投|迁入|迁至|迁址|搬迁到|注册地|变更注册|落户|纳税额|税收贡献|在(?:我|本)(?:县|市|区)纳税|所有制"
)
_DENIED = re.compile("(?:不|不得|无|未)(?:以|要求|设置|约定|附加|附)?[^，。；]{0,12}$")


def refuse_unlawful(*texts: str) -> None:
    """Raises UserError for words that ask a firm to move, pay tax or bring others.

    A sentence that says that nothing of the kind is asked passes.
    """
    for text in texts:
        for found in _FORBIDDEN.finditer(text):
            if _DENIED.search(text[: found.start()]) is None:
                raise UserError(
                    _("A fund does not invest on the condition of “%s”.") % found[0],
                    hint=_(
                        "Take it out: a government fund does not serve to bring firms in"
                        " (国办发〔2025〕1号)."
                    ),
                )
