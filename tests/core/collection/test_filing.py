"""归档：合格的编入目录、编页、扫标签装卷；卷在库外的先作零散材料；取出、抽换、销毁须两人凭批准。

Filing: a line in the catalogue, into the volume whose label was scanned, sums in step.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from core.collection.piece import Piece, PieceState
from core.custody.custody import Custody, Kind
from core.holdings.cadre import Cadre
from core.holdings.class_count import ClassCount
from core.holdings.dossier import Dossier, Secrecy, Volume
from core.materials.ask_change import AskMaterialChange
from core.materials.bind_materials import BindMaterials
from core.materials.confirm_change import ConfirmMaterialChange, DropMaterialChange
from core.materials.file_piece import FilePiece
from core.materials.material import Material
from core.materials.material_change import MaterialChange
from core.materials.read_catalogue import ReadCatalogue
from core.outcome import Outcome
from tests.support.inspecting import Inspecting


def passed(world: Inspecting, sent: int, serial: int = 1, **fields: object) -> Piece:
    fields = {"state": PieceState.PASSED, "decided_by": world.one, **fields}
    return world.piece(sent, serial, **fields)


def label(world: Inspecting) -> str:
    return world.house.get(Volume, world.volume).label


async def file(world: Inspecting, piece: Piece, **given: object) -> Outcome:
    seen = world.now(piece).version
    fields = {"class_code": "3", "pages": 2, "volume": label(world), **given}
    command = FilePiece(piece=piece.ref, seen_version=seen, **fields)  # type: ignore[arg-type]
    return await world.house.do(world.one, command)


def counted(world: Inspecting) -> tuple[int | None, int | None]:
    volume = world.house.get(Volume, world.volume)
    return volume.pieces, volume.pages


def number_the_volume(world: Inspecting) -> None:
    volume = world.house.get(Volume, world.volume)
    volume.pieces, volume.pages = 10, 40
    world.house.keep(volume)
    world.house.keep(ClassCount(volume_id=world.volume, code="3", pieces=4, pages=12))


async def test_a_passed_piece_is_catalogued_bound_counted_and_closes_its_submission(
    world: Inspecting,
) -> None:
    number_the_volume(world)
    sent = world.submission("inspected")
    piece = passed(world, sent)
    outcome = await file(world, piece, pages=3)
    assert (outcome.data["class_code"], outcome.data["serial"]) == ("3", 1)
    (line,) = world.house.all(Material)
    assert (line.state, line.volume_id, line.formed) == ("bound", world.volume, "2024.01.15")
    assert counted(world) == (11, 43)
    (own,) = world.house.all(ClassCount)
    assert (own.pieces, own.pages) == (5, 15)
    (told,) = world.house.log("material_filed")
    assert (told.ref, told.payload["material"]) == (world.number, line.id)
    assert world.sent(sent).state == "closed"


async def test_only_what_passed_is_filed(world: Inspecting) -> None:
    sent = world.submission("inspected")
    for nth, state in enumerate(("counted", "returned", "doubtful", "filed"), start=1):
        piece = passed(world, sent, nth, state=state)
        assert (await file(world, piece)).code == "impossible_step"
    assert world.house.all(Material) == []


async def test_nothing_is_filed_before_the_inspection_has_ended(world: Inspecting) -> None:
    assert (await file(world, passed(world, world.submission()))).code == "impossible_step"


async def test_the_label_of_another_dossier_files_nothing(world: Inspecting) -> None:
    cadre = world.house.keep(Cadre(name="孙无极", unit_id=world.unit))
    other = world.house.keep(Dossier(number="GB-2", cadre_id=cadre, room_id=world.room))
    wrong = world.house.get(Volume, world.house.keep(Volume(dossier_id=other))).label
    piece = passed(world, world.submission("inspected"))
    for scanned in (wrong, "V000", "王小明"):
        assert (await file(world, piece, volume=scanned)).code == "other_volume"
    assert (world.now(piece).state, world.house.all(Material)) == ("passed", [])


async def test_while_the_volume_is_out_the_paper_waits_loose_and_is_bound_later(
    world: Inspecting,
) -> None:
    number_the_volume(world)
    out = Custody(
        volume_id=world.volume,
        kind=Kind.REWORK,
        opened_at=world.house.clock.now(),
        opened_by=world.one,
    )
    key = world.house.keep(out)
    piece = passed(world, world.submission("inspected"))
    assert (await file(world, piece)).code == "volume_is_out"
    assert (await file(world, piece, volume="")).data["loose"]
    (line,) = world.house.all(Material)
    assert (line.state, counted(world)) == ("loose", (10, 40))
    bind = BindMaterials(volume=label(world), materials=(line.ref,))
    assert (await world.house.do(world.one, bind)).code == "volume_is_out"
    kept = world.house.get(Custody, key)
    kept.returned_at = kept.closed_at = world.house.clock.now()
    kept.returned_to, kept.checked_by, kept.returner = world.one, world.other, "李一"
    world.house.keep(kept)
    assert (await world.house.do(world.one, bind)).done
    assert (world.house.all(Material)[0].state, counted(world)) == ("bound", (11, 42))
    assert (await world.house.do(world.one, bind)).code == "impossible_step"


async def test_a_volume_that_nobody_counted_stays_uncounted(world: Inspecting) -> None:
    await file(world, passed(world, world.submission("inspected")))
    assert counted(world) == (None, None)
    assert world.house.all(ClassCount) == []


async def test_a_paper_finds_its_place_by_time_and_later_ones_move_on(world: Inspecting) -> None:
    sent = world.submission("inspected")
    pieces = [
        passed(world, sent, nth, formed_on=date(year, 1, 1), title=f"{year}年度考核")
        for nth, year in enumerate((2020, 2024, 2022), start=1)
    ]
    for piece in pieces:
        await file(world, piece)
    lines = sorted(world.house.all(Material), key=lambda it: it.serial or 0)
    assert [it.title for it in lines] == ["2020年度考核", "2022年度考核", "2024年度考核"]
    assert [it.serial for it in lines] == [1, 2, 3]


async def test_what_was_observed_follows_its_appointment_though_it_was_written_before(
    world: Inspecting,
) -> None:
    sent = world.submission("inspected")
    of = {"kind": "9-2-4", "occasion": "2019.05 科长"}
    form = passed(world, sent, 1, title="干部任免审批表", formed_on=date(2019, 5, 20), **of)
    seen = passed(world, sent, 2, title="考察材料", formed_on=date(2019, 4, 2), **of)
    for piece in (form, seen):
        assert (await file(world, piece, class_code="")).data["class_code"] == "9-2"
    lines = sorted(world.house.all(Material), key=lambda it: it.serial or 0)
    assert [it.title for it in lines] == ["干部任免审批表", "考察材料"]


async def test_a_kind_is_filed_where_the_rule_book_says_or_where_offices_did(
    world: Inspecting,
) -> None:
    piece = passed(world, world.submission("inspected"), kind="9-2-4")
    assert (await file(world, piece, class_code="3")).code == "unknown_class"
    assert (await file(world, piece, class_code="9-2")).done


@pytest.mark.parametrize("code", ["11", "4", "3-1", "", "九"])
async def test_a_class_that_there_is_not_takes_nothing(world: Inspecting, code: str) -> None:
    piece = passed(world, world.submission("inspected"))
    assert (await file(world, piece, class_code=code)).code == "unknown_class"


async def test_pages_are_counted_before_filing(world: Inspecting) -> None:
    piece = passed(world, world.submission("inspected"))
    assert (await file(world, piece, pages=0)).data["field"] == "pages"


# ── 取出、抽换、放回、销毁 ─────────────────────────────────────────────────────


async def ask(world: Inspecting, kind: str, *, by: int | None = None, **given: object) -> Outcome:
    line = world.house.all(Material)[0]
    fields = {"reason": "组织决定", "document": "组函〔2026〕9号", "kept_at": "保密柜三", **given}
    command = AskMaterialChange(
        material=line.ref,
        seen_version=line.version,
        kind=kind,
        **fields,  # type: ignore[arg-type]
    )
    return await world.house.do(by or world.one, command)


async def carried_out(world: Inspecting, kind: str, **given: object) -> Outcome:
    change = (await ask(world, kind)).data["change"]
    command = ConfirmMaterialChange(change=change, **given)  # type: ignore[arg-type]
    return await world.house.do(world.other, command)


async def a_filed_line(world: Inspecting) -> None:
    number_the_volume(world)
    await file(world, passed(world, world.submission("inspected")))


async def test_taking_out_needs_another_person_and_moves_nothing_before(world: Inspecting) -> None:
    await a_filed_line(world)
    change = (await ask(world, "taken_out")).data["change"]
    assert (world.house.all(Material)[0].state, counted(world)) == ("bound", (11, 42))
    same = await world.house.do(world.one, ConfirmMaterialChange(change=change))
    assert same.code == "same_person"
    assert (await world.house.do(world.other, ConfirmMaterialChange(change=change))).done
    assert (world.house.all(Material)[0].state, counted(world)) == ("taken_out", (10, 40))
    assert [it.payload["change"] for it in world.house.log("material_taken_out")] == [
        "档变〔2026〕0001号"
    ]


async def test_the_database_holds_the_two_people(world: Inspecting) -> None:
    await a_filed_line(world)
    await ask(world, "taken_out")
    (change,) = world.house.all(MaterialChange)
    change.confirmed_by = world.one
    with pytest.raises(IntegrityError, match="two_people"):
        world.house.keep(change)


@pytest.mark.parametrize("empty", ["reason", "document", "kept_at"])
async def test_reason_document_and_place_are_written_down(world: Inspecting, empty: str) -> None:
    await a_filed_line(world)
    assert (await ask(world, "taken_out", **{empty: " "})).data["field"] == empty


async def test_one_change_at_a_time(world: Inspecting) -> None:
    await a_filed_line(world)
    await ask(world, "taken_out")
    assert (await ask(world, "taken_out")).code == "stale"


async def test_only_what_was_taken_out_is_destroyed_or_put_back(world: Inspecting) -> None:
    await a_filed_line(world)
    assert (await ask(world, "destroyed")).code == "impossible_step"
    assert (await ask(world, "put_back")).code == "impossible_step"
    await carried_out(world, "taken_out")
    assert (await carried_out(world, "put_back")).done
    assert world.house.all(Material)[0].state == "loose"
    await carried_out(world, "taken_out")
    assert (await carried_out(world, "destroyed")).done
    line = world.house.all(Material)[0]
    assert (line.state, line.title) == ("destroyed", "2023年度考核登记表"), "the line stays"
    kinds = [it.kind for it in world.house.all(MaterialChange)]
    assert kinds == ["taken_out", "put_back", "taken_out", "destroyed"]


async def test_a_replacement_takes_the_place_of_what_goes(world: Inspecting) -> None:
    await a_filed_line(world)
    better = passed(world, world.submission("inspected"), title="2023年度考核登记表（补办）")
    change = (await ask(world, "replaced", replacement=better.ref)).data["change"]
    confirm = ConfirmMaterialChange(change=change, pages=2, volume=label(world))
    assert (await world.house.do(world.other, confirm)).done
    old, new = world.house.all(Material)
    assert (old.state, new.state) == ("taken_out", "bound")
    assert (new.class_code, new.serial) == (old.class_code, old.serial)
    assert counted(world) == (11, 42)


async def test_a_replacement_must_have_passed_and_be_about_the_same_person(
    world: Inspecting,
) -> None:
    await a_filed_line(world)
    waiting = world.piece(world.submission("inspected"))
    assert (await ask(world, "replaced", replacement=waiting.ref)).data["field"] == "replacement"
    assert (await ask(world, "replaced", replacement="nothing")).data["field"] == "replacement"


async def test_a_replacement_that_cannot_be_filed_leaves_everything_as_it_was(
    world: Inspecting,
) -> None:
    await a_filed_line(world)
    better = passed(world, world.submission("inspected"))
    change = (await ask(world, "replaced", replacement=better.ref)).data["change"]
    confirm = ConfirmMaterialChange(change=change, pages=2, volume="V000")
    assert (await world.house.do(world.other, confirm)).code == "other_volume"
    assert [it.state for it in world.house.all(Material)] == ["bound"]
    assert counted(world) == (11, 42)


async def test_a_change_that_is_dropped_stays_in_the_register(world: Inspecting) -> None:
    await a_filed_line(world)
    change = (await ask(world, "taken_out")).data["change"]
    assert (await world.house.do(world.one, DropMaterialChange(change=change))).done
    late = ConfirmMaterialChange(change=change)
    assert (await world.house.do(world.other, late)).code == "impossible_step"
    assert [it.state for it in world.house.all(MaterialChange)] == ["dropped"]


async def test_reading_a_catalogue_is_logged_and_a_flagged_one_is_the_heads(
    world: Inspecting,
) -> None:
    await a_filed_line(world)
    read = ReadCatalogue(dossier=world.number)
    assert (await world.house.do(world.one, read)).data["lines"] == 1
    assert [it.payload["lines"] for it in world.house.log("catalogue_read")] == [1]
    dossier = world.house.get(Dossier, world.dossier)
    dossier.secrecy = Secrecy.SECRET
    world.house.keep(dossier)
    assert (await world.house.do(world.one, read)).code == "forbidden"
    assert (await world.house.do(world.head, read)).done
