"""The routes of paper (打印)."""

from __future__ import annotations

from aiohttp import web

from bot.web.forms.approval import get_approval
from bot.web.forms.certificate import get_certificate
from bot.web.forms.emergency_kit import get_emergency_kit
from bot.web.forms.invitation import post_invitation
from bot.web.forms.issued import get_reply, get_return_check, get_return_notice
from bot.web.forms.labels import get_labels, get_slot_labels, get_spines
from bot.web.forms.loan_slip import get_loan_slip
from bot.web.forms.register import get_register, post_register
from bot.web.forms.sheets import get_copies, get_excerpt
from bot.web.forms.slip import get_slip, post_slip

routes = [
    web.get("/forms/approval/{ref}", get_approval),
    web.get("/forms/slip/{ref}", get_slip),
    web.post("/forms/slip/{ref}", post_slip),
    web.get("/forms/register", get_register),
    web.post("/forms/register", post_register),
    web.get("/forms/return-notice/{ref}", get_return_notice),
    web.get("/forms/return-check/{ref}", get_return_check),
    web.get("/forms/reply/{ref}", get_reply),
    web.get("/forms/labels", get_labels),
    web.get("/forms/slot-labels", get_slot_labels),
    web.get("/forms/spines", get_spines),
    web.get("/forms/emergency-kit", get_emergency_kit),
    web.get("/forms/loan-slip/{ref}", get_loan_slip),
    web.get("/forms/excerpt/{ref}", get_excerpt),
    web.get("/forms/copies/{ref}", get_copies),
    web.get("/forms/certificate/{ref}", get_certificate),
    web.post("/forms/invitation", post_invitation),
]
