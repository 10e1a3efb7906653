"""The desk: what waits for me, what changed since yesterday, what the others did."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tashan.web.doors import OfficerRequest, anyone_signed_in, page


@page(anyone_signed_in)
def desk(request: OfficerRequest) -> HttpResponse:
    """Everybody's first page."""
    return render(request, "desk.html")
