"""The name under which a browser keeps a file (下载文件名)."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attached(name: str) -> dict[str, str]:
    """The header of a file to be kept under this name; it never names a person."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def workbook(body: bytes, name: str) -> web.Response:
    """A workbook as the answer, to be kept under this name."""
    return web.Response(body=body, content_type=XLSX, headers=attached(name))
