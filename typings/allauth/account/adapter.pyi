from typing import Any

from django.http import HttpRequest, HttpResponse

from tashan.record.models import User

class DefaultAccountAdapter:
    def is_open_for_signup(self, request: HttpRequest) -> bool: ...
    def post_login(
        self,
        request: HttpRequest,
        user: User,
        *,
        email_verification: str,
        signal_kwargs: dict[str, Any] | None,
        email: str | None,
        signup: bool,
        redirect_url: str | None,
    ) -> HttpResponse: ...
    def logout(self, request: HttpRequest) -> None: ...
    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None: ...
    def set_password(self, user: User, password: str) -> None: ...
    def get_client_ip(self, request: HttpRequest) -> str: ...
