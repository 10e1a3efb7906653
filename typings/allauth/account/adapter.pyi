from typing import Any

from django.http import HttpRequest, HttpResponse

from tashan.record.models import User

class DefaultAccountAdapter:
    def is_open_for_signup(self, request: HttpRequest) -> bool: ...
    def post_login(
        self, request: HttpRequest, user: User, *, signup: bool, **rest: Any
    ) -> HttpResponse: ...
    def logout(self, request: HttpRequest) -> None: ...
    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None: ...
    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None: ...
    def get_client_ip(self, request: HttpRequest) -> str: ...
