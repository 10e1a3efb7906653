"""How a part names another: `pool` of its own file, `service_green_card.holders` of another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from tashan.mechanisms.fields import CODE, Entry, refused


def _part_name(given: str) -> str:
    names = given.split(".")
    if len(names) > 2 or not all(CODE.fullmatch(name) for name in names):
        raise refused(
            f"{given[:60]!r} names no part. Expected one of this file, or one of another as "
            "'mechanism.part'."
        )
    return given


def _other_part(given: str) -> str:
    if "." not in given:
        raise refused(f"{given[:60]!r}: expected a part of another mechanism, as 'mechanism.part'.")
    return _part_name(given)


PartName = Annotated[str, AfterValidator(_part_name)]
OtherPart = Annotated[str, AfterValidator(_other_part)]


class Use(Entry):
    """Stands for a part of another mechanism, whatever its kind."""

    kind: Literal["use"] = "use"
    use: OtherPart


def full_name(mechanism: str, name: str) -> str:
    """``mechanism.part`` of a name that stands in a file."""
    return name if "." in name else f"{mechanism}.{name}"


def as_use(given: object) -> object:
    """A part that only says what it uses needs no kind."""
    if isinstance(given, dict) and "use" in given and "kind" not in given:
        return {"kind": "use", **given}
    return given
