"""The desk's routes (案头)."""

from __future__ import annotations

from aiohttp import web

from bot.web.desk.approval_settings import get_approval_settings, post_approval_settings
from bot.web.desk.calendar_page import get_calendar, get_calendar_sheet, post_calendar
from bot.web.desk.case_page import get_case_page
from bot.web.desk.case_presses import post_case_page
from bot.web.desk.cases import get_desk
from bot.web.desk.deputy_page import get_deputy, post_deputy
from bot.web.desk.disclosure_page import get_disclosure, post_disclosure
from bot.web.desk.handover_note import get_handover_note
from bot.web.desk.import_page import get_import, get_template, post_import
from bot.web.desk.labels_page import get_labels_page
from bot.web.desk.late_entry_page import get_late_entry
from bot.web.desk.late_new import get_late_new, post_late_new
from bot.web.desk.late_presses import post_late_entry, post_late_scan
from bot.web.desk.log_page import get_log, post_log
from bot.web.desk.member_presses import post_member, post_members
from bot.web.desk.members import get_members
from bot.web.desk.numbers import get_numbers, post_numbers
from bot.web.desk.outage import get_outage, post_outage
from bot.web.desk.register_page import get_register_page
from bot.web.desk.restrictions import get_restrictions, post_restrictions
from bot.web.desk.week import get_week

routes = [
    web.get("/desk", get_desk),
    web.get("/desk/cases/{ref}", get_case_page),
    web.post("/desk/cases/{ref}", post_case_page),
    web.get("/desk/deputy", get_deputy),
    web.post("/desk/deputy", post_deputy),
    web.get("/desk/restrictions", get_restrictions),
    web.post("/desk/restrictions", post_restrictions),
    web.get("/desk/approval", get_approval_settings),
    web.post("/desk/approval", post_approval_settings),
    web.get("/desk/telegram", get_disclosure),
    web.post("/desk/telegram", post_disclosure),
    web.get("/desk/week", get_week),
    web.get("/desk/handover-note", get_handover_note),
    web.get("/desk/calendar", get_calendar),
    web.get("/desk/calendar.csv", get_calendar_sheet),
    web.post("/desk/calendar", post_calendar),
    web.get("/desk/members", get_members),
    web.post("/desk/members", post_members),
    web.post("/desk/members/{number}", post_member),
    web.get("/desk/log", get_log),
    web.post("/desk/log", post_log),
    web.get("/desk/register", get_register_page),
    web.get("/desk/labels", get_labels_page),
    web.get("/desk/import", get_import),
    web.post("/desk/import", post_import),
    web.get("/desk/import/template.xlsx", get_template),
    web.get("/desk/outage", get_outage),
    web.post("/desk/outage", post_outage),
    web.get("/desk/outage/new", get_late_new),
    web.post("/desk/outage/new", post_late_new),
    web.get("/desk/outage/entries/{ref}", get_late_entry),
    web.post("/desk/outage/entries/{ref}", post_late_entry),
    web.post("/desk/outage/entries/{ref}/scan", post_late_scan),
    web.get("/desk/outage/numbers", get_numbers),
    web.post("/desk/outage/numbers", post_numbers),
]
