from __future__ import annotations

from tashan.base.lights import Light


def test_every_light_has_a_shape_of_its_own() -> None:
    assert len({light.shape for light in Light}) == len(Light)


def test_the_most_urgent_light_comes_first() -> None:
    assert sorted(Light, key=lambda light: light.urgency)[0] is Light.RED
