"""看数字副本：只在本件正在查阅、审批范围之内、开放时间之内，一页一问、一页一记；其余一概不看。
A page is shown while its paper is read for the case, within the form's scope and hours, each logged.
"""

from __future__ import annotations

import pytest

from core.custody.pause_reading import PauseReading, ResumeReading
from core.holdings.dossier import Dossier, Secrecy, Volume, VolumeKind
from core.materials.material import Material, MaterialState
from core.members.member import Role
from core.members.room import Room
from core.outcome import Outcome
from core.requests.reader import Reader
from core.scans.decide_scans import StopScans
from core.scans.read_scan import ReadScan
from core.scans.scan_decision import ScanDecision
from core.scans.scan_image import ScanImage
from core.scans.scope import in_scope
from tests.support.house import House
from tests.support.lending import Lending, a_case
from tests.support.restrictions import barred, dossier_id, on_hold
from tests.support.scanning import image_of, switch_on


@pytest.fixture
def room(house: House) -> Lending:
    switch_on(house)
    return Lending(house)


async def reading(room: Lending, classes: str = "三、考核", **more: object) -> tuple[str, str]:
    """A case whose readers sit with the volume, and an image of class 3 of that dossier."""
    ref = await a_case(room, "out", room.application(classes=classes, **more))
    return ref, image_of(room.house, dossier_id(room, room.kept.number))


async def look(room: Lending, ref: str, image: str, who: int | None = None) -> Outcome:
    return await room.house.do(who or room.archivist, ReadScan(request=ref, image=image))


async def test_a_page_is_shown_while_its_paper_is_read_and_each_reading_is_logged(
    room: Lending,
) -> None:
    ref, image = await reading(room)
    for _ in range(2):
        seen = await look(room, ref, image)
        assert seen.done, seen
    assert seen.data["readers"] == 2
    logged = room.house.log("scan_read")
    assert [(it.payload["request"], it.payload["image"]) for it in logged] == [(ref, image)] * 2


async def test_before_the_hand_over_nothing_is_shown(
    room: Lending,
) -> None:
    ref = await a_case(room, "ready", room.application(classes="全卷"))
    image = image_of(room.house, dossier_id(room, room.kept.number))
    assert (await look(room, ref, image)).code == "scan_not_reading"


async def test_in_a_pause_and_after_the_return_nothing_is_shown(room: Lending) -> None:
    ref, image = await reading(room)
    label = room.labels(ref)[0]
    assert (await room.house.do(room.archivist, PauseReading(label=label))).done
    assert (await look(room, ref, image)).code == "scan_not_reading"
    assert (await room.house.do(room.archivist, ResumeReading(label=label))).done
    assert (await look(room, ref, image)).done
    room.house.clock.advance(days=1)
    assert (await look(room, ref, image)).code == "scan_not_reading"
    assert (await room.take_back(label)).done
    assert (await look(room, ref, image)).code == "scan_not_reading"
    assert len(room.house.log("scan_read")) == 1


@pytest.mark.parametrize(
    "classes", ["", "九、工资任免", "三类干部", "四、考核", "有关材料", "第三类等"]
)
async def test_outside_the_scope_of_the_form_nothing_is_shown(room: Lending, classes: str) -> None:
    ref, image = await reading(room, classes)
    refused = await look(room, ref, image)
    assert not refused.done
    assert not room.house.log("scan_read")


def test_only_words_that_are_wholly_understood_open_a_class() -> None:
    opening = (
        "全卷",
        "三、考核",
        "第三类",
        "三、四",
        "3",
        "三类，九类",
        "第三、四类",
        "一、履历，三、考核",
    )
    assert [it for it in opening if not in_scope(it, "3")] == []
    shut = (
        "",
        "不含全卷",
        "三个月内的",
        "第三类以外",
        "十三",
        "30",
        "3-1",
        "三、考核以外",
        "三、履历",
    )
    assert [it for it in shut if in_scope(it, "3")] == []
    assert in_scope("九类", "9-1")
    assert in_scope("9-1", "9-1")
    assert not in_scope("9-1", "9-2")
    assert not in_scope("第一类", "10")


