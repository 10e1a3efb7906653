from typing import Any

from django.http import HttpRequest

def get_authentication_records(request: HttpRequest) -> list[dict[str, Any]]: ...
