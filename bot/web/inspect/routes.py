"""The routes of 鉴别、归档、目录、材料变动、整理."""

from __future__ import annotations

from aiohttp import web

from bot.web.inspect.arrangement_page import get_arrangement, post_arrangement
from bot.web.inspect.catalogue_page import get_catalogue, get_catalogue_sheet, get_catalogues
from bot.web.inspect.changes_page import (
    get_change_form,
    get_change_sheet,
    get_changes,
    post_change_form,
    post_changes,
)
from bot.web.inspect.file_page import get_file, post_file
from bot.web.inspect.loose_press import post_loose
from bot.web.inspect.pictures import get_picture
from bot.web.inspect.piece_page import get_piece
from bot.web.inspect.piece_presses import post_doubt, post_piece
from bot.web.inspect.queue import get_queue
from bot.web.inspect.slip_sheet import get_slip, post_slip
from bot.web.inspect.submission_page import get_submission, post_submission

routes = [
    web.get("/desk/inspect", get_queue),
    web.post("/desk/inspect/loose", post_loose),
    web.get("/desk/inspect/pieces/{ref}", get_piece),
    web.post("/desk/inspect/pieces/{ref}", post_piece),
    web.get("/desk/inspect/pictures/{file}", get_picture),
    web.post("/desk/inspect/doubts/{ref}", post_doubt),
    web.get("/desk/inspect/file/{ref}", get_file),
    web.post("/desk/inspect/file/{ref}", post_file),
    web.post("/desk/inspect/slips/{ref}", post_slip),
    web.get("/desk/inspect/{ref}", get_submission),
    web.post("/desk/inspect/{ref}", post_submission),
    web.get("/desk/catalogue", get_catalogues),
    web.get("/desk/catalogue/{number}", get_catalogue),
    web.get("/desk/materials", get_changes),
    web.post("/desk/materials", post_changes),
    web.get("/desk/materials/{ref}", get_change_form),
    web.post("/desk/materials/{ref}", post_change_form),
    web.get("/desk/arrangement", get_arrangement),
    web.post("/desk/arrangement", post_arrangement),
    web.get("/forms/return-slip/{ref}", get_slip),
    web.get("/forms/catalogue/{number}", get_catalogue_sheet),
    web.get("/forms/material-changes", get_change_sheet),
]
