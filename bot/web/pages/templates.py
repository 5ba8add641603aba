"""Page templates: jinja2 with escaping on, and what every page needs to know."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot.web.keys import IS_DEMO
from core.ids import opaque

FOLDER = Path(__file__).parents[1] / "templates"


@cache
def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(default=True, default_for_string=True),
        extensions=["jinja2.ext.i18n"],
    )
    env.globals["new_key"] = lambda: opaque(24)
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return env


@cache
def own_version() -> str:
    return version("danggui")


def page(
    request: web.Request, template: str, context: dict[str, Any], status: int = 200
) -> web.Response:
    """A rendered page. `csrf`, `key`, `demo` and `own_version` are there unless given."""
    given = {
        "own_version": own_version(),
        "csrf": "",
        "demo": request.app[IS_DEMO],
        "notice": None,
        "room": {"name": "干部人事档案室"},
        "me": None,
        "place": "",
        **context,
    }
    text = environment().get_template(template).render(given)
    return web.Response(text=text, status=status, content_type="text/html")
