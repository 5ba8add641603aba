"""The interface's description (OpenAPI 3.1), built from the commands themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from aiohttp import web

from bot.web.access import OPEN, admits
from bot.web.answers import json_answer
from bot.web.api.chat import ChatIn
from bot.web.api.commands import adapter, by_name
from bot.web.pages.templates import own_version
from hardware_bridge.wire import Batch, BatchAnswer

ERROR = {
    "type": "object",
    "required": ["code", "number", "message", "reasons"],
    "properties": {
        "code": {"type": "string"},
        "number": {"type": "string"},
        "message": {"type": "string"},
        "reasons": {"type": "array", "items": {"type": "object"}},
    },
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "maxLength": 80},
}
PIN = {"name": "X-Danggui-Pin", "in": "header", "schema": {"type": "string", "maxLength": 12}}


@admits(OPEN)
async def get_openapi(request: web.Request) -> web.Response:
    return json_answer(description())


@cache
def description() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {
        f"/api/v1/commands/{name}": {"post": _command(name, command)}
        for name, command in sorted(by_name().items())
    }
    paths["/api/v1/chat/messages"] = {
        "post": _operation("Say something or press a button", ChatIn.model_json_schema(), [KEY])
    }
    paths["/api/v1/chat/events"] = {"get": _read("Messages and cards as server-sent events")}
    paths["/api/v1/me"] = {"get": _read("Who is signed in")}
    paths["/api/v1/cases"] = {"get": _read("Cases: ?list=tasks|out|mine")}
    paths["/api/v1/cases/{ref}"] = {"get": _read("One case", ["ref"])}
    paths["/api/v1/bridge/events"] = {
        "post": _operation(
            "A signed batch of device events",
            Batch.model_json_schema(),
            [],
            BatchAnswer.model_json_schema(),
        )
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Danggui 当归", "version": own_version()},
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Error": ERROR},
        },
        "security": [{"token": []}],
    }


def _command(name: str, command: Any) -> dict[str, Any]:
    summary = (command.__doc__ or name).strip().split("\n", 1)[0]
    if summary.startswith(command.__name__):
        summary = name.replace("_", " ")
    return _operation(summary, adapter(command).json_schema(), [KEY, PIN])


def _operation(
    summary: str,
    schema: dict[str, Any],
    parameters: list[dict[str, Any]],
    answer: dict[str, Any] | None = None,
) -> dict[str, Any]:
    return {
        "summary": summary,
        "parameters": parameters,
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {
            "200": _content("Done", answer or {"type": "object"}),
            "default": _content("Not done", {"$ref": "#/components/schemas/Error"}),
        },
    }


def _read(summary: str, path: list[str] | None = None) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in path or []
    ]
    return {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": _content("Found", {"type": "object"}),
            "default": _content("Not done", {"$ref": "#/components/schemas/Error"}),
        },
    }


def _content(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
