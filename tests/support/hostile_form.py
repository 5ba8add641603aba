"""A multipart body written by hand: a file name with any bytes in it, as no browser would send it."""

from __future__ import annotations

import io

from tests.support.hostile_files import Hostile

FORM_TYPE = "multipart/form-data; boundary=edge"
_BEGINS = b"--edge\r\nContent-Disposition: form-data; "


def form_with(hostile: Hostile, field: str, **fields: str) -> io.BytesIO:
    """The fields, then the file under the name `field`."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    called = (field.encode(), hostile.name.encode(), hostile.declared.encode())
    file = b'name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n' % called
    whole = [_BEGINS + part + b"\r\n" for part in (*parts, file + hostile.make())]
    return io.BytesIO(b"".join((*whole, b"--edge--\r\n")))
