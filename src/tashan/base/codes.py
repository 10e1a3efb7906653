"""Codes that carry their own check: unified social credit codes and project codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from operator import mul

from tashan.base.errors import UserError

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
_CREDIT_VALUES = {sign: value for value, sign in enumerate(CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_check_digit(body: str) -> str:
    """The 18th character for the first 17 (GB 32100-2015)."""
    if len(body) != len(_CREDIT_WEIGHTS):
        raise ValueError(f"expected 17 characters, not {len(body)}")
    total = sum(map(mul, _CREDIT_WEIGHTS, map(_CREDIT_VALUES.__getitem__, body)))
    return CREDIT_ALPHABET[-total % 31]


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A unified social credit code: 18 characters, checked when made."""

    value: str

    def __post_init__(self) -> None:
        where = f"credit code {self.value!r}"
        if len(self.value) != 18:
            raise UserError(f"{where}: {len(self.value)} characters.", hint="Expected 18.")
        for at, char in enumerate(self.value, start=1):
            if char not in CREDIT_ALPHABET:
                raise UserError(
                    f"{where}: {char!r} at position {at}.",
                    hint="Expected digits and capitals without I, O, S, V and Z.",
                )
        expected = credit_check_digit(self.value[:17])
        if self.value[17] != expected:
            raise UserError(
                f"{where}: the last character is {self.value[17]!r}.",
                hint=f"Expected {expected!r} after these 17; one of them may be mistyped.",
            )

    @classmethod
    def parse(cls, text: str) -> CreditCode:
        """From what people type: blanks and hyphens dropped, letters raised."""
        return cls(re.sub(r"[\s-]", "", text).upper())

    @property
    def division_code(self) -> str:
        """Where it was registered, in GB/T 2260 of that time."""
        return self.value[2:8]


def mod_11_10(digits: str) -> str:
    """The check digit of ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


class ProjectCodeFormat(StrEnum):
    STANDARD = "standard"  # GB/T 40058-2021: YYMM-region-department-type-random and check digit
    LEGACY = "legacy"  # before 2020-11: year-region-industry-regime-serial, no check digit


_PROJECT = re.compile(r"(\d{4})-?(\d{6})-?(\d{2})-?(\d{2})-?(\d{6})")


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A code of the national investment platform, in either format.

    A failed check digit is a ``warning``, not an error: no published text states the method, it
    was found to hold on the codes at hand. Whoever takes such a code gives a reason.
    """

    value: str
    format: ProjectCodeFormat
    division_code: str
    warning: str = ""

    @classmethod
    def parse(cls, text: str) -> ProjectCode:
        """With or without hyphens. Raises UserError where neither format fits."""
        found = _PROJECT.fullmatch(re.sub(r"[\s—–－]", "-", text.strip()).replace("--", "-"))
        if found is None:
            raise UserError(
                f"project code {text!r} has not the form of one.",
                hint="Expected 24 characters like 2607-330482-04-01-100010.",
            )
        issued = found[1]
        value = "-".join(found.groups())
        if 1 <= int(issued[2:]) <= 12:
            return cls(value, ProjectCodeFormat.STANDARD, found[2], _check("".join(found.groups())))
        if 2015 <= int(issued) <= 2020:
            return cls(value, ProjectCodeFormat.LEGACY, found[2])
        raise UserError(
            f"project code {text!r} begins with {issued!r}.",
            hint="Expected year and month of issue (2607), or for old codes a year 2015 to 2020.",
        )


def _check(digits: str) -> str:
    expected = mod_11_10(digits[:19])
    if digits[19] == expected:
        return ""
    return f"the last digit is {digits[19]}, the check (ISO 7064 MOD 11,10) expects {expected}"
