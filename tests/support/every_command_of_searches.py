"""查找用例的样例 / Samples of the commands about missing volumes, each in a state that allows it."""

from __future__ import annotations

from datetime import date

from core.command import Command
from core.lost.ask_pages_back import AskPagesBack, CountPagesBack
from core.lost.attach_discrepancy_scan import AttachDiscrepancyScan
from core.lost.record_relending import RecordRelending
from core.lost.report_missing import ReportMissing
from core.lost.tell_past_term import TellPastTerm
from tests.support.every_thing import Things
from tests.support.lost import Searching


def of_searches(t: Things) -> dict[str, Command]:
    searching = Searching.beside(t.world)

    def step(name: str, state: str) -> Command:
        return searching.step(name, t.cases[f"search_{state}"])

    return {
        "ReportMissing": ReportMissing(label=t.cases["missable"], noticed="shelf"),
        "KeepLook": step("look", "searching"),
        "SayFound": step("say_found", "searching"),
        "CompareFound": step("clear", "claimed"),
        "ConfirmLost": step("confirm_lost", "searching"),
        "PrintLossReport": step("print_report", "lost"),
        "CheckShelf": step("check_shelf", "lost"),
        "ApproveRebuilding": step("approve_rebuilding", "lost"),
        "AskSource": step("ask_source", "rebuilding"),
        "SettleSource": step("settle_source", "rebuilding"),
        "ShelveRebuilt": step("shelve_rebuilt", "full"),
        "DecideFound": step("restore", "compared"),
        "TellPastTerm": TellPastTerm(),
        "AskPagesBack": AskPagesBack(label=t.label("pages_gone"), due_on=date(2099, 1, 1)),
        "CountPagesBack": CountPagesBack(
            label=t.label("pages_asked"), returner="李一", note="第 3 页"
        ),
        "RecordRelending": RecordRelending(
            label=t.label("lent"), document="纪〔2026〕2号", note="转给下属单位"
        ),
        "AttachDiscrepancyScan": AttachDiscrepancyScan(
            label=t.label("pages_settled"),
            scan=None,  # type: ignore[arg-type] — never looked at: it is settled
        ),
    }
