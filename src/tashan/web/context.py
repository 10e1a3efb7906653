"""What the frame of every page needs: tongue, appearance, navigation, the person's office."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tashan.record import perms
from tashan.record.models import User
from tashan.web.navigation import Item, Section, root_of, sections_for
from tashan.web.tongue import theme_of

MOST_DRAWN = 2_000  # parts of the frame that a process keeps
_DRAWN: dict[tuple[str, frozenset[str], str, str], SafeString] = {}
MOST_TABS = 5  # more would be too narrow for a thumb
SHORT = {"zh-hans": "简", "zh-hant": "繁", "en": "EN"}


@dataclass(frozen=True, slots=True)
class Tongue:
    code: str
    name: str
    short: str
    current: bool


class Shell:
    """The frame around a page, worked out only as far as its template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.theme = theme_of(request)
        self.tongue = get_language() or settings.LANGUAGE_CODE

    @property
    def tongues(self) -> list[Tongue]:
        return [
            Tongue(code, name, SHORT[code], current=code == self.tongue)
            for code, name in settings.LANGUAGES
        ]

    @cached_property
    def user(self) -> User | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) else None

    @cached_property
    def navigation(self) -> list[Section]:
        return sections_for(self.user, self.request) if self.user else []

    @cached_property
    def may_export(self) -> bool:
        return self.user is not None and perms.may_export_figures(self.user)

    @property
    def tabs(self) -> list[Item]:
        """The tab bar of a phone: the first pages; where there are more, a sheet has all."""
        pages = [item for section in self.navigation for item in section.items]
        return pages if len(pages) <= MOST_TABS else pages[: MOST_TABS - 1]

    @property
    def has_more_tabs(self) -> bool:
        return sum(len(section.items) for section in self.navigation) > MOST_TABS

    @property
    def is_beyond_tabs(self) -> bool:
        """Whether the page is one of those that only the sheet leads to."""
        return not any(item.current for item in self.tabs)

    @property
    def side_bar(self) -> SafeString:
        return self._drawn("parts/side_bar.html")

    @property
    def tab_bar(self) -> SafeString:
        return self._drawn("parts/tab_bar.html")

    def _drawn(self, template: str) -> SafeString:
        """A part that follows from the roles, the tongue and the first word of the address alone:
        drawn once for all who share them."""
        roles = perms.roles_of(self.user) if self.user else frozenset()
        key = (template, roles, self.tongue, root_of(self.request.path))
        if key not in _DRAWN:
            if len(_DRAWN) >= MOST_DRAWN:
                _DRAWN.clear()
            _DRAWN[key] = render_to_string(template, {"shell": self})
        return _DRAWN[key]

    @property
    def may_search(self) -> bool:
        return bool(self.user and perms.may_search(self.user))


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Adds ``shell`` to every template."""
    return {"shell": Shell(request)}
