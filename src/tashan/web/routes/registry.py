"""Addresses of the pages of the registers."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import (
    enterprises,
    entities,
    entry_forms,
    household_pages,
    offices,
    park_forms,
    parks,
    places,
    project_forms,
    projects,
)

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
    path("parks/", parks.parks, name="parks"),
    path("parks/new/", park_forms.new_park, name="new_park"),
    path("parks/<int:entity_id>/", parks.park, name="park"),
    path("parks/<int:entity_id>/change/", park_forms.change_park, name="change_park"),
    path("parks/<int:entity_id>/buildings/new/", park_forms.new_building, name="new_building"),
    path("buildings/<int:entity_id>/", parks.building, name="building"),
    path("buildings/<int:entity_id>/change/", park_forms.change_building, name="change_building"),
    path("buildings/<int:entity_id>/floors/new/", park_forms.new_floor, name="new_floor"),
    path("floors/<int:floor_id>/divide/", park_forms.divide_floor, name="divide_floor"),
    path("units/<int:unit_id>/let/", park_forms.let_unit, name="let_unit"),
    path("contracts/<int:tenancy_id>/change/", park_forms.change_tenancy, name="change_tenancy"),
    path("projects/", projects.projects, name="projects"),
    path("projects/new/", project_forms.new_project, name="new_project"),
    path("projects/<int:entity_id>/", projects.project, name="project"),
    path("projects/<int:entity_id>/change/", project_forms.change_project, name="change_project"),
    path("projects/<int:entity_id>/stage/", project_forms.move_project, name="move_project"),
    path("projects/<int:entity_id>/works/new/", project_forms.new_work, name="new_work"),
    path("projects/<int:entity_id>/parts/new/", project_forms.new_part, name="new_part"),
    path("parts/<int:part_id>/end/", project_forms.end_part, name="end_part"),
    path("households/", household_pages.households, name="households"),
    path("households/new/", household_pages.new_household, name="new_household"),
    path("households/<int:entity_id>/", household_pages.household, name="household"),
    path(
        "households/<int:entity_id>/change/",
        household_pages.change_household,
        name="change_household",
    ),
]
