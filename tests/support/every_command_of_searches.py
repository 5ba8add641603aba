"""查找用例的样例 / Samples of the commands about missing volumes, each in a state that allows it."""

from __future__ import annotations

from core.command import Command
from core.lost.report_missing import ReportMissing
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
    }
