"""Traditional script out of simplified, as Taiwan writes it; both catalogues and pages use it."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC  # type: ignore[import-untyped]

CONFIG = "s2tw"


@cache
def converter() -> OpenCC:
    return OpenCC(CONFIG)


@cache
def traditional(text: str) -> str:
    """The same text in traditional script."""
    converted: str = converter().convert(text)
    return converted
