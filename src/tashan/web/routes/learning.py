"""Addresses of the pages of trips and adoptions."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import adopt, adoptions, newer, own_file, trip_forms, trips

TRIP = "trips/<int:trip_id>/"
ADOPTION = "adoptions/<int:adoption_id>/"

urlpatterns: list[URLPattern] = [
    path("trips/", trips.trips, name="trips"),
    path("trips/new/", trip_forms.new_trip, name="new_trip"),
    path(TRIP, trips.trip, name="trip"),
    path(TRIP + "change/", trip_forms.change_trip, name="change_trip"),
    path(TRIP + "sites/", trip_forms.add_site, name="add_site"),
    path(TRIP + "sites/<int:site_id>/remove/", trip_forms.remove_site, name="remove_site"),
    path(TRIP + "photos/", trip_forms.add_photo, name="add_photo"),
    path(TRIP + "photos/<int:photo_id>/", trips.trip_photo, name="trip_photo"),
    path(TRIP + "reports/", trip_forms.attach_report, name="attach_report"),
    path(TRIP + "reports/<int:report_id>/detach/", trip_forms.detach_report, name="detach_report"),
    path("mechanisms/<slug:code>/adopt/", adopt.adopt, name="adopt"),
    path(
        "reports/<int:report_id>/findings/<int:number>/draft.yaml",
        adopt.draft_mechanism,
        name="draft_mechanism",
    ),
    path(ADOPTION, adoptions.adoption, name="adoption"),
    path(ADOPTION + "local.yaml", adoptions.adoption_file, name="adoption_file"),
    path(ADOPTION + "change/", adoptions.change_adoption, name="change_adoption"),
    path(ADOPTION + "file/", own_file.change_file, name="change_file"),
    path(ADOPTION + "newer/", newer.follow_adoption, name="follow_adoption"),
    path(ADOPTION + "review/", adoptions.review_adoption, name="review_adoption"),
    path(ADOPTION + "end/", adoptions.end_adoption, name="end_adoption"),
]
