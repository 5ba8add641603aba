"""The web application: every route, in one table, with who may use it."""

from __future__ import annotations

from aiohttp import web

from bot.channels.webchat.hub import Hub
from bot.settings import Settings
from bot.web import keys
from bot.web.access import admitted, recognise
from bot.web.api.bridge import post_events
from bot.web.api.cases import get_case, get_cases, get_me
from bot.web.api.chat import get_events, post_message
from bot.web.api.commands import post_command
from bot.web.api.openapi import get_openapi
from bot.web.binding import get_bind, post_bind
from bot.web.chat_page import get_chat, post_chat
from bot.web.chat_pictures import post_chat_pictures
from bot.web.desk.import_job import ImportDesk
from bot.web.doors import get_home, get_login, post_login, post_logout
from bot.web.faults import explain_faults
from bot.web.health import routes as health_routes
from bot.web.rooms import routes as room_routes
from bot.web.security import guard_answer
from bot.web.telegram_webhook import post_telegram
from bot.web.throttle import Throttle
from core.dispatch import Dispatch
from core.files.intake import Intake
from core.files.partial import PartialUploads

MOST_BYTES = 1024 * 1024

ROUTES: list[web.RouteDef] = [
    web.get("/", get_home),
    web.get("/login", get_login),
    web.post("/login", post_login),
    web.post("/logout", post_logout),
    web.get("/bind", get_bind),
    web.post("/bind", post_bind),
    web.get("/chat", get_chat),
    web.post("/chat", post_chat),
    web.post("/chat/pictures", post_chat_pictures),
    web.get("/api/v1/openapi.json", get_openapi),
    web.get("/api/v1/me", get_me),
    web.get("/api/v1/cases", get_cases),
    web.get("/api/v1/cases/{ref}", get_case),
    web.post("/api/v1/commands/{name}", post_command),
    web.post("/api/v1/chat/messages", post_message),
    web.get("/api/v1/chat/events", get_events),
    web.post("/api/v1/bridge/events", post_events),
    web.post("/webhook/telegram", post_telegram),
    *room_routes,
    *health_routes,
]


def build_app(
    settings: Settings,
    dispatch: Dispatch,
    hub: Hub,
    *,
    is_demo: bool = False,
    intake: Intake | None = None,
) -> web.Application:
    """The application over an open house."""
    for route in ROUTES:
        admitted(route.handler)
    app = web.Application(middlewares=[explain_faults, recognise], client_max_size=MOST_BYTES)
    app[keys.SETTINGS] = settings
    app[keys.DISPATCH] = dispatch
    app[keys.HUB] = hub
    app[keys.THROTTLE] = Throttle()
    app[keys.IMPORTS] = ImportDesk()
    app[keys.IS_DEMO] = is_demo
    if intake is not None:
        app[keys.INTAKE] = intake
        app[keys.UPLOADS] = PartialUploads(intake.quarantine)
    app.add_routes(ROUTES)
    app.on_response_prepare.append(guard_answer)
    app.on_shutdown.append(_close_streams)
    app.on_cleanup.append(_end_imports)
    return app


async def _close_streams(app: web.Application) -> None:
    app[keys.HUB].close()


async def _end_imports(app: web.Application) -> None:
    await app[keys.IMPORTS].close()
