from typing import Any

from django.http import HttpRequest

from tashan.record.models import User

def get_authentication_records(request: HttpRequest, user: User) -> list[dict[str, Any]]: ...
