"""A head on paper (当日日志签名): capitals and digits for scanner guns, and a QR to print.

The text is `DGH` and 234 letters of base32 over
version₁ ‖ log id₁₆ ‖ size₆ ‖ microseconds₇ ‖ chain₃₂ ‖ key fingerprint₁₆ ‖ signature₆₄ ‖ check₄;
`verify_log.py` reads the same.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import qrcode
from qrcode.image.svg import SvgPathImage

from core.audit.entry import SignedHead

PREFIX, VERSION = "DGH", b"\x01"
LENGTH, CHECK_BYTES = 142, 4
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MISREAD = str.maketrans("018", "OIB", " -\t\r\n")


class UnreadableHead(ValueError):
    """This is not the text of a printed log head, or a letter of it is wrong."""

    code = "unreadable_head"


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """What the paper says; ids, chain and signature in hex, `at` aware UTC."""

    log_id: str
    size: int
    at: datetime
    chain: str
    key_id: str
    signature: str


def head_text(head: SignedHead | PrintedHead) -> str:
    """The head as 237 capitals and digits."""
    microseconds = (head.at - _EPOCH) // timedelta(microseconds=1)
    content = b"".join((
        VERSION,
        bytes.fromhex(head.log_id),
        head.size.to_bytes(6, "big"),
        microseconds.to_bytes(7, "big"),
        bytes.fromhex(head.chain),
        bytes.fromhex(head.key_id),
        bytes.fromhex(head.signature),
    ))  # fmt: skip
    return PREFIX + _letters(content + _check(content))


def parse_head_text(text: str) -> PrintedHead:
    """The head that a text says; lower case, spaces and hyphens are forgiven.

    Raises `UnreadableHead`.
    """
    letters = text.upper().translate(_MISREAD).removeprefix(PREFIX)
    try:
        content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise UnreadableHead(UnreadableHead.__doc__) from error
    exact = _letters(content) == letters  # the last letter has two spare bits
    content, check = content[:-CHECK_BYTES], content[-CHECK_BYTES:]
    if not exact or check != _check(content) or (len(content), content[:1]) != (LENGTH, VERSION):
        raise UnreadableHead(UnreadableHead.__doc__)
    return PrintedHead(
        log_id=content[1:17].hex(),
        size=int.from_bytes(content[17:23], "big"),
        at=_EPOCH + timedelta(microseconds=int.from_bytes(content[23:30], "big")),
        chain=content[30:62].hex(),
        key_id=content[62:78].hex(),
        signature=content[78:142].hex(),
    )


def head_qr(text: str) -> str:
    """The text as a QR (version 9, correction M): one SVG, nothing fetched from elsewhere."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    return code.make_image(image_factory=SvgPathImage).to_string(encoding="unicode")


def _letters(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=")


def _check(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:CHECK_BYTES]
