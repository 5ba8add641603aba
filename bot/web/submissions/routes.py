"""The routes of 材料报送."""

from __future__ import annotations

from aiohttp import web

from bot.web.submissions.count_in import post_count_in
from bot.web.submissions.link_upload import (
    get_link_upload,
    post_link_parts,
    post_link_upload,
)
from bot.web.submissions.list_sheet import get_submission_list
from bot.web.submissions.listed import get_submissions
from bot.web.submissions.new_page import get_new_submission, post_new_submission
from bot.web.submissions.one_page import get_submission, post_submission
from bot.web.submissions.pictures import get_submission_picture, post_pictures
from bot.web.submissions.uploads import get_upload, patch_upload, post_upload

routes = [
    web.get("/desk/submissions", get_submissions),
    web.get("/desk/submissions/new", get_new_submission),
    web.post("/desk/submissions/new", post_new_submission),
    web.get("/desk/submissions/{ref}", get_submission),
    web.post("/desk/submissions/{ref}", post_submission),
    web.post("/desk/submissions/{ref}/pictures", post_pictures),
    web.get("/desk/submissions/{ref}/pictures/{place}", get_submission_picture),
    web.post("/desk/submissions/{ref}/uploads", post_upload),
    web.get("/upload/{token}", get_link_upload),
    web.post("/upload/{token}", post_link_upload),
    web.post("/upload/{token}/parts", post_link_parts),
    web.get("/uploads/{upload}", get_upload),
    web.patch("/uploads/{upload}", patch_upload),
    web.get("/forms/submission-list/{ref}", get_submission_list),
    web.post("/counter/count-in", post_count_in),
]
