"""Addresses of the pages of the registers."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import enterprises, entities, entry_forms, offices, places

ENTITY = "entities/<int:entity_id>/"

urlpatterns: list[URLPattern] = [
    path(ENTITY, entities.entity, name="entity"),
    path(ENTITY + "<slug:act>/", entry_forms.act, name="act"),
    path(ENTITY + "<slug:act>/<int:row_id>/", entry_forms.act_on, name="act_on"),
    path("entities/new/<slug:kind>/", entry_forms.new_entry, name="new_entry"),
    path("enterprises/", enterprises.enterprises, name="enterprises"),
    path("enterprises/<int:entity_id>/", enterprises.enterprise, name="enterprise"),
    path("own/", enterprises.own, name="own"),
    path("places/", places.places, name="places"),
    path("places/<int:entity_id>/", places.place, name="place"),
    path("offices/", offices.offices, name="offices"),
    path("offices/<int:entity_id>/", offices.office, name="office"),
    path("officers/<int:entity_id>/", offices.officer, name="officer"),
]
