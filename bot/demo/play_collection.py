"""Material in hand in the demo (演示收材料): a list to be inspected, one that waits at the counter."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import timedelta

from PIL import Image

from bot.demo.cast import Cast
from bot.demo.invented_staff import BY_NAME
from bot.demo.past_days import PastDays
from bot.demo.shelf import Shelf
from bot.sender import Sender
from core.clock import local_date
from core.collection.add_picture import AddPicture
from core.collection.count_in import CountIn
from core.collection.draft_submission import DraftSubmission
from core.collection.listed_piece import ListedPiece
from core.collection.print_list import PrintList
from core.files.intake import Intake
from core.files.turned_away import TurnedAway

INSPECTED, AT_COUNTER = "contact-a", "contact-water"
# Title, days since it was formed, pages.
TO_INSPECT = (("年度考核登记表", 12, 2), ("干部任免审批表", 9, 4), ("干部履历表", 6, 8))
TO_COUNT = (("干部任免审批表", 8, 4), ("工资变动审批表", 5, 1))
LOW = (827, 1169)  # pixels: A4 at 100 dots an inch, which the machine points at
PICTURED = 2  # the piece whose picture it is


async def play_collection(cast: Cast, intake: Intake, sender: Sender, days: PastDays) -> None:
    """By the contacts and the archivist, as they would; what is said of it reaches its people."""
    shelf = await cast.dispatch.ask(Shelf)
    counted = await _drafted(cast, shelf, days, (INSPECTED, TO_INSPECT))
    await _picture(cast, intake, counted)
    await cast.do(INSPECTED, PrintList(submission=counted))
    who = BY_NAME[INSPECTED].name
    await cast.do("archivist", CountIn(submission=counted, seen_version=2, handed_by=who))
    waiting = await _drafted(cast, shelf, days, (AT_COUNTER, TO_COUNT))
    await cast.do(AT_COUNTER, PrintList(submission=waiting))
    while await sender.send_due():
        pass


async def _drafted(
    cast: Cast, shelf: Shelf, days: PastDays, what: tuple[str, tuple[tuple[str, int, int], ...]]
) -> str:
    """Each line is another person's, where the demo is large enough to have them."""
    contact, lines = what
    unit, today = BY_NAME[contact].place, local_date(days.now)
    pieces = []
    for title, ago, pages in lines:
        dossier = shelf.take(unit, volumes=1, authority=False)
        number, formed = dossier.number if dossier else "", today - timedelta(days=ago)
        pieces.append(ListedPiece(title=title, dossier=number, formed_on=formed, pages=pages))
    command = DraftSubmission(unit_id=shelf.units[unit], pieces=tuple(pieces))
    return str((await cast.do(contact, command)).data["ref"])


async def _picture(cast: Cast, intake: Intake, submission: str) -> None:
    accepted = await intake.receive(_low_page(), declared="image/png")
    if isinstance(accepted, TurnedAway):
        raise RuntimeError(f"demo: picture: {accepted.reason}")
    command = AddPicture(submission=submission, picture=accepted, serial=PICTURED)
    await cast.do(INSPECTED, command)


async def _low_page() -> AsyncIterator[bytes]:
    """A sheet with lines, scanned too coarsely."""
    page, out = Image.new("L", LOW, 255), io.BytesIO()
    for y in range(120, 1040, 20):
        page.paste(0, (120, y, 700, y + 2))
    page.save(out, "PNG")
    yield out.getvalue()
