"""QR codes (二维码): level M on screens, Q on labels and paper; never personal data."""

from __future__ import annotations

from io import BytesIO, StringIO

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathImage


class Drawn(str):
    """A code as SVG text that still knows what it says."""

    __slots__ = ("says",)

    says: str


def qr_svg(text: str, *, on_paper: bool = False, border: int = 2) -> Drawn:
    """The code as one SVG path, alphanumeric mode for our upper-case codes."""
    level = ERROR_CORRECT_Q if on_paper else ERROR_CORRECT_M
    code = qrcode.QRCode(error_correction=level, border=border, image_factory=SvgPathImage)
    code.add_data(text)
    code.make(fit=True)
    drawn = Drawn(code.make_image().to_string(encoding="unicode"))
    drawn.says = text
    return drawn


def qr_png(text: str) -> bytes:
    """The code for paper as a picture, ten pixels a module."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=2, box_size=10)
    code.add_data(text)
    picture = BytesIO()
    code.make_image().save(picture, format="PNG")
    return picture.getvalue()


def qr_text(text: str) -> str:
    """The code in half blocks, for a terminal."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=2)
    code.add_data(text)
    drawn = StringIO()
    code.print_ascii(out=drawn)
    return drawn.getvalue()
