"""Typed keys of what the web application carries."""

from __future__ import annotations

from aiohttp import web

from bot.channels.webchat.hub import Hub
from bot.settings import Settings
from bot.web.desk.import_job import ImportDesk
from bot.web.throttle import Throttle
from core.dispatch import Dispatch
from core.files.intake import Intake
from core.files.partial import PartialUploads
from core.members.scope import Viewer
from core.members.who_is import SignedIn
from core.principal import Principal

DISPATCH = web.AppKey("dispatch", Dispatch)
SETTINGS = web.AppKey("settings", Settings)
HUB = web.AppKey("hub", Hub)
INTAKE = web.AppKey("intake", Intake)
UPLOADS = web.AppKey("uploads", PartialUploads)
THROTTLE = web.AppKey("throttle", Throttle)
IMPORTS = web.AppKey("imports", ImportDesk)
IS_DEMO = web.AppKey("is_demo", bool)

SIGNED_IN = web.RequestKey("signed_in", SignedIn)
PRINCIPAL = web.RequestKey("principal", Principal)
VIEWER = web.RequestKey("viewer", Viewer)