async def test_a_secret_dossier_is_not_shown(room: Lending) -> None:
    ref, image = await reading(room)
    dossier = room.house.get(Dossier, dossier_id(room, room.kept.number))
    dossier.secrecy = Secrecy.WORK_SECRET
    room.house.keep(dossier)
    assert (await look(room, ref, image)).code == "scan_secret"


async def test_switched_off_nothing_is_shown(room: Lending) -> None:
    ref, image = await reading(room)
    officer = room.house.add_member(Role.SECURITY_OFFICER)
    stopped = await room.house.do(officer, StopScans())
    assert stopped.done, stopped
    assert room.house.all(ScanDecision)[0].dropped_at is not None
    assert (await look(room, ref, image)).code == "scans_off"


async def test_only_the_rooms_archivist_opens_and_only_the_rooms_images(room: Lending) -> None:
    ref, image = await reading(room)
    there = room.house.add_room()
    stranger = room.house.add_member(Role.ARCHIVIST, room=there)
    assert not (await look(room, ref, image, stranger)).done
    for who in (room.contact, room.leader, room.head):
        assert not (await look(room, ref, image, who)).done
    other = room.shelve("GB-00002", name="另一人")
    foreign = image_of(room.house, dossier_id(room, other.number))
    assert (await look(room, ref, foreign)).code == "scan_not_reading"
    assert (await look(room, ref, "nothing")).code == "not_found"
    assert not room.house.log("scan_read")


async def test_a_hold_and_a_bar_placed_meanwhile_shut_it(room: Lending) -> None:
    ref, image = await reading(room)
    on_hold(room, room.kept.number)
    barred(room, member_id=room.archivist)
    refused = await look(room, ref, image)
    assert refused.status == "refused"
    assert "dossier_on_hold" in [it["law"] for it in refused.reasons]
    assert len(refused.reasons) == 2


async def test_after_hours_nothing_is_shown(room: Lending) -> None:
    ref, image = await reading(room)
    kept = room.house.get(Room, room.room)
    kept.opening = "工作日 3:00—3:10"
    room.house.keep(kept)
    assert (await look(room, ref, image)).code == "scan_after_hours"


async def test_a_reader_without_a_card_shown_shuts_it(room: Lending) -> None:
    ref, image = await reading(room)
    reader = room.house.all(Reader)[0]
    reader.card_seen_at = None
    room.house.keep(reader)
    assert (await look(room, ref, image)).code == "scan_readers_absent"


async def test_an_image_whose_paper_is_gone_or_unknown_or_moved_is_not_shown(room: Lending) -> None:
    ref, image = await reading(room)
    (paper,) = room.house.all(Material)
    paper.class_code = "4-1"
    room.house.keep(paper)
    assert (await look(room, ref, image)).code == "scan_out_of_scope"
    paper.class_code, paper.state = "3", MaterialState.TAKEN_OUT
    room.house.keep(paper)
    assert (await look(room, ref, image)).code == "scan_out_of_scope"
    (row,) = room.house.all(ScanImage)
    row.material_id = None
    room.house.keep(row)
    assert (await look(room, ref, image)).code == "scan_out_of_scope"
    row.replaced_at = room.house.clock.now()
    room.house.keep(row)
    assert (await look(room, ref, image)).code == "not_found"


async def test_a_volume_that_stays_in_the_store_keeps_its_pages_shut(room: Lending) -> None:
    ref, image = await reading(room, "全卷")
    dossier = dossier_id(room, room.kept.number)
    second = room.house.keep(Volume(dossier_id=dossier, ordinal=2))
    assert (await look(room, ref, image)).code == "scan_not_reading"
    (paper,) = room.house.all(Material)
    first = next(it.id for it in room.house.all(Volume) if it.ordinal == 1)
    paper.volume_id, paper.state = first, MaterialState.BOUND
    room.house.keep(paper)
    assert (await look(room, ref, image)).done
    paper.volume_id = second
    room.house.keep(paper)
    assert (await look(room, ref, image)).code == "scan_not_reading"


async def test_a_duplicate_on_the_desk_opens_no_image_of_the_original(room: Lending) -> None:
    ref, image = await reading(room, "全卷")
    volume = room.house.all(Volume)[0]
    volume.kind = VolumeKind.DUPLICATE
    room.house.keep(volume)
    assert (await look(room, ref, image)).code == "scan_not_reading"
