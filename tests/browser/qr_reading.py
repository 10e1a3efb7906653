"""Reads a QR code from its pixels, written for the tests alone: what drew it is not asked.

Enough of ISO/IEC 18004 for what a screen shows straight and whole: versions 2 to 6, byte mode,
no errors to correct. Every block's first words are the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Grid = list[list[bool]]
# data words of each block by version and level; the rest of a block corrects errors
BLOCKS = {
    ("L", 2): [34], ("L", 3): [55], ("L", 4): [80], ("L", 5): [108], ("L", 6): [68, 68],
    ("M", 2): [28], ("M", 3): [44], ("M", 4): [32, 32], ("M", 5): [43, 43], ("M", 6): [27] * 4,
    ("Q", 2): [22], ("Q", 3): [17, 17], ("Q", 4): [24, 24], ("Q", 5): [15, 15, 16, 16],
    ("Q", 6): [19] * 4,
    ("H", 2): [16], ("H", 3): [13, 13], ("H", 4): [9] * 4, ("H", 5): [11, 11, 12, 12],
    ("H", 6): [15] * 4,
}  # fmt: skip
LEVELS = {0b01: "L", 0b00: "M", 0b11: "Q", 0b10: "H"}
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def read(rows: Sequence[str]) -> str:
    """The text of the code in these rows of pixels, 1 for dark."""
    grid = _modules(rows)
    size = len(grid)
    version = (size - 17) // 4
    level, mask = _format(grid)
    bits = "".join("1" if grid[r][c] ^ MASKS[mask](r, c) else "0" for r, c in _path(size, version))
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8)]
    return _text(_data(words, BLOCKS[level, version]))


def _modules(rows: Sequence[str]) -> Grid:
    """The grid of modules: its edge is where the dark begins, a finder is seven modules wide."""
    dark = [(y, x) for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel == "1"]
    top, bottom = min(y for y, _ in dark), max(y for y, _ in dark)
    left, right = min(x for _, x in dark), max(x for _, x in dark)
    finder = next(x for x in range(left, right) if rows[top + 1][x] == "0") - left
    count = round((right - left + 1) / (finder / 7))
    width, height = (right - left + 1) / count, (bottom - top + 1) / count
    return [
        [
            rows[int(top + (r + 0.5) * height)][int(left + (c + 0.5) * width)] == "1"
            for c in range(count)
        ]
        for r in range(count)
    ]


def _format(grid: Grid) -> tuple[str, int]:
    """The level and the mask, from beside the finder at the top left."""
    cells = [grid[8][c] for c in (0, 1, 2, 3, 4)]
    told = int("".join("1" if cell else "0" for cell in cells), 2) ^ 0b10101
    return LEVELS[told >> 3], told & 0b111


def _path(size: int, version: int) -> Iterator[tuple[int, int]]:
    """The modules of data: two columns at a time, up and down, from the right."""
    upwards = True
    for right in (*range(size - 1, 7, -2), 5, 3, 1):
        for r in range(size - 1, -1, -1) if upwards else range(size):
            for c in (right, right - 1):
                if not _is_pattern(r, c, size, version):
                    yield r, c
        upwards = not upwards


def _is_pattern(r: int, c: int, size: int, version: int) -> bool:
    far = size - 8
    if (r <= 8 and c <= 8) or (r <= 8 and c >= far) or (r >= far and c <= 8):
        return True  # finders with their edges and the format
    middle = 4 * version + 10
    return r == 6 or c == 6 or (abs(r - middle) <= 2 and abs(c - middle) <= 2)


def _data(words: Sequence[int], blocks: Sequence[int]) -> bytes:
    """The words of data in their order: blocks take turns."""
    parts: list[list[int]] = [[] for _ in blocks]
    ahead = iter(words)
    for number in range(max(blocks)):
        for part, length in zip(parts, blocks, strict=True):
            if number < length:
                part.append(next(ahead))
    return bytes(word for part in parts for word in part)


def _text(data: bytes) -> str:
    bits = "".join(f"{word:08b}" for word in data)
    assert bits[:4] == "0100", "bytes are expected"
    length = int(bits[4:12], 2)
    return bytes(int(bits[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()
