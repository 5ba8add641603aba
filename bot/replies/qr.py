"""QR codes (二维码) as SVG text: level M on screens, Q on labels and paper; never personal data."""

from __future__ import annotations

from io import StringIO

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathImage


def qr_svg(text: str, *, on_paper: bool = False, border: int = 2) -> str:
    """The code as one SVG path, alphanumeric mode for our upper-case codes."""
    level = ERROR_CORRECT_Q if on_paper else ERROR_CORRECT_M
    code = qrcode.QRCode(error_correction=level, border=border, image_factory=SvgPathImage)
    code.add_data(text)
    code.make(fit=True)
    return str(code.make_image().to_string(encoding="unicode"))


def qr_text(text: str) -> str:
    """The code in half blocks, for a terminal."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=2)
    code.add_data(text)
    drawn = StringIO()
    code.print_ascii(out=drawn)
    return drawn.getvalue()
