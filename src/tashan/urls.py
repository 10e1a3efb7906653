"""The doors: pages, and the sign-in pages of django-allauth."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("tashan.web.urls")),
]
