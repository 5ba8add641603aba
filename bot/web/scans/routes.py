"""The routes of 数字档案."""

from __future__ import annotations

from aiohttp import web

from bot.web.scans.dossier_page import get_scans_of
from bot.web.scans.dossier_presses import post_scan_files, post_scans_of
from bot.web.scans.dossiers_page import get_scans
from bot.web.scans.read_page import get_scan
from bot.web.scans.settings_page import get_scan_settings, post_scan_settings

routes = [
    web.get("/desk/scans", get_scans),
    web.get("/desk/scans/settings", get_scan_settings),
    web.post("/desk/scans/settings", post_scan_settings),
    web.get("/desk/scans/dossiers/{number}", get_scans_of),
    web.post("/desk/scans/dossiers/{number}", post_scans_of),
    web.post("/desk/scans/dossiers/{number}/files", post_scan_files),
    web.get("/desk/cases/{ref}/scans/{image}", get_scan),
]
