"""The QR code of an address, as a drawing and as a picture."""

from __future__ import annotations

from io import BytesIO

import segno

_QUIET = 4  # modules of quiet zone: what ISO/IEC 18004 asks for


def _made(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")


def svg(address: str) -> bytes:
    """An SVG that scales, black on white so that it can be read in the dark appearance too."""
    kept = BytesIO()
    _made(address).save(
        kept, kind="svg", border=_QUIET, dark="#000", light="#fff", xmldecl=False, omitsize=True,
        nl=False,
    )  # fmt: skip
    return kept.getvalue()


def png(address: str) -> bytes:
    """A picture of 8 pixels a module, for programs that take no SVG."""
    kept = BytesIO()
    _made(address).save(kept, kind="png", border=_QUIET, scale=8)
    return kept.getvalue()
