"""各种方式用例的样例 / Samples of the commands that belong to one mode of reading."""

from __future__ import annotations

from core.certificates import check_certificate, draft_certificate, hand_certificate, look_up
from core.command import Command
from core.custody import count_before, pack_for_loan
from core.requests import swap_reader
from core.requests.submit_request import NamedReader
from core.sheets import check_sheet, count_sheets_back, issue_sheets, make_copy, settle_sheet
from tests.support.every_mode import certificate, sheets
from tests.support.every_thing import Things

SOMEONE = NamedReader(name="卫三", is_personnel=True, is_party_member=True)


def of_modes(t: Things) -> dict[str, Command]:
    return {**_going_out(t), **_of_sheets(t), **_of_certificates(t)}


def _going_out(t: Things) -> dict[str, Command]:
    ready, bag = t.cases["ready"], {"bag": "D7", "way": "unit_vehicle"}
    return {
        "CountBefore": count_before.CountBefore(
            request=ready, label=t.label("ready"), reader=1, pieces=12, pages=30
        ),
        "PackForLoan": pack_for_loan.PackForLoan(
            request=t.cases["to_pack"], carriers=(1, 2), **bag
        ),
        "SwapReader": swap_reader.SwapReader(
            request=ready, ordinal=1, reader=SOMEONE, change_sealed=True
        ),
    }


def _of_sheets(t: Things) -> dict[str, Command]:
    case = t.cases["copying"]
    excerpt, copy = (it.ref for it in sheets(t.world, case))
    return {
        "IssueSheets": issue_sheets.IssueSheets(request=case, reader=1, count=1),
        "CountSheetsBack": count_sheets_back.CountSheetsBack(
            request=case, sheets=(count_sheets_back.SheetBack(sheet=excerpt, pages=1),)
        ),
        "MakeCopy": make_copy.MakeCopy(request=case, material="任免审批表", pages=1),
        "CheckSheet": check_sheet.CheckSheet(sheet=copy, agrees=True, stamped=True),
        "TakeSheetAway": settle_sheet.TakeSheetAway(sheet=copy, reader=1),
        "DestroySheet": settle_sheet.DestroySheet(sheet=copy, registration="毁〔2026〕1号"),
    }


def _of_certificates(t: Things) -> dict[str, Command]:
    checked = certificate(t.world, t.cases["checked"]).ref
    written = {"template": "party", "finding": "2001年入党", "source": "六类 第1页"}
    return {
        "LookUp": look_up.LookUp(labels=(t.label("to_look_up"),), **t.named("to_look_up")),
        "DraftCertificate": draft_certificate.DraftCertificate(
            request=t.cases["looked_up"], **written
        ),
        "CheckCertificate": check_certificate.CheckCertificate(
            certificate=certificate(t.world, t.cases["drafted"]).ref, agrees=True
        ),
        "PrintCertificate": hand_certificate.PrintCertificate(certificate=checked),
        "HandCertificate": hand_certificate.HandCertificate(
            certificate=checked, received_by="许干事", sealed=True
        ),
    }
