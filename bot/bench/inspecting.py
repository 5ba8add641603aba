"""The inspection desk (鉴别案头的快): how soon a piece's page is there, flags, list and log included.

Three archivists open piece after piece and none of them rests; every page is a reading that is
logged and committed before it is answered. Pieces come in lists of thirty, each with a picture.
Measured on the loopback to the last byte of the page; the picture itself is not fetched.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from statistics import median
from time import perf_counter

from sqlalchemy import Connection

from bot.bench.generator import Post, fire
from bot.bench.house import BenchHouse, new_house
from bot.bench.machine import folder_on_disk, load
from bot.bench.process import free_port, house_environment, running, seconds_until_ready
from bot.bench.row import Row, at_most
from bot.bench.sizes import Sizes
from bot.bench.staff import add_row
from bot.clock import SystemClock
from core.collection.picture import Picture
from core.collection.piece import Piece, PieceState
from core.collection.submission import Submission, SubmissionState
from core.database import Database
from core.files.stored_file import StoredFile
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.ids import opaque

ARCHIVISTS = 3
WARM_UP = 10
ON_A_LIST = 30


def inspect_page_p95_ms(sizes: Sizes) -> Iterator[Row]:
    """Every piece's page once a round, each round with pieces of its own."""
    with folder_on_disk() as folder:
        house, port = new_house(folder / "danggui.sqlite"), free_port()
        lists = [_pieces(house, sizes.inspected_pieces) for _ in range(sizes.rounds)]
        alone_list, began = _pieces(house, sizes.inspected_pieces), perf_counter()
        with running(["bot", "serve"], house_environment(folder, port), folder / "log") as server:
            seconds_until_ready(server, port, "/readyz", began)
            tokens = house.staff.tokens[:ARCHIVISTS]
            asyncio.run(fire(port, lists[0][:WARM_UP], tokens))
            rounds = [asyncio.run(fire(port, pages[WARM_UP:], tokens)) for pages in lists]
            alone = asyncio.run(fire(port, alone_list, tokens[:1]))
    yield Row(
        name="inspect_page_p95_ms",
        value=round(median(it.p95_ms for it in rounds), 1),
        unit="ms",
        goal=at_most(100),
        beside={
            "p50_ms": round(median(it.p50_ms for it in rounds), 1),
            "pages_per_s": round(median(it.per_s for it in rounds)),
            "alone_p95_ms": round(alone.p95_ms, 1),
        },
        note=f"{ARCHIVISTS} archivists without rest, {len(rounds)} × {len(lists[0])} pages, {load()}",
    )


def _pieces(house: BenchHouse, count: int) -> list[Post]:
    database = Database(house.url)
    try:
        with database.writing() as connection:
            return [
                Post(f"/desk/inspect/pieces/{ref}", {"Accept": "text/html"}, b"", method="GET")
                for ref in _written(connection, house, count)
            ]
    finally:
        database.close()


def _written(connection: Connection, house: BenchHouse, count: int) -> Iterator[str]:
    submission = 0
    for nth in range(count):
        if nth % ON_A_LIST == 0:
            submission = _submission(connection, house)
        yield _piece(connection, house, submission, nth % ON_A_LIST + 1)


def _submission(connection: Connection, house: BenchHouse) -> int:
    now, staff = SystemClock().now(), house.staff
    return add_row(
        connection,
        Submission,
        number=f"测办〔2026〕{opaque(8)}号",
        room_id=staff.room,
        unit_id=staff.unit,
        state=SubmissionState.COUNTED_IN,
        drafted_by=staff.contact,
        drafted_at=now,
        counted_by=staff.archivists[0],
        counted_at=now,
    )


def _piece(connection: Connection, house: BenchHouse, submission: int, serial: int) -> str:
    now, ref, staff = SystemClock().now(), opaque(20), house.staff
    cadre = add_row(connection, Cadre, name="测量", unit_id=staff.unit, born="1980-05")
    dossier = add_row(
        connection, Dossier, number=f"B-{opaque(10)}", cadre_id=cadre, room_id=staff.room
    )
    piece = add_row(
        connection,
        Piece,
        ref=ref,
        submission_id=submission,
        serial=serial,
        dossier_id=dossier,
        kind="3-1",
        occasion="2023",
        title="2023年度考核登记表",
        formed_on=date(2024, 1, 15),
        pages=2,
        state=PieceState.COUNTED,
    )
    scan = add_row(
        connection,
        StoredFile,
        ref=opaque(20),
        kind="picture",
        media_type="image/jpeg",
        pages=1,
        size=1,
        width=1654,
        height=2339,
        ink=100,
        sharpness=2500,
        sha256_name=opaque(20),
        content_mark=opaque(20),
        received_mark=opaque(20),
        wrapped_key=b"k",
        key_id="bench",
        created_at=now,
    )
    add_row(
        connection,
        Picture,
        submission_id=submission,
        piece_id=piece,
        file_id=scan,
        place=serial,
        sent_by=staff.contact,
        sent_at=now,
    )
    return ref
