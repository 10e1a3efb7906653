"""A picture of hills in the haze, drawn from a number: the demo shows no real place."""

from __future__ import annotations

import math
import struct
import zlib

WIDTH, HEIGHT = 320, 240
LAYERS = 4
Colour = tuple[int, int, int]
SKY: Colour = (226, 236, 232)
NEAR: Colour = (24, 104, 88)


def hills(number: int) -> bytes:
    """The bytes of a .png; the same number gives the same picture."""
    rows = [_row(y, _heights(number)) for y in range(HEIGHT)]
    return _png(b"".join(b"\0" + row for row in rows))


def _heights(number: int) -> list[list[float]]:
    """Of each layer and column, how far down the hill begins; the farthest layer first."""
    return [
        [
            HEIGHT * (0.34 + 0.15 * layer)
            - 26 * math.sin(x / (38 + 7 * layer) + number * 1.7 + layer * 2.3)
            - 9 * math.sin(x / 11 + number + layer)
            for x in range(WIDTH)
        ]
        for layer in range(LAYERS)
    ]


def _row(y: int, heights: list[list[float]]) -> bytes:
    pixels = bytearray()
    for x in range(WIDTH):
        covered = sum(y >= layer[x] for layer in heights)
        pixels += bytes(_mixed(covered / LAYERS, y / HEIGHT))
    return bytes(pixels)


def _mixed(nearness: float, depth: float) -> Colour:
    share = 0.85 * nearness + 0.1 * depth
    red, green, blue = (
        round(far + (near - far) * share) for far, near in zip(SKY, NEAR, strict=True)
    )
    return red, green, blue


def _png(raw: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
