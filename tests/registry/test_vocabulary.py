"""The words that rules know of a subject are those that its register keeps."""

from __future__ import annotations

import pytest
from django.db.models import TextChoices

from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.rules.vocabulary import fields_of
from tashan.registry import kinds

CHOICES = [
    (Subject.ENTERPRISE, "scale", kinds.Scale),
    (Subject.ENTERPRISE, "standing", kinds.Standing),
    (Subject.PROJECT, "type", kinds.ProjectType),
    (Subject.PROJECT, "route", kinds.Route),
    (Subject.PROJECT, "stage", kinds.ProjectStage),
    (Subject.PROJECT, "funding", kinds.Funding),
    (Subject.PLACE, "level", kinds.PlaceLevel),
    (Subject.PARK, "level", kinds.ParkLevel),
]


@pytest.mark.parametrize(("subject", "field", "kept"), CHOICES)
def test_the_choices_of_a_field_are_those_of_the_register(
    subject: Subject, field: str, kept: type[TextChoices]
) -> None:
    assert fields_of(subject)[field].choices == tuple(kept.values)
