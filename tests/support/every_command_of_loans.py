"""借阅与延期的样例 / Samples of the commands about a loan: extended, urged, called back."""

from __future__ import annotations

from datetime import timedelta

from core.command import Command
from core.custody import approve_extension, ask_extension, end_extension, recall_loan
from core.members import lift_bar, place_bar
from core.requests import see_paper, urge_case
from tests.support.every_thing import Things
from tests.support.restrictions import barred


def of_loans(t: Things) -> dict[str, Command]:
    asked, signed = t.named("extension_asked"), t.named("extension_signed")
    paper = {"step": "unit_sign", "signed_by": t.world.leader}
    tomorrow = t.world.house.clock.now().date() + timedelta(days=1)
    return {
        "AskExtension": ask_extension.AskExtension(days=3, reason="未办结", **t.named("lent")),
        "ApproveExtension unit_sign": approve_extension.ApproveExtension(step="unit_sign", **asked),
        "ApproveExtension room_review": approve_extension.ApproveExtension(
            step="room_review", **signed
        ),
        "RecordPaperExtension": approve_extension.RecordPaperExtension(**paper, **asked),
        "TurnDownExtension before unit_sign": end_extension.TurnDownExtension(
            reason="请按期归还", **asked
        ),
        "TurnDownExtension before room_review": end_extension.TurnDownExtension(
            reason="请按期归还", **signed
        ),
        "WithdrawExtension": end_extension.WithdrawExtension(**asked),
        "RecallLoan": recall_loan.RecallLoan(due_on=tomorrow, reason="专项核查", **t.named("lent")),
        "SeePaper": see_paper.SeePaper(step="unit_sign", **t.named("submitted")),
        "UrgeCase": urge_case.UrgeCase(request=t.cases["submitted"]),
    }


def of_bars(t: Things) -> dict[str, Command]:
    """A bar to place, one that waits for the second person, and its lifting."""
    bar = barred(t.world, name="冯三", room_id=t.world.room, entered_by=t.world.authority)
    return {
        "PlaceBar": place_bar.PlaceBar(room_id=t.world.room, name="冯四", document="禁〔2026〕2号"),
        "ConfirmBar": place_bar.ConfirmBar(bar=bar),
        "LiftBar": lift_bar.LiftBar(bar=bar, document="解〔2026〕2号"),
    }
