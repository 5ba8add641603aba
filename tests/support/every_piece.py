"""鉴别做到一半 / An inspection in the middle, its lines on the way in and out, and links out of a chat."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session

from bot.channels.telegram.arrived import Arrived
from bot.channels.telegram.links import code_link
from bot.channels.webchat.upload_link import upload_link
from core.collection.check_piece import CheckPiece
from core.collection.piece import PieceState
from core.materials.ask_change import AskMaterialChange
from core.materials.confirm_change import DropMaterialChange
from core.materials.file_piece import FilePiece
from core.materials.material import Material
from core.materials.material_change import MaterialChange
from tests.support.every_thing import Things
from tests.support.house import House
from tests.support.inspecting import Inspecting, an_inspection


async def inspected(house: House) -> tuple[int, str]:
    """A list under way with a flagged piece, one to file, a loose line: one change was dropped,
    another waits.

    Gives the archivist who inspects, and the list's reference.
    """
    world = an_inspection(house, ("收材料的档案室", "收材料的局", "GB-00090"))
    sent = world.submission()
    world.piece(sent, formed_on=date(1970, 1, 1))
    await world.decide(world.piece(sent, 2), "returned", amiss=("sealed",), note="见第二页")
    ready = world.submission("inspected")
    passed = {"state": PieceState.PASSED, "decided_by": world.one}
    filed, _ = world.piece(ready, 1, **passed), world.piece(ready, 2, **passed)
    loose = FilePiece(piece=filed.ref, seen_version=1, pages=2, class_code="3")
    assert (await house.do(world.one, loose)).done
    (line,) = house.all(Material)
    assert (await house.do(world.other, _change(line))).done
    first = DropMaterialChange(change=house.all(MaterialChange)[0].ref)
    assert (await house.do(world.one, first)).done
    assert (await house.do(world.other, _change(house.all(Material)[0]))).done
    await _ended(world)
    return world.one, world.sent(sent).ref


def _change(line: Material) -> AskMaterialChange:
    return AskMaterialChange(
        material=line.ref,
        seen_version=line.version,
        kind="taken_out",
        reason="组织决定",
        document="组函〔2026〕9号",
        kept_at="保密柜三",
    )


async def _ended(world: Inspecting) -> None:
    """A list whose one piece waits to be picked up."""
    done = world.submission()
    piece = world.piece(done)
    assert (await world.decide(piece, "returned", amiss=("sealed",), note="见第二页")).done
    drawn = world.now(piece)
    if drawn.second_check:
        look = CheckPiece(piece=drawn.ref, seen_version=drawn.version, agrees=True)
        assert (await world.house.do(world.other, look)).done
    assert (await world.finish(done)).done


def links(session: Session, t: Things, sent: str, inspector: int) -> dict[str, tuple[str, ...]]:
    """What a chat leads to: a collection code, a page for large files."""
    now, asked = t.world.house.clock.now(), Arrived(kind="press", chat_id=1, user_id=1)
    code = code_link(session, asked, t.world.contact, t.cases["ready"], now)
    upload = upload_link(session, (sent, 2), inspector, now, timedelta(hours=1))
    return {"": (code,), "inspector": (upload,)}
