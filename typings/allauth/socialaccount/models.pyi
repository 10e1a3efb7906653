from typing import Any

from django.http import HttpRequest

from tashan.record.models import User

class SocialAccount:
    extra_data: dict[str, Any]

class SocialLogin:
    user: User
    account: SocialAccount
    @property
    def is_existing(self) -> bool: ...
    def connect(self, request: HttpRequest, user: User) -> None: ...
