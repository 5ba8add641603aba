"""The emergency kit's pages (应急包各页): one file that opens and prints while nothing runs.

No script, no address, nothing from elsewhere: the styles and the codes lie inside the file.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from bot.replies.dates import clock, day, full_day
from bot.replies.qr import qr_svg
from bot.replies.words import word, words
from bot.web.forms.approval import AVOIDANCE
from bot.web.pages.templates import environment
from bot.web.purpose_words import in_short
from bot.web.read_case import full_name
from core.clock import SHANGHAI, local_date
from core.outage.kit_content import KitCase, KitContent, KitVolume
from rules.book import RuleBook

STYLES = Path(__file__).parents[1] / "static" / "forms.css"
ROWS = {"to_collect": 9, "out_now": 16, "laws": 34}
TO_READ, TO_WRITE = 4, 15  # blank rows: of loan slips' volumes, of the register page
T = TypeVar("T")


@cache
def styles() -> str:
    return STYLES.read_text(encoding="utf-8")


def style_source() -> str:
    """What a Content-Security-Policy must name for the styles inside the file."""
    digest = hashlib.sha256(styles().encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def kit_page(content: KitContent, book: RuleBook) -> str:
    """The whole file as text. Opening the names is the making's or the reading's log entry."""
    return (
        environment()
        .get_template("forms/emergency_kit.html.j2")
        .render(
            styles=styles(),
            kit=_head(content),
            to_collect=_pages([_case(it) for it in content.to_collect], ROWS["to_collect"]),
            out_now=_pages(_out(content), ROWS["out_now"]),
            laws=_pages(_to_check(book), ROWS["laws"]),
            register_rows=TO_WRITE,
            slip_rows=TO_READ,
            forms=[_form(content, number, short, book) for number, short in content.numbers],
            approval=_approval_sheet,
        )
    )


def _head(content: KitContent) -> dict[str, Any]:
    made = content.made_at.astimezone(SHANGHAI)
    return {
        "ref": content.kit,
        "room": content.room,
        "opening": content.opening,
        "telephone": content.telephone,
        "made": f"{full_day(content.made_at)} {made:%H:%M}",
        "numbers": [number for number, _ in content.numbers],
        "short_name": content.short_name,
        "year": made.year,
        "people": [
            {"role": word("role", it.role), "post": it.post, "name": full_name(it.name)}
            for it in content.people
        ],
        "other_rooms": content.other_rooms,
        "collect_count": len(content.to_collect),
        "out_count": len(content.out_now),
    }


def _case(case: KitCase) -> dict[str, Any]:
    return {
        "number": case.number,
        "withheld": case.withheld,
        "unit": case.unit,
        "mode": word("mode", case.mode) if case.mode else "",
        "kept_until": day(case.kept_until),
        "readers": [full_name(name) for name in case.readers],
        "volumes": [_volume(it) for it in case.volumes],
    }


def _volume(volume: KitVolume) -> dict[str, str]:
    return {
        "dossier": volume.dossier,
        "part": f"{word('kind', volume.kind)} {volume.ordinal}",
        "slot": volume.slot,
        "subject": full_name(volume.subject),
    }


def _out(content: KitContent) -> list[dict[str, Any]]:
    """A row per volume; a withheld case is one row."""
    today = local_date(content.made_at)
    rows: list[dict[str, Any]] = []
    for case in content.out_now:
        if case.withheld:
            rows.append({"number": case.number, "withheld": True})
        rows += [
            {
                "number": case.number,
                "withheld": False,
                "holder": case.unit,
                **_volume(it),
                "state": word("state", it.state),
                "since": (day(it.since), clock(it.since)),
                "due": day(it.due_on),
                "late": it.due_on is not None and it.due_on < today,
            }
            for it in case.volumes
        ]
    return rows


def _to_check(book: RuleBook) -> list[dict[str, str]]:
    """The laws of a hand-over that stop it: what a person looks at by hand that day."""
    return [
        {"slogan": law.slogan, "title": law.title, "modes": "、".join(_modes(law.modes))}
        for law in book.laws
        if "hand_over" in law.steps and law.effect != "warn" and law.audience != "head"
    ]


def _modes(modes: Sequence[str]) -> list[str]:
    known = words("mode")
    return [] if len(modes) == len(known) else [known[mode] for mode in modes]


def _form(content: KitContent, number: str, short: str, book: RuleBook) -> dict[str, Any]:
    """The room's approval form, blank but for its number."""
    no_reader = dict.fromkeys(("name", "politics", "post", "card", "phone"), "")
    no_subject = dict.fromkeys(("name", "unit_post", "authority"), "　")
    opinions = (("单位负责人意见", True), ("档案管理部门意见", True), ("部领导意见", False))
    return {
        "number": number,
        "short_code": f"表号末四位 {short}",
        "svg": qr_svg(number, on_paper=True),
        "printed_at": f"{full_day(content.made_at)}（应急包预留编号）",
        "readers": [no_reader, no_reader],
        "subjects": [no_subject],
        "purposes": [{"word": in_short(p.title), "here": False} for p in book.purposes.values()],
        "modes": [{"word": said, "here": False} for said in words("mode").values()],
        "copies": "　",
        "due": "　",
        "avoidance": AVOIDANCE,
        "opinions": [{"title": title, "sentence": "", "seal": seal} for title, seal in opinions],
        "remark": "断网日使用，事后补录",
    }


def _approval_sheet(form: dict[str, Any], room: str) -> str:
    """The paper of the room's own approval form, without the page around it."""
    template = environment().get_template("forms/approval_form.html.j2")
    marks = environment().get_template("forms/marks.html.j2").module
    given = template.new_context({"form": form, "room": {"name": room}, "marks": marks})
    return "".join(template.blocks["paper"](given))


def _pages(rows: list[T], most: int) -> list[list[T]]:
    return [rows[at : at + most] for at in range(0, len(rows), most)]
