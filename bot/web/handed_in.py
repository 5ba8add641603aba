"""Handed in (交来的文件): the fields of a multipart form, then its one file, read piece by piece.

The csrf text stands before the file, so that nothing is read in for a stranger. Whatever cannot be
read, a strange file name among it, is a bad request and nothing more.
"""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import BadHttpMessage
from aiohttp.multipart import BadContentDispositionHeader, BadContentDispositionParam

from bot.web.bodies import BadBody

MOST_FIELDS = 40
LONGEST_FIELD = 4096
CHUNK = 65536
# aiohttp warns and shows the header: people write names into file names, and logs take no names.
_ODD_NAMES = (BadContentDispositionHeader, BadContentDispositionParam)
UNREADABLE = (ValueError, BadHttpMessage, *_ODD_NAMES)
for _category in _ODD_NAMES:
    warnings.filterwarnings("ignore", category=_category)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """`fields` that stand before the file; `part` is None where no file was chosen."""

    fields: dict[str, str]
    part: BodyPartReader | None

    @property
    def declared(self) -> str:
        """The media type that the sender gives."""
        return self.part.headers.get("Content-Type", "") if self.part else ""

    @property
    def name(self) -> str:
        """The file's name as the sender has it: to be shown back, never kept."""
        return (self.part.filename or "") if self.part else ""

    async def chunks(self) -> AsyncIterator[bytes]:
        """The file's bytes as they come. Raises BadBody where the form breaks off."""
        try:
            while self.part is not None and (chunk := await self.part.read_chunk(CHUNK)):
                yield chunk
        except UNREADABLE:
            raise BadBody("bad_request") from None

    async def content(self, most: int) -> bytes:
        """The whole file, or a little more than `most` bytes of it: the rest is not read."""
        content = bytearray()
        async for chunk in self.chunks():
            content += chunk
            if len(content) > most:
                break
        return bytes(content)


async def handed_in(request: web.Request, name: str) -> HandedIn:
    """The form of this request up to its file, which the form calls `name`. Raises BadBody."""
    if request.content_type != "multipart/form-data":
        raise BadBody("unsupported")
    try:
        return await _read(request, name)
    except UNREADABLE:
        raise BadBody("bad_request") from None


async def handed_in_all(request: web.Request, name: str, most: int) -> AsyncIterator[HandedIn]:
    """As `handed_in`, file after file; each must be read before the next. Raises BadBody."""
    if request.content_type != "multipart/form-data":
        raise BadBody("unsupported")
    fields: dict[str, str] = {}
    seen = 0
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise BadBody("bad_request")
            if part.name == name and part.filename:
                seen += 1
                if seen > most:
                    raise BadBody("too_large")
                yield HandedIn(fields, part)
            elif part.name != name and len(fields) <= MOST_FIELDS:
                fields[part.name] = await _short(part)
    except UNREADABLE:
        raise BadBody("bad_request") from None


async def _read(request: web.Request, name: str) -> HandedIn:
    fields: dict[str, str] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None or len(fields) > MOST_FIELDS:
            raise BadBody("bad_request")
        if part.name == name:
            return HandedIn(fields, part if part.filename else None)
        fields[part.name] = await _short(part)
    return HandedIn(fields, None)


async def _short(part: BodyPartReader) -> str:
    text = b""
    while not part.at_eof():
        text += await part.read_chunk(LONGEST_FIELD)
        if len(text) > LONGEST_FIELD:
            raise BadBody("too_large")
    return text.decode("utf-8", "replace")
