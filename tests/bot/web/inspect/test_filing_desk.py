"""归档案头：扫标签入卷，卷在库外的先零散；目录看了有记录；变动两人办；整理有数。

Filing, the catalogue, changes of material and arrangement at the desk, over real HTTP.
"""

from __future__ import annotations

from core.arrangement.job import ArrangementJob
from core.collection.piece import Piece
from core.holdings.dossier import Volume
from core.materials.material import Material
from core.materials.material_change import MaterialChange
from tests.support.inspection_desk import InspectionDesk
from tests.support.web import Page


def label(desk: InspectionDesk) -> str:
    return desk.world.house.get(Volume, desk.world.volume).label


async def passed(desk: InspectionDesk, **fields: object) -> Piece:
    sent = desk.world.submission()
    piece = desk.world.piece(sent, **fields)
    await desk.decide_all(sent)
    return desk.world.now(piece)


async def file(desk: InspectionDesk, piece: Piece, press: str = "file", **fields: str) -> Page:
    given = {"version": str(piece.version), "class_code": "3", "pages": "2", "press": press}
    return await desk.one.post(
        f"/desk/inspect/file/{piece.ref}", {**given, "volume": label(desk), **fields}
    )


async def test_a_passed_piece_is_filed_by_scanning_its_volume(desk: InspectionDesk) -> None:
    piece = await passed(desk)
    page = await desk.one.get(f"/desk/inspect/file/{piece.ref}")
    assert "王**" in page.text
    assert "王小明" not in page.text
    filed = await file(desk, piece)
    assert (filed.status, filed.location) == (303, "/desk/inspect?done=filed")
    assert [it.state for it in desk.world.house.all(Material)] == ["bound"]


async def test_without_a_scan_or_with_the_wrong_one_nothing_is_filed(
    desk: InspectionDesk,
) -> None:
    piece = await passed(desk)
    assert "请扫卷上的标签再归档" in (await file(desk, piece, volume="")).text
    wrong = await file(desk, piece, volume="V0000")
    assert (wrong.status, "不是这个人的卷" in wrong.text) == (409, True)
    assert "请填页数" in (await file(desk, piece, pages="")).text
    assert "不归入这一类" in (await file(desk, piece, class_code="11")).text
    assert desk.world.house.all(Material) == []


async def test_loose_papers_are_listed_with_their_terms_and_bound_by_one_scan(
    desk: InspectionDesk,
) -> None:
    await file(desk, await passed(desk), "loose")
    page = await desk.one.get("/desk/inspect")
    assert "零散材料" in page.text
    assert desk.world.number in page.text
    stranger = await desk.one.post("/desk/inspect/loose", {"volume": "V0000"})
    assert (stranger.status, "没有等着装入的零散材料" in stranger.text) == (409, True)
    done = await desk.one.post("/desk/inspect/loose", {"volume": label(desk).lower()})
    assert "已装入卷内 1 件" in done.text
    assert [it.state for it in desk.world.house.all(Material)] == ["bound"]


async def test_the_catalogue_is_read_and_printed_with_the_columns_of_2012(
    desk: InspectionDesk,
) -> None:
    await file(desk, await passed(desk))
    found = await desk.one.get(f"/desk/catalogue?number={desk.world.number}")
    assert found.location == f"/desk/catalogue/{desk.world.number}"
    page = await desk.one.get(found.location)
    assert "三、考核鉴定类" in page.text
    assert "2023年度考核登记表" in page.text
    paper = await desk.one.get(f"/forms/catalogue/{desk.world.number}")
    for column in ("序号", "材料名称", "材料形成时间", "年", "月", "日", "页数", "备注"):
        assert f">{column}</th>" in paper.source, column
    read = desk.world.house.log("catalogue_read")
    assert [it.payload["printed"] for it in read] == [False, True]
    assert (await desk.one.get("/desk/catalogue?number=GB-9")).status == 404


async def test_a_change_is_asked_for_and_confirmed_by_another(desk: InspectionDesk) -> None:
    await file(desk, await passed(desk))
    (line,) = desk.world.house.all(Material)
    at = f"/desk/materials/{line.ref}"
    assert "销毁" not in (await desk.one.get(at)).text.split("怎样变动")[1].split("批准")[0]
    asked = {"kind": "taken_out", "version": str(line.version), "document": "组函〔2026〕9号"}
    missing = await desk.one.post(at, {**asked, "reason": "组织决定", "kept_at": ""})
    assert (missing.status, "存放在哪里" in missing.text) == (409, True)
    await desk.one.post(at, {**asked, "reason": "组织决定", "kept_at": "保密柜三"})
    (change,) = desk.world.house.all(MaterialChange)
    confirm = {"press": "confirm", "change": change.ref}
    assert "不能由同一人办两步" in (await desk.one.post("/desk/materials", confirm)).text
    assert "已核对确认" in (await desk.other.post("/desk/materials", confirm)).text
    again = await desk.other.post("/desk/materials", confirm)
    assert (again.status, "现在还不能办" in again.text) == (409, True)
    assert "已取出" in (await desk.one.get(f"/desk/catalogue/{desk.world.number}")).text
    paper = await desk.one.get("/forms/material-changes")
    assert "组函〔2026〕9号" in paper.text
    assert "2024.01.15" in paper.text, "which of several reviews it was"
    assert "王小明" not in paper.text


async def test_an_arrangement_is_begun_counted_and_ended(desk: InspectionDesk) -> None:
    begun = {"press": "begin", "kind": "a4", "title": "散件改 A4", "planned": "2"}
    assert "已开始" in (await desk.one.post("/desk/arrangement", begun)).text
    (job,) = desk.world.house.all(ArrangementJob)
    step = {"press": "volume", "job": job.ref, "volume": label(desk), "sheets": "3"}
    assert "这次已整理 1 卷" in (await desk.one.post("/desk/arrangement", step)).text
    again = await desk.one.post("/desk/arrangement", step)
    assert (again.status, "没有重复计数" in again.text) == (409, True)
    nonsense = await desk.one.post("/desk/arrangement", {**step, "sheets": "三"})
    assert (nonsense.status, "张数请填数字" in nonsense.text) == (409, True)
    end = {"press": "end", "job": job.ref}
    short = await desk.head.post("/desk/arrangement", {**end, "short": "yes"})
    assert "还没有到计划的卷数" in short.text
    ended = await desk.head.post("/desk/arrangement", {**end, "short": "yes", "sure": "yes"})
    assert "整理完成：1 卷，3 张" in ended.text
