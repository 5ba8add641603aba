"""The name under which a browser keeps a file (下载文件名)."""

from __future__ import annotations

from urllib.parse import quote


def attached(name: str) -> dict[str, str]:
    """The header of a file to be kept under this name; it never names a person."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
