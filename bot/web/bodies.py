"""Bodies (来件正文): JSON of a known shape or a clear answer; nothing else gets further."""

from __future__ import annotations

from typing import TypeVar

import orjson
from aiohttp import web
from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)
LONGEST_KEY = 80


class BadBody(Exception):
    """The request cannot be read; `code` says how, `field` where."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.field = field


async def read_json(request: web.Request, model: type[M]) -> M:
    """The body as this model. Raises BadBody."""
    return parse(await json_bytes(request), model)


async def json_bytes(request: web.Request) -> bytes:
    if request.content_type != "application/json":
        raise BadBody("unsupported")
    return await request.read()


def parse(body: bytes, model: type[M]) -> M:
    try:
        return model.model_validate(orjson.loads(body), strict=False)
    except orjson.JSONDecodeError:
        raise BadBody("bad_request") from None
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise BadBody("bad_value", field) from None


def idempotency_key(request: web.Request) -> str:
    """The caller's key for this action. Raises BadBody where it is missing or odd."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise BadBody("key_missing")
    return key
