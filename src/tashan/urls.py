"""The doors: pages, the API, and the sign-in pages of django-allauth."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/", include("tashan.api.urls")),
    path("", include("tashan.web.urls")),
]

handler403 = "tashan.web.pages.errors.forbidden"
handler404 = "tashan.web.pages.errors.not_found"
handler500 = "tashan.web.pages.errors.broken"
