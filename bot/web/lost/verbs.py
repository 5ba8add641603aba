"""What a press on a search's page means (查找按钮): the form's fields as a command of the core."""

from __future__ import annotations

from collections.abc import Callable

from bot.web.posted import Posted
from core.command import Command
from core.lost.approve_rebuilding import ApproveRebuilding
from core.lost.ask_source import AskSource, SettleSource
from core.lost.check_shelf import CheckShelf
from core.lost.compare_found import CompareFound
from core.lost.confirm_lost import ConfirmLost
from core.lost.decide_found import DecideFound
from core.lost.keep_look import KeepLook
from core.lost.say_found import SayFound
from core.lost.shelve_rebuilt import ShelveRebuilt


def _look(ref: str, form: Posted) -> Command:
    return KeepLook(
        search=ref,
        with_whom=form.text("look_with"),
        place=form.text("look_place"),
        result=form.text("look_result"),
    )


def _say_found(ref: str, form: Posted) -> Command:
    return SayFound(search=ref, place=form.text("found_place"))


def _compare(ref: str, form: Posted) -> Command:
    said = form.text("comparison")
    return CompareFound(
        search=ref,
        seen_version=form.number("version"),
        is_it=said in ("agrees", "differs"),
        agrees=said == "agrees",
        note=form.text("compare_note"),
    )


def _confirm_lost(ref: str, form: Posted) -> Command:
    return ConfirmLost(
        search=ref,
        seen_version=form.number("version"),
        addressee=form.text("addressee"),
        early_reason=form.text("early_reason"),
    )


def _check_shelf(ref: str, form: Posted) -> Command:
    return CheckShelf(
        search=ref, with_whom=form.text("shelf_with"), result=form.text("shelf_result")
    )


def _approve_rebuilding(ref: str, form: Posted) -> Command:
    return ApproveRebuilding(
        search=ref,
        seen_version=form.number("version"),
        organ=form.text("organ"),
        document=form.text("document"),
    )


def _ask_source(ref: str, form: Posted) -> Command:
    return AskSource(
        search=ref,
        kind=form.text("source_kind"),
        name=form.text("source_name"),
        letter=form.text("letter"),
        due_on=form.day("due_on"),
    )


def _settle_source(ref: str, form: Posted) -> Command:
    return SettleSource(
        search=ref,
        source=form.number("source"),
        outcome=form.text("outcome"),
        remark=form.text("source_remark"),
    )


def _shelve_rebuilt(ref: str, form: Posted) -> Command:
    return ShelveRebuilt(
        search=ref,
        seen_version=form.number("version"),
        slot=form.text("slot"),
        pieces=form.number("pieces"),
        pages=form.number("pages"),
        with_whom=form.text("rebuilt_with"),
    )


def _decide(ref: str, form: Posted) -> Command:
    return DecideFound(
        search=ref,
        seen_version=form.number("version"),
        restore=form.text("which") != "set_aside",
        words=form.text("decision_words"),
        document=form.text("decision_document"),
    )


VERBS: dict[str, Callable[[str, Posted], Command]] = {
    "look": _look,
    "say_found": _say_found,
    "compare": _compare,
    "confirm_lost": _confirm_lost,
    "check_shelf": _check_shelf,
    "approve_rebuilding": _approve_rebuilding,
    "ask_source": _ask_source,
    "settle_source": _settle_source,
    "shelve_rebuilt": _shelve_rebuilt,
    "decide": _decide,
}
