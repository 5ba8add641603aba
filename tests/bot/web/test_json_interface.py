"""接口：带令牌的程序走同一条路；看不到的与没有的，回答一样；输错有话说。

The JSON interface: the same dispatch; unknown and foreign look alike; bad input gets a sentence.
"""

from __future__ import annotations

import io
from typing import Any

import aiohttp
import pytest

from core.members.member import Role
from tests.support.lending_world import World
from tests.support.program import program_of
from tests.support.served import PIN, Served

READERS = [
    {"name": "李一", "is_personnel": True, "is_party_member": True},
    {"name": "赵二", "is_personnel": True, "is_party_member": True},
]


def _asked(world: World, **changed: Any) -> dict[str, Any]:
    return {
        "unit_id": world.unit,
        "dossier": "GB-00001",
        "mode": "consult",
        "purpose": "personnel_work",
        "purpose_detail": "考察",
        "readers": READERS,
        **changed,
    }


async def test_a_program_submits_and_reads_its_case(world: World, at: Served) -> None:
    async with program_of(at, world.contact) as program:
        status, body = await program.command("submit_request", _asked(world))
        assert (status, body["status"]) == (200, "done")
        status, case = await program.get(f"/api/v1/cases/{body['data']['ref']}")
        assert case["shown_state"] == "submitted"
        assert case["lines"][0]["subject"] == "王**"


async def test_a_refusal_brings_every_reason_with_basis_and_cure(world: World, at: Served) -> None:
    async with program_of(at, world.contact) as program:
        asked = _asked(world, readers=READERS[:1], purpose="curiosity")
        status, body = await program.command("submit_request", asked)
    assert status == 409
    assert [r["law"] for r in body["reasons"]] == ["too_few_readers", "purpose_unlisted"]
    assert all(r["title"] and r["basis"] and r["remedy"] for r in body["reasons"])
    assert (body["code"], body["number"]) == ("refused", "100")


async def test_the_same_key_answers_the_same_and_changes_once(world: World, at: Served) -> None:
    async with program_of(at, world.contact) as program:
        first = await program.command("submit_request", _asked(world), key="k1")
        again = await program.command("submit_request", _asked(world), key="k1")
        other = await program.command("submit_request", _asked(world, mode="lend"), key="k1")
    assert first[1]["data"] == again[1]["data"]
    assert again[1]["repeated"]
    assert (other[0], other[1]["code"]) == (409, "key_reused")


async def test_approving_asks_for_the_pin_and_counts_wrong_ones(world: World, at: Served) -> None:
    await at.give_pin(world.leader)
    async with program_of(at, world.contact) as contact, program_of(at, world.leader) as leader:
        ref = (await contact.command("submit_request", _asked(world)))[1]["data"]["ref"]
        await contact.command("print_form", {"request": ref})
        approve = {"request": ref, "step": "unit_sign", "seen_version": 3}
        assert (await leader.command("approve_request", approve))[1]["code"] == (
            "second_check_needed"
        )
        status, body = await leader.command("approve_request", approve, pin="000000")
        assert (status, body["code"], body["tries_left"]) == (403, "wrong_pin", 4)
        assert (await leader.command("approve_request", approve, pin=PIN))[0] == 200


async def test_a_foreign_case_and_an_unknown_one_look_alike(world: World, at: Served) -> None:
    other_unit = world.house.add_unit(world.room, "市水利局")
    stranger = world.house.add_member(Role.UNIT_CONTACT, unit=other_unit)
    async with program_of(at, world.contact) as contact, program_of(at, stranger) as program:
        ref = (await contact.command("submit_request", _asked(world)))[1]["data"]["ref"]
        assert await program.get(f"/api/v1/cases/{ref}") == await program.get(
            "/api/v1/cases/NOSUCHCASE"
        )
        foreign = await program.command("print_form", {"request": ref})
        assert foreign == await program.command("print_form", {"request": "NOSUCHCASE"})


BAD = [
    ("not json at all", 400, "bad_request"),
    ("[]", 422, "bad_value"),
    ("{}", 422, "bad_value"),
    ('{"request": 7}', 422, "bad_value"),
    ('{"request": "x", "extra": 1}', 422, "bad_value"),
    ('{"request": "x\\ud800"}', 400, "bad_request"),
]


@pytest.mark.parametrize(("body", "status", "code"), BAD)
async def test_nonsense_is_answered_with_a_number_and_a_sentence(
    world: World, at: Served, body: str, status: int, code: str
) -> None:
    headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
    async with program_of(at, world.contact) as program:
        url = "/api/v1/commands/print_form"
        async with program.http.post(url, data=body.encode(), headers=headers) as answer:
            said = await answer.json()
    assert (answer.status, said["code"]) == (status, code)
    assert said["number"].isdigit()
    assert said["message"]


async def test_without_key_type_or_name_nothing_is_done(world: World, at: Served) -> None:
    async with program_of(at, world.contact) as program:
        url = "/api/v1/commands/print_form"
        async with program.http.post(url, json={"request": "x"}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, "key_missing")
        async with program.http.post(url, data={"request": "x"}) as answer:
            assert answer.status == 415
        assert (await program.command("drop_everything", {}))[0] == 404
        headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
        big = io.BytesIO(b'{"request": "' + b"x" * 2_000_000 + b'"}')
        async with program.http.post(url, data=big, headers=headers) as answer:
            assert answer.status == 413


async def test_nobody_gets_in_without_a_token(at: Served) -> None:
    async with aiohttp.ClientSession(at.url) as http:
        for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Cookie": "danggui=nonsense"}):
            async with http.get("/api/v1/me", headers=headers) as answer:
                assert (answer.status, (await answer.json())["code"]) == (401, "not_signed_in")


async def test_the_description_names_every_command(at: Served) -> None:
    async with aiohttp.ClientSession(at.url) as http, http.get("/api/v1/openapi.json") as answer:
        paths = (await answer.json())["paths"]
    assert "/api/v1/commands/hand_over" in paths
    assert "/api/v1/bridge/events" in paths
    assert "/api/v1/commands/sign_in" not in paths
